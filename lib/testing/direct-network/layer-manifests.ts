import type { LabelSelector } from '#lib/model/label-selector.ts';
import type { Manifest, NetworkManifests, PolicyPort } from './manifests.ts';

/** A network as Multus reads it; the configuration is JSON. */
export type AttachmentManifest = Manifest<{ readonly config: string }>;

/** MN-1: the schema of a NetworkPolicy; here a peer may hold everything, or nothing. */
export interface LayerPeer {
  readonly podSelector?: LabelSelector;
  readonly namespaceSelector?: LabelSelector;
  readonly ipBlock?: { readonly cidr: string; readonly except?: readonly string[] };
}

export interface LayerRule {
  readonly from?: readonly LayerPeer[];
  readonly to?: readonly LayerPeer[];
  readonly ports?: readonly PolicyPort[];
}

export type MultiPolicyManifest = Manifest<{
  readonly podSelector?: LabelSelector;
  readonly policyTypes?: readonly ('Ingress' | 'Egress')[];
  readonly ingress?: readonly LayerRule[];
  readonly egress?: readonly LayerRule[];
}> & { readonly apiVersion: string };

/** One cluster whose pods stand on several networks. */
export interface LayerManifests {
  /** Pods, namespaces and NetworkPolicies. */
  readonly base: NetworkManifests;
  readonly attachments: readonly AttachmentManifest[];
  /** What Multus gives to every pod beside eth0; null where it gives nothing. */
  readonly delegate: { readonly name: string; readonly type: string } | null;
  readonly policies: readonly MultiPolicyManifest[];
  /** What the controller of MultiNetworkPolicies is started with; null where none is. */
  readonly controller: readonly string[] | null;
  /** Whether Calico enforces NetworkPolicies on eth0; otherwise flannel runs, which enforces none. */
  readonly isEnforced: boolean;
}
