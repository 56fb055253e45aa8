import type { ObjectName } from './collector.ts';

const inKubeSystem = [
  'kubeadm-config',
  'kubelet-config',
  // kubeadm before 1.24 put the version behind the name.
  'kubelet-config-*',
  'kube-proxy',
  'kube-proxy-config',
  'coredns',
  'aws-auth',
  'extension-apiserver-authentication',
  'cilium-config',
  'calico-config',
  'canal-config',
  'antrea-config*',
  'kube-flannel-cfg',
  'kube-router-cfg',
].map((name) => ({ namespace: 'kube-system', name }));

/** ConfigMaps that hold the configuration of components and network plugins; no other one's data is read. */
export const CONFIGURATION_MAPS: readonly ObjectName[] = [
  ...inKubeSystem,
  { namespace: 'kube-flannel', name: 'kube-flannel-cfg' },
  { namespace: 'cilium', name: 'cilium-config' },
  { namespace: 'calico-system', name: 'cni-config' },
];

/** Returns whether an object bears one of the names. */
export function isNamed(names: readonly ObjectName[], object: ObjectName): boolean {
  return names.some(
    (wanted) =>
      wanted.namespace === object.namespace &&
      (wanted.name.endsWith('*')
        ? object.name.startsWith(wanted.name.slice(0, -1))
        : wanted.name === object.name),
  );
}
