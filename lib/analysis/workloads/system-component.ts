import { PLUGIN_SIGNATURES } from '#lib/analysis/network/plugin-signatures.ts';
import { isMirrorPod } from './pod-owner.ts';
import type { WorkloadUnit } from './workload-index.ts';

/** Rights over the node that a component may need. */
export type HostRight = 'privileged' | 'hostNetwork' | 'hostPath' | 'root';

/** A part of Kubernetes itself that cannot do its work without rights over the node. */
export interface SystemComponent {
  readonly name: string;
  readonly needs: readonly HostRight[];
}

interface Identity extends SystemComponent {
  readonly matches: (unit: WorkloadUnit) => boolean;
}

const CONTROL_PLANE_IMAGE =
  /(^|\/)(kube-apiserver|kube-controller-manager|kube-scheduler|etcd|etcd-manager|kube-vip|hardened-etcd|hardened-kubernetes)(-\w+)?[:@]/;
const KUBE_PROXY_IMAGE = /(^|\/)kube-proxy(-\w+)?[:@]/;

/** Recognised by kind, namespace and image together; a name alone is easily borrowed. */
const IDENTITIES: readonly Identity[] = [
  {
    name: 'control plane',
    needs: ['hostNetwork', 'hostPath', 'root'],
    matches: (unit) =>
      unit.namespace === 'kube-system' && unit.pods.some(isMirrorPod) && runsOnly(unit, CONTROL_PLANE_IMAGE),
  },
  {
    name: 'kube-proxy',
    needs: ['privileged', 'hostNetwork', 'hostPath', 'root'],
    matches: (unit) =>
      unit.namespace === 'kube-system' && unit.ref.kind === 'DaemonSet' && runsOnly(unit, KUBE_PROXY_IMAGE),
  },
  {
    name: 'network plugin',
    needs: ['privileged', 'hostNetwork', 'hostPath', 'root'],
    matches: (unit) => unit.ref.kind === 'DaemonSet' && isPluginNamespace(unit.namespace) && runsPlugin(unit),
  },
];

const PLUGIN_NAMESPACE = /^(kube-system|kube-flannel|calico-system|cilium|openshift-(sdn|ovn-kubernetes))$/;

/** Returns which known component a workload is, or null. */
export function systemComponentOf(unit: WorkloadUnit): SystemComponent | null {
  return IDENTITIES.find((identity) => identity.matches(unit)) ?? null;
}

function isPluginNamespace(namespace: string): boolean {
  return PLUGIN_NAMESPACE.test(namespace);
}

function runsOnly(unit: WorkloadUnit, image: RegExp): boolean {
  return unit.podSpecs.every(({ spec }) => spec.containers.every((container) => image.test(container.image)));
}

function runsPlugin(unit: WorkloadUnit): boolean {
  return unit.podSpecs.every(({ spec }) =>
    spec.containers.some((container) =>
      PLUGIN_SIGNATURES.some(({ image }) => image.test(container.image.replace(/(@.*|:[^/]*)$/, ''))),
    ),
  );
}
