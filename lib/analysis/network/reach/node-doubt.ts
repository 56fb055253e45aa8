import { text, type Text } from '#lib/model/text.ts';
import type { Dataplane } from './dataplane.ts';

interface Placed {
  readonly pod: number | null;
  /** The node it is, or is on; null where that is not known. */
  readonly node: string | null;
  readonly isHost: boolean;
}

/** Returns why what policies deny between a pod and a host may pass all the same (NP-24); null where it may not. */
export function nodeDoubt(
  { podToOwnNode }: Pick<Dataplane, 'podToOwnNode'>,
  { from, to }: { readonly from: Placed; readonly to: Placed },
): Text | null {
  if (from.isHost === to.isHost) return null;
  const [host, guest] = from.isHost ? [from, to] : [to, from];
  const isPerhaps = host.node === null || guest.node === null;
  if (guest.pod === null || !(isPerhaps || host.node === guest.node)) return null;
  if (to.isHost) return podToOwnNode === 'unknown' ? TO_OWN_NODE : null;
  return isPerhaps ? NODE_UNKNOWN : null;
}

const NODE_UNKNOWN = text(
  'It is not known of both which node they are on; where it is the same, no policy keeps out what the node sends.',
  '尚不知道双方各在哪个节点；若在同一节点，策略无法阻止节点发出的流量。',
);
const TO_OWN_NODE = text(
  'Whether policies keep a pod from its own node depends on the network plugin.',
  '策略能否阻止 Pod 访问其所在节点取决于网络插件。',
);
