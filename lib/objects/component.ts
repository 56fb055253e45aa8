import type { Raw } from './malformed-object.ts';

/** Containers whose flags are judged: the control plane, the node's own programs, and network plugins. */
const COMPONENT_NAMES = new Set([
  'kube-apiserver',
  'etcd',
  'kube-controller-manager',
  'kube-scheduler',
  'cloud-controller-manager',
  'konnectivity-server',
  'konnectivity-agent',
  'kube-proxy',
  'kubelet',
  'hyperkube',
  'calico-node',
  'calico-kube-controllers',
  'calico-typha',
  'cilium-agent',
  'cilium-operator',
  'kube-flannel',
  'flanneld',
  'canal',
  'antrea-agent',
  'antrea-controller',
  'kube-router',
  'weave',
  'weave-npc',
  'ovnkube-node',
  'aws-node',
  'aws-eks-nodeagent',
  'azure-npm',
  'kube-multus',
  'multi-networkpolicy-iptables',
  'multi-networkpolicy-nftables',
]);

const SYSTEM_NAMESPACE =
  /^(kube-system|kube-flannel|calico-system|cilium|openshift-(kube-.+|etcd|ovn-kubernetes))$/;

/** Present on the API server's image of a static pod. */
export const MIRROR_ANNOTATION = 'kubernetes.io/config.mirror';

/** Tells whether a container's command line may be kept; any other may carry anything, secrets included. */
export type KeepsCommand = (container: Raw) => boolean;

const never: KeepsCommand = () => false;
const always: KeepsCommand = () => true;

function programOf(container: Raw): string {
  const command = container['command'];
  const first: unknown = Array.isArray(command) ? command[0] : undefined;
  return typeof first === 'string' ? first.slice(first.lastIndexOf('/') + 1) : '';
}

function isComponent(container: Raw): boolean {
  const name = container['name'];
  return (typeof name === 'string' && COMPONENT_NAMES.has(name)) || COMPONENT_NAMES.has(programOf(container));
}

/** Returns which containers of a pod or template keep their command line. */
export function commandRule(namespace: string | undefined, isMirror: boolean): KeepsCommand {
  if (namespace === undefined || !SYSTEM_NAMESPACE.test(namespace)) return never;
  return isMirror ? always : isComponent;
}
