import type { KubeObject } from './kube-object.ts';
import { refKey } from './resource-ref.ts';

export interface Node extends KubeObject {
  readonly spec: {
    readonly podCIDR?: string;
    readonly podCIDRs?: readonly string[];
    readonly providerID?: string;
    readonly unschedulable?: boolean;
    readonly taints?: readonly { readonly key: string; readonly value?: string; readonly effect: string }[];
  };
  readonly status: {
    readonly addresses?: readonly { readonly type: string; readonly address: string }[];
    readonly capacity?: Readonly<Record<string, string>>;
    readonly conditions?: readonly {
      readonly type: string;
      readonly status: string;
      readonly reason?: string;
    }[];
    readonly nodeInfo?: {
      readonly kubeletVersion: string;
      readonly kubeProxyVersion?: string;
      readonly osImage?: string;
      readonly kernelVersion?: string;
      readonly containerRuntimeVersion?: string;
      readonly operatingSystem?: string;
      readonly architecture?: string;
    };
    readonly daemonEndpoints?: { readonly kubeletEndpoint?: { readonly Port: number } };
  };
}

const CONTROL_PLANE_LABELS = ['node-role.kubernetes.io/control-plane', 'node-role.kubernetes.io/master'];

/** Returns whether a node carries a control-plane role label (`master` on clusters before 1.24). */
export function isControlPlane(node: Node): boolean {
  return CONTROL_PLANE_LABELS.some((label) => node.metadata.labels?.[label] !== undefined);
}

/** Returns the key of the reference to a node. */
export function nodeKey(name: string): string {
  return refKey({ apiVersion: 'v1', kind: 'Node', namespace: null, name, uid: null });
}
