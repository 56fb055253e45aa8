/** What is wrong with a node of the big cluster. */
export type NodeFault =
  | 'unreachable'
  | 'kubelet-down'
  | 'anonymous-kubelet'
  | 'refusing-kubelet'
  | 'read-only-port'
  | 'expired-certificate'
  | 'old-kubelet';

export const CONTROL_PLANE_NODES = 3;
export const BIG_NODES = 500;

interface FaultRule {
  readonly fault: NodeFault;
  /** Whether the node with this number has it in a generation. */
  readonly has: (index: number, generation: number) => boolean;
}

const FAULTS: readonly FaultRule[] = [
  { fault: 'unreachable', has: (index) => index % 83 === 77 },
  { fault: 'kubelet-down', has: (index, generation) => index % 97 === 50 + generation },
  { fault: 'anonymous-kubelet', has: (index, generation) => index % 120 === 41 && generation < 5 },
  { fault: 'refusing-kubelet', has: (index) => index % 23 === 7 },
  { fault: 'read-only-port', has: (index, generation) => index % 61 === 9 && index > generation * 40 },
  { fault: 'expired-certificate', has: (index) => index % 140 === 100 },
  { fault: 'old-kubelet', has: (index, generation) => index % 10 === 3 && index > generation * 80 },
];

/** Returns what is wrong with a node in one generation of the cluster. */
export function faultsOf(index: number, generation: number): readonly NodeFault[] {
  if (index < CONTROL_PLANE_NODES) return [];
  return FAULTS.filter(({ has }) => has(index, generation)).map(({ fault }) => fault);
}

/** Returns the loopback address of a node. */
export function nodeAddress(index: number): string {
  return `127.64.${index >> 8}.${index & 255}`;
}
