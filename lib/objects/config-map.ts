import type { ConfigMap, SecretMetadata } from '#lib/model/cluster-objects.ts';
import { optionalStringMap } from './malformed-object.ts';
import type { Raw } from './malformed-object.ts';
import { maskValue } from './mask-secrets.ts';
import { objectHead } from './object-head.ts';
import type { ObjectType } from './object-head.ts';

/** The ConfigMaps that hold the configuration of a cluster's own components, and therefore keep their data. */
export const COMPONENT_CONFIG_MAPS: readonly { readonly namespace: string; readonly name: string }[] = [
  { namespace: 'kube-flannel', name: 'kube-flannel-cfg' },
  { namespace: 'kube-public', name: 'cluster-info' },
  { namespace: 'kube-system', name: 'antrea-config' },
  { namespace: 'kube-system', name: 'aws-auth' },
  { namespace: 'kube-system', name: 'calico-config' },
  { namespace: 'kube-system', name: 'canal-config' },
  { namespace: 'kube-system', name: 'cilium-config' },
  { namespace: 'kube-system', name: 'extension-apiserver-authentication' },
  { namespace: 'kube-system', name: 'kube-flannel-cfg' },
  { namespace: 'kube-system', name: 'kube-proxy' },
  { namespace: 'kube-system', name: 'kubeadm-config' },
  { namespace: 'kube-system', name: 'kubelet-config' },
  { namespace: 'kube-system', name: 'multus-cni-config' },
  { namespace: 'kube-system', name: 'multus-daemon-config' },
];

// kubeadm before 1.24 put the minor version into the name.
const VERSIONED_KUBELET_CONFIG = /^kubelet-config-1\.\d+$/;

/** Returns whether a ConfigMap is one of a cluster's own components and keeps its data. */
export function keepsData(namespace: string | undefined, name: string): boolean {
  if (namespace === 'kube-system' && VERSIONED_KUBELET_CONFIG.test(name)) return true;
  return COMPONENT_CONFIG_MAPS.some((known) => known.namespace === namespace && known.name === name);
}

/** Returns the record of a ConfigMap: its metadata, and masked data for a component's own only. */
export function reshapeConfigMap(raw: Raw, type: ObjectType): ConfigMap {
  const { apiVersion, kind, metadata } = objectHead(raw, type);
  const head = { apiVersion, kind, metadata };
  if (!keepsData(metadata.namespace, metadata.name)) return head;
  const data = optionalStringMap(raw['data'], 'data');
  if (data === undefined) return head;
  const masked: Record<string, string> = {};
  for (const key in data) masked[key] = maskValue(key, data[key] ?? '');
  return { ...head, data: masked };
}

/** Returns a Secret's metadata; nothing else of it is ever kept. */
export function reshapeSecret(raw: Raw, type: ObjectType): SecretMetadata {
  const { apiVersion, kind, metadata } = objectHead(raw, type);
  return { apiVersion, kind, metadata };
}
