import { PLUGIN_SIGNATURES } from '#lib/analysis/network/plugin-signatures.ts';
import { isMirrorPod } from './pod-owner.ts';
import type { WorkloadUnit } from './workload-index.ts';

/** Rights over the node that a component may need. */
export type HostRight = 'privileged' | 'hostNetwork' | 'hostPath' | 'root';

/** A part of Kubernetes itself that cannot do its work without rights over the node. */
export interface SystemComponent {
  /** As it calls itself, so that every language may name it: `etcd`, `Cilium`. */
  readonly name: string;
  readonly needs: readonly HostRight[];
}

interface Identity {
  readonly needs: readonly HostRight[];
  /** Returns its name where a workload is one of these, else null. */
  readonly nameOf: (unit: WorkloadUnit) => string | null;
}

const CONTROL_PLANE_IMAGE =
  /(?:^|\/)(kube-apiserver|kube-controller-manager|kube-scheduler|etcd|etcd-manager|kube-vip|hardened-etcd|hardened-kubernetes)(?:-\w+)?[:@]/;
const KUBE_PROXY_IMAGE = /(?:^|\/)(kube-proxy)(?:-\w+)?[:@]/;

/** Recognised by kind, namespace and image together; a name alone is easily borrowed. */
const IDENTITIES: readonly Identity[] = [
  {
    needs: ['hostNetwork', 'hostPath', 'root'],
    nameOf: (unit) =>
      unit.namespace === 'kube-system' && unit.pods.some(isMirrorPod)
        ? programOf(unit, CONTROL_PLANE_IMAGE)
        : null,
  },
  {
    needs: ['privileged', 'hostNetwork', 'hostPath', 'root'],
    nameOf: (unit) =>
      unit.namespace === 'kube-system' && unit.ref.kind === 'DaemonSet'
        ? programOf(unit, KUBE_PROXY_IMAGE)
        : null,
  },
  {
    needs: ['privileged', 'hostNetwork', 'hostPath', 'root'],
    nameOf: (unit) =>
      unit.ref.kind === 'DaemonSet' && isPluginNamespace(unit.namespace) ? pluginOf(unit) : null,
  },
];

const PLUGIN_NAMESPACE = /^(kube-system|kube-flannel|calico-system|cilium|openshift-(sdn|ovn-kubernetes))$/;

/** Returns which known component a workload is, or null. */
export function systemComponentOf(unit: WorkloadUnit): SystemComponent | null {
  for (const { needs, nameOf } of IDENTITIES) {
    const name = nameOf(unit);
    if (name !== null) return { name, needs };
  }
  return null;
}

function isPluginNamespace(namespace: string): boolean {
  return PLUGIN_NAMESPACE.test(namespace);
}

/** The program of the first container, where all containers run one of the programs sought. */
function programOf(unit: WorkloadUnit, image: RegExp): string | null {
  const programs = unit.podSpecs.flatMap(({ spec }) =>
    spec.containers.map((container) => image.exec(container.image)?.[1] ?? null),
  );
  return programs.includes(null) ? null : (programs[0] ?? null);
}

/** The network plugin that runs in every pod of the workload. */
function pluginOf(unit: WorkloadUnit): string | null {
  const names = unit.podSpecs.map(
    ({ spec }) => spec.containers.flatMap(({ image }) => pluginName(image) ?? [])[0] ?? null,
  );
  return names.includes(null) ? null : (names[0] ?? null);
}

function pluginName(image: string): string | null {
  const bare = image.replace(/(@.*|:[^/]*)$/, '');
  return PLUGIN_SIGNATURES.find((signature) => signature.image.test(bare))?.name ?? null;
}
