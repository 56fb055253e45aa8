import type { NodeName } from '../main-site.ts';
import type { Generation } from './world.ts';

/** What stands open on the hosts; the listeners and the flags of mirror pods follow it alike. */
export interface Exposures {
  /** Kubelets that let anonymous callers read pods. */
  openKubelets: readonly NodeName[];
  /** Kubelets that let anonymous callers in and then refuse them. */
  anonymousKubelets: readonly NodeName[];
  readOnlyKubelets: readonly NodeName[];
  /** etcd members that ask for no client certificate. */
  openEtcdMembers: readonly NodeName[];
  /** Control-plane hosts whose etcd metrics listen on every address. */
  openEtcdMetrics: readonly NodeName[];
  /** API servers without an audit log. */
  unaudited: readonly NodeName[];
  /** Days until a serving certificate ends, where it is not far away. */
  certificateDaysLeft: Readonly<Record<string, number>>;
}

const GENERATION_1: Exposures = {
  openKubelets: ['main-worker-3'],
  anonymousKubelets: ['main-worker-4'],
  readOnlyKubelets: ['main-worker-5'],
  openEtcdMembers: ['main-cp-2'],
  openEtcdMetrics: ['main-cp-1', 'main-cp-2', 'main-cp-3'],
  unaudited: ['main-cp-3'],
  certificateDaysLeft: { 'apiserver/main-cp-3': 12, 'kubelet/main-worker-5': -9, 'ingress/nodeport': -31 },
};

/** The kubelet and the etcd member were mended; the audit log was lost on another host in an upgrade. */
const GENERATION_2: Exposures = {
  ...GENERATION_1,
  openKubelets: [],
  anonymousKubelets: ['main-worker-4'],
  readOnlyKubelets: ['main-worker-5', 'main-worker-2'],
  openEtcdMembers: [],
  unaudited: ['main-cp-1'],
  certificateDaysLeft: { 'kubelet/main-worker-5': -9, 'ingress/nodeport': 88 },
};

/** Hosts with nothing left open by mistake. */
export const NOTHING_EXPOSED: Exposures = {
  openKubelets: [],
  anonymousKubelets: [],
  readOnlyKubelets: [],
  openEtcdMembers: [],
  openEtcdMetrics: [],
  unaudited: [],
  certificateDaysLeft: {},
};

/** Returns what stands open in a generation of `main`. */
export function exposuresOf(generation: Generation): Exposures {
  return generation === 1 ? GENERATION_1 : GENERATION_2;
}
