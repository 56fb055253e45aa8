import type { KubeObject } from './kube-object.ts';

/** A kind that is kept whole and read where it is needed; its spec is the API's own. */
export interface SpecObject extends KubeObject {
  readonly spec: Readonly<Record<string, unknown>>;
  readonly status?: Readonly<Record<string, unknown>>;
}

/**
 * A ConfigMap's metadata. `data` exists only for the few named ones that hold component configuration
 * (kubeadm-config, kubelet-config, kube-proxy, network plugins' settings), with anything secret-like masked.
 */
export interface ConfigMap extends KubeObject {
  readonly data?: Readonly<Record<string, string>>;
}

/** A Secret as `PartialObjectMetadata`: no data, no type. */
export type SecretMetadata = KubeObject;

export interface Webhook {
  readonly name: string;
  readonly failurePolicy?: string;
  readonly clientConfig: {
    readonly url?: string;
    readonly caBundle?: string;
    readonly service?: { readonly namespace: string; readonly name: string; readonly port?: number };
  };
  readonly rules?: readonly unknown[];
  readonly namespaceSelector?: unknown;
  readonly objectSelector?: unknown;
}

/** A ValidatingWebhookConfiguration or MutatingWebhookConfiguration. */
export interface WebhookConfiguration extends KubeObject {
  readonly webhooks: readonly Webhook[];
}

export interface StorageClass extends KubeObject {
  readonly provisioner: string;
  readonly parameters?: Readonly<Record<string, string>>;
}

/** `/version` of the API server. */
export interface ServerVersion {
  readonly gitVersion: string;
  readonly major: string;
  readonly minor: string;
  readonly platform?: string;
}

/** One resource of aggregated discovery. */
export interface ApiResource {
  readonly group: string;
  readonly version: string;
  readonly kind: string;
  readonly resource: string;
  /** Left out where the server names none, and in scans stored before these were read. */
  readonly singular?: string;
  readonly shortNames?: readonly string[];
  readonly namespaced: boolean;
  readonly verbs: readonly string[];
  readonly subresources: readonly { readonly name: string; readonly verbs: readonly string[] }[];
  /** Whether this version is the first the server offers for the group. */
  readonly preferred: boolean;
}
