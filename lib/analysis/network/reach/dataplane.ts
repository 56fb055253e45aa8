/** Network plugins whose way to enforce policies is known, and the plain reading of the specifications. */
export const DATAPLANE_NAMES = ['kubernetes', 'calico', 'cilium', 'none'] as const;
export type DataplaneName = (typeof DATAPLANE_NAMES)[number];

/** How one plugin reads policies where the specifications leave it open (spec table 1.9). */
export interface Dataplane {
  readonly name: DataplaneName;
  /** Policies take effect at all. */
  readonly enforces: boolean;
  /** A pod is closed in both directions before any policy selects it (CI-1). */
  readonly closedByDefault: boolean;
  /** `ipBlock` matches the addresses of pods, and those of nodes (NP-21, CI-8). */
  readonly addressesMatchPods: boolean;
  readonly addressesMatchHosts: boolean;
  /** Cluster-wide policies of the network policy API take effect (CN-15). */
  readonly adminPolicies: 'enforced' | 'inert';
  /** A pod's own node reaches it whatever its policies say (NP-24), or Cilium was told to ask them (CI-10). */
  readonly fromOwnNode: 'exempt' | 'by-policy';
  /** What a pod may send to its own node whatever its policies say (NP-24, HE-12). */
  readonly podToOwnNode: 'by-policy' | 'unknown';
  /** Cilium's policies for nodes take effect (CI-12). */
  readonly hostPolicies: 'enforced' | 'inert' | 'unknown';
  /** Which labels of its node a host's endpoint takes over is Cilium's own choice, or one that is not seen (CI-13). */
  readonly hostLabels: 'default' | 'unknown';
  /** Whether a host's policies see the back end of a service, or the service's own address (CI-12). */
  readonly hostServices: 'by-back-end' | 'unknown';
  /** Protocols beside TCP, UDP and SCTP under isolation (NP-17). */
  readonly otherProtocols: 'by-rule' | 'unknown';
}

export const DATAPLANES: Readonly<Record<DataplaneName, Dataplane>> = {
  kubernetes: {
    name: 'kubernetes',
    adminPolicies: 'enforced',
    enforces: true,
    closedByDefault: false,
    addressesMatchPods: true,
    addressesMatchHosts: true,
    fromOwnNode: 'exempt',
    podToOwnNode: 'unknown',
    hostPolicies: 'inert',
    hostLabels: 'default',
    hostServices: 'by-back-end',
    otherProtocols: 'unknown',
  },
  calico: {
    name: 'calico',
    adminPolicies: 'enforced',
    enforces: true,
    closedByDefault: false,
    addressesMatchPods: true,
    addressesMatchHosts: true,
    fromOwnNode: 'exempt',
    podToOwnNode: 'by-policy',
    hostPolicies: 'inert',
    hostLabels: 'default',
    hostServices: 'by-back-end',
    otherProtocols: 'by-rule',
  },
  cilium: {
    name: 'cilium',
    adminPolicies: 'inert',
    enforces: true,
    closedByDefault: false,
    addressesMatchPods: false,
    addressesMatchHosts: false,
    fromOwnNode: 'exempt',
    podToOwnNode: 'by-policy',
    hostPolicies: 'unknown',
    hostLabels: 'default',
    hostServices: 'unknown',
    otherProtocols: 'by-rule',
  },
  none: {
    name: 'none',
    adminPolicies: 'inert',
    enforces: false,
    closedByDefault: false,
    addressesMatchPods: true,
    addressesMatchHosts: true,
    fromOwnNode: 'exempt',
    podToOwnNode: 'by-policy',
    hostPolicies: 'inert',
    hostLabels: 'default',
    hostServices: 'by-back-end',
    otherProtocols: 'by-rule',
  },
};
