import type { LabelSelector } from '#lib/model/label-selector.ts';

/*
 * The objects that decide who reaches whom, as people write them: only the fields the direct evaluator reads.
 * What is missing is missing here, too; no default is filled in.
 */

export type Labels = Readonly<Record<string, string>>;
export type Direction = 'ingress' | 'egress';

export interface Manifest<Spec> {
  readonly metadata: {
    readonly name: string;
    readonly namespace?: string;
    /** What the API server gives to what it stores. */
    readonly uid?: string;
    readonly labels?: Labels;
    readonly annotations?: Labels;
    readonly deletionTimestamp?: string;
  };
  readonly spec: Spec;
}

export interface ContainerManifest {
  readonly name: string;
  readonly image: string;
  readonly restartPolicy?: string;
  readonly ports?: readonly {
    readonly name?: string;
    readonly containerPort: number;
    readonly hostPort?: number;
    readonly protocol?: 'TCP' | 'UDP' | 'SCTP';
  }[];
}

export interface PodManifest extends Manifest<{
  readonly nodeName?: string;
  readonly hostNetwork?: boolean;
  readonly serviceAccountName?: string;
  readonly containers: readonly ContainerManifest[];
  readonly initContainers?: readonly ContainerManifest[];
}> {
  readonly status: {
    readonly phase?: string;
    readonly podIP?: string;
    readonly podIPs?: readonly { readonly ip: string }[];
  };
}

export interface NodeManifest extends Manifest<object> {
  readonly status: { readonly addresses: readonly { readonly type: string; readonly address: string }[] };
}

export interface SliceManifest {
  readonly metadata: Manifest<object>['metadata'];
  readonly addressType: string;
  readonly endpoints: readonly EndpointManifest[];
  readonly ports: readonly { readonly name?: string; readonly port: number; readonly protocol?: string }[];
}

export interface EndpointManifest {
  readonly addresses: readonly string[];
  readonly nodeName?: string;
  readonly conditions?: {
    readonly ready?: boolean;
    readonly serving?: boolean;
    readonly terminating?: boolean;
  };
  readonly targetRef?: { readonly kind: string; readonly namespace: string; readonly name: string };
}

export interface ServicePortManifest {
  readonly name?: string;
  readonly port: number;
  readonly protocol?: 'TCP' | 'UDP' | 'SCTP';
  readonly targetPort?: number | string;
  readonly nodePort?: number;
}

export interface ServiceManifest extends Manifest<{
  readonly type: 'ClusterIP' | 'NodePort' | 'LoadBalancer' | 'ExternalName';
  readonly selector?: Labels;
  readonly clusterIP?: string;
  readonly externalIPs?: readonly string[];
  readonly externalName?: string;
  readonly externalTrafficPolicy?: 'Cluster' | 'Local';
  readonly internalTrafficPolicy?: 'Cluster' | 'Local';
  readonly loadBalancerSourceRanges?: readonly string[];
  readonly ports?: readonly ServicePortManifest[];
}> {
  readonly status: {
    readonly loadBalancer?: {
      readonly ingress?: readonly { readonly ip: string; readonly ipMode?: 'VIP' | 'Proxy' }[];
    };
  };
}

export interface PolicyPeer {
  readonly podSelector?: LabelSelector;
  readonly namespaceSelector?: LabelSelector;
  readonly ipBlock?: { readonly cidr: string; readonly except?: readonly string[] };
}

export interface PolicyPort {
  readonly protocol?: 'TCP' | 'UDP' | 'SCTP';
  readonly port?: number | string;
  readonly endPort?: number;
}

export interface PolicyRule {
  readonly from?: readonly PolicyPeer[];
  readonly to?: readonly PolicyPeer[];
  readonly ports?: readonly PolicyPort[];
}

export type PolicyManifest = Manifest<{
  readonly podSelector?: LabelSelector;
  readonly policyTypes?: readonly ('Ingress' | 'Egress')[];
  readonly ingress?: readonly PolicyRule[];
  readonly egress?: readonly PolicyRule[];
}>;

export interface PodsPeer {
  readonly namespaceSelector?: LabelSelector;
  readonly podSelector: LabelSelector;
}

export interface AdminPeer {
  readonly namespaces?: LabelSelector;
  readonly pods?: PodsPeer;
  readonly networks?: readonly string[];
  readonly nodes?: LabelSelector;
  readonly domainNames?: readonly string[];
  /** A field of a later version. */
  readonly future?: string;
}

export interface DestinationPort {
  readonly number?: number;
  readonly range?: { readonly start: number; readonly end: number };
}

export type AdminProtocol = {
  readonly [P in 'tcp' | 'udp' | 'sctp']?: { readonly destinationPort?: DestinationPort };
} & { readonly destinationNamedPort?: string };

export interface AdminPort {
  readonly portNumber?: { readonly protocol?: string; readonly port: number };
  readonly portRange?: { readonly protocol?: string; readonly start: number; readonly end: number };
  readonly namedPort?: string;
}

export interface AdminRule {
  readonly action: string;
  readonly from?: readonly AdminPeer[];
  readonly to?: readonly AdminPeer[];
  readonly protocols?: readonly AdminProtocol[];
  readonly ports?: readonly AdminPort[];
}

export interface AdminSpec {
  readonly tier?: 'Admin' | 'Baseline';
  readonly priority?: number;
  readonly subject: { readonly namespaces?: LabelSelector; readonly pods?: PodsPeer };
  readonly ingress?: readonly AdminRule[];
  readonly egress?: readonly AdminRule[];
}

