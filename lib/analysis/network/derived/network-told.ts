import type { NetworkFinding } from '#lib/model/network-finding.ts';
import type { NetworkPicture } from './network-picture.ts';

/** Under which names a scan keeps them; another shape needs another number. */
export const NETWORK_TOLD = 'network-told.2';
export const OUTSIDE_TOLD = 'outside.1';

const MOST_WORKLOADS = 100;

/** A derived answer as a scan keeps it. */
export interface ToldFinding extends Omit<NetworkFinding, 'subject'> {
  /** How many workloads it is about; `workloads` are the first of them. */
  readonly count: number;
}

/** What a scan keeps of its network as a whole. */
export interface NetworkTold extends Pick<
  NetworkPicture,
  'mayNotEnforce' | 'isEnforced' | 'unseen' | 'unseenBeside' | 'hasOtherKinds' | 'coverage' | 'unselected'
> {
  readonly findings: readonly ToldFinding[];
}

/** What a scan keeps of ways in from outside. */
export type OutsideTold = Pick<NetworkPicture, 'outside' | 'outsideUnseen'>;

export function networkTold(picture: NetworkPicture): NetworkTold {
  const { mayNotEnforce, isEnforced, unseen, unseenBeside, hasOtherKinds, coverage, unselected } = picture;
  const findings = picture.findings.map(({ kind, standing, policy, namespace, workloads, sentence }) => ({
    kind,
    standing,
    policy,
    namespace,
    workloads: workloads.slice(0, MOST_WORKLOADS),
    count: workloads.length,
    sentence,
  }));
  return { mayNotEnforce, isEnforced, unseen, unseenBeside, hasOtherKinds, coverage, unselected, findings };
}

export function outsideTold({ outside, outsideUnseen }: NetworkPicture): OutsideTold {
  return { outside, outsideUnseen };
}
