import type { Decider } from './network-answer.ts';
import type { Text } from './text.ts';

/**
 * What becomes of a packet to a port of a host, the most open first: let in, let in though the policies would not
 * because the port is a failsafe one, nobody can tell, kept out.
 */
export const HOST_VERDICTS = ['allowed', 'failsafe', 'unknown', 'denied'] as const;
export type HostVerdict = (typeof HOST_VERDICTS)[number];

/** Who sends. */
export const HOST_SOURCE_KINDS = [
  'internet',
  'network',
  'nodes',
  'pods-elsewhere',
  'pods-here',
  'self',
] as const;
export type HostSourceKind = (typeof HOST_SOURCE_KINDS)[number];

/** What decided: no endpoint or policy, what the sender may send, or a stage of the receiving host. */
export const HOST_DECISIONS = [
  'no-endpoint',
  'sender',
  'failsafe',
  'untracked',
  'pre-dnat',
  'normal',
  'forward',
  'profile',
  'endpoint-to-host',
  'pod-policy',
  'local',
  'no-policy',
  'host-policy',
  'node-port',
] as const;
export type HostDecision = (typeof HOST_DECISIONS)[number];

/** One answer, and what it rests on. */
export interface HostJudgement {
  readonly verdict: HostVerdict;
  readonly decision: HostDecision;
  /** The host endpoint whose policies were asked, by its place in the node's list; null where none is bound. */
  readonly endpoint: number | null;
  readonly decider: Decider | null;
  /** Of a failsafe port: what policies alone would do. */
  readonly policiesAlone: 'allowed' | 'denied' | 'unknown' | null;
  readonly reason: Text | null;
}

/** Some of a source that get one answer; `who` names them, and is empty where it is all of them. */
export interface HostPart extends HostJudgement {
  readonly who: readonly string[];
  readonly more: number;
}

/** A source towards a port of some nodes: the most open answer, and all of them. */
export interface HostCell {
  readonly verdict: HostVerdict;
  readonly isMixed: boolean;
  readonly parts: readonly HostPart[];
}

export interface HostSource {
  readonly key: string;
  readonly kind: HostSourceKind;
  /** Of a network: its CIDR, and who mentions it. */
  readonly cidr: string | null;
  readonly mentions: readonly string[];
}

/** A port of hosts, of a component or of a Service. */
export interface HostPort {
  readonly key: string;
  readonly port: number;
  readonly lane: 'TCP' | 'UDP' | 'SCTP';
  readonly label: Text;
  /** A host passes it on to pods: NodePorts and host ports. */
  readonly isForwarded: boolean;
  /** A failsafe port in Calico's list for some node. */
  readonly isFailsafe: boolean;
  readonly runsOn: 'every-node' | 'control-plane';
}

/** A node and the group of nodes that all get the same answers. */
export interface HostNode {
  readonly name: string;
  readonly isControlPlane: boolean;
  /** Names of its host endpoints, or of the Cilium policies that select it. */
  readonly endpoints: readonly string[];
  readonly group: number;
}

/** Something of the host firewall that does not do what it seems to. */
export interface HostLint {
  readonly id: string;
  readonly rule: string;
  readonly severity: 'high' | 'medium' | 'low';
  readonly objects: readonly string[];
  readonly message: Text;
}

/** Which firewall of hosts there is: none, Calico's, Cilium's, or nobody can tell. */
export type HostFirewallKind = 'none' | 'calico' | 'cilium' | 'unknown';

export interface HostFirewall {
  readonly kind: HostFirewallKind;
  /** Why there is none, or what the answers rest on. */
  readonly notes: readonly Text[];
  readonly sources: readonly HostSource[];
  readonly ports: readonly HostPort[];
  readonly nodes: readonly HostNode[];
  /** By group, then source, then port. */
  readonly groups: readonly (readonly (readonly HostCell[])[])[];
  readonly lints: readonly HostLint[];
}