export interface CalicoEntity {
  readonly nets?: readonly string[];
  readonly notNets?: readonly string[];
  readonly selector?: string;
  readonly notSelector?: string;
  readonly namespaceSelector?: string;
  readonly ports?: readonly (number | string)[];
  readonly notPorts?: readonly (number | string)[];
  readonly serviceAccounts?: { readonly names?: readonly string[]; readonly selector?: string };
  readonly services?: { readonly name: string; readonly namespace?: string };
}

export interface CalicoRule {
  readonly action: string;
  readonly protocol?: string | number;
  readonly notProtocol?: string | number;
  readonly ipVersion?: number;
  readonly icmp?: { readonly type?: number; readonly code?: number };
  readonly notICMP?: { readonly type?: number; readonly code?: number };
  readonly http?: object;
  readonly source?: CalicoEntity;
  readonly destination?: CalicoEntity;
}

export interface CalicoSpec {
  readonly tier?: string;
  readonly order?: number;
  readonly selector?: string;
  readonly namespaceSelector?: string;
  readonly serviceAccountSelector?: string;
  readonly types?: readonly string[];
  readonly ingress?: readonly CalicoRule[];
  readonly egress?: readonly CalicoRule[];
  readonly doNotTrack?: boolean;
  readonly preDNAT?: boolean;
  readonly applyOnForward?: boolean;
}

export type HostEndpointManifest = Manifest<{
  readonly node: string;
  readonly interfaceName?: string;
  readonly expectedIPs?: readonly string[];
  readonly profiles?: readonly string[];
}>;

export interface FailsafePort {
  readonly protocol?: string;
  readonly port: number;
  readonly net?: string;
}

export interface FelixSpec {
  readonly failsafeInboundHostPorts?: readonly FailsafePort[];
  readonly failsafeOutboundHostPorts?: readonly FailsafePort[];
  readonly defaultEndpointToHostAction?: 'Drop' | 'Return' | 'Accept';
  readonly bpfEnabled?: boolean;
}

export interface CiliumPorts {
  readonly ports?: readonly {
    readonly port: string;
    readonly endPort?: number;
    readonly protocol?: string;
  }[];
  readonly rules?: object;
}

export interface CiliumCidr {
  readonly cidr?: string;
  readonly cidrGroupRef?: string;
  readonly cidrGroupSelector?: LabelSelector;
  readonly except?: readonly string[];
}

export interface CiliumRule {
  readonly fromEndpoints?: readonly LabelSelector[];
  readonly toEndpoints?: readonly LabelSelector[];
  readonly fromEntities?: readonly string[];
  readonly toEntities?: readonly string[];
  readonly fromCIDR?: readonly string[];
  readonly toCIDR?: readonly string[];
  readonly fromCIDRSet?: readonly CiliumCidr[];
  readonly toCIDRSet?: readonly CiliumCidr[];
  readonly toFQDNs?: readonly object[];
  readonly toPorts?: readonly CiliumPorts[];
  readonly icmps?: readonly {
    readonly fields: readonly { readonly family?: string; readonly type: number }[];
  }[];
}

export interface CiliumSpec {
  readonly endpointSelector?: LabelSelector;
  readonly nodeSelector?: LabelSelector;
  readonly enableDefaultDeny?: { readonly ingress?: boolean; readonly egress?: boolean };
  readonly ingress?: readonly CiliumRule[];
  readonly egress?: readonly CiliumRule[];
  readonly ingressDeny?: readonly CiliumRule[];
  readonly egressDeny?: readonly CiliumRule[];
}

export interface NetworkManifests {
  readonly pods?: readonly PodManifest[];
  readonly namespaces?: readonly Manifest<object>[];
  readonly nodes?: readonly NodeManifest[];
  readonly serviceAccounts?: readonly Omit<Manifest<object>, 'spec'>[];
  readonly services?: readonly ServiceManifest[];
  readonly endpointSlices?: readonly SliceManifest[];
  readonly networkPolicies?: readonly PolicyManifest[];
  readonly clusterNetworkPolicies?: readonly Manifest<AdminSpec>[];
  readonly adminNetworkPolicies?: readonly Manifest<AdminSpec>[];
  readonly baselineAdminNetworkPolicies?: readonly Manifest<AdminSpec>[];
  readonly calicoTiers?: readonly Manifest<{ readonly order?: number; readonly defaultAction?: string }>[];
  readonly calicoNetworkPolicies?: readonly Manifest<CalicoSpec>[];
  readonly calicoGlobalNetworkPolicies?: readonly Manifest<CalicoSpec>[];
  readonly calicoNetworkSets?: readonly Manifest<{ readonly nets?: readonly string[] }>[];
  readonly calicoGlobalNetworkSets?: readonly Manifest<{ readonly nets?: readonly string[] }>[];
  readonly calicoProfiles?: readonly Manifest<
    Pick<CalicoSpec, 'ingress' | 'egress'> & { readonly labelsToApply?: Labels }
  >[];
  readonly calicoHostEndpoints?: readonly HostEndpointManifest[];
  readonly calicoFelixConfigurations?: readonly Manifest<FelixSpec>[];
  readonly calicoIPPools?: readonly Manifest<{
    readonly cidr: string;
    readonly ipipMode?: 'Always' | 'Never';
    readonly natOutgoing?: boolean;
  }>[];
  readonly ciliumNetworkPolicies?: readonly Manifest<CiliumSpec>[];
  readonly ciliumClusterwideNetworkPolicies?: readonly Manifest<CiliumSpec>[];
  readonly ciliumCIDRGroups?: readonly Manifest<{ readonly externalCIDRs: readonly string[] }>[];
}
