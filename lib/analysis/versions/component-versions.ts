import type { ComponentFlags } from '#lib/analysis/control-plane/component-flags.ts';
import { parseKubeVersion, type KubeVersion } from '#lib/facts/kube-version.ts';
import { refOf } from '#lib/model/kube-object.ts';
import type { Node } from '#lib/model/node.ts';
import type { ResourceRef } from '#lib/model/resource-ref.ts';
import type { Workload } from '#lib/model/workload.ts';

/** The programs whose versions must fit together. */
export type VersionedProgram =
  | 'kube-apiserver'
  | 'kube-controller-manager'
  | 'kube-scheduler'
  | 'kubelet'
  | 'kube-proxy';

/** The version one program runs at, as far as it can be told. */
export interface ComponentVersion {
  readonly program: VersionedProgram;
  readonly resource: ResourceRef;
  readonly path: string;
  readonly observed: string;
  /** Null where the text holds no version, as an image named by digest alone. */
  readonly version: KubeVersion | null;
}

const PROXY_IMAGE = /(^|\/)kube-proxy(-\w+)?[:@]/;

/** Returns the version of each kubelet. */
export function kubeletVersions(nodes: readonly Node[]): ComponentVersion[] {
  return nodes.map((node) => {
    const observed = node.status.nodeInfo?.kubeletVersion ?? '';
    const path = 'status.nodeInfo.kubeletVersion';
    return { program: 'kubelet', resource: refOf(node), path, observed, version: parseKubeVersion(observed) };
  });
}

/** Returns the versions of the control-plane programs seen as static pods, told by their image tags. */
export function controlPlaneVersions({ instances }: ComponentFlags): ComponentVersion[] {
  return instances.flatMap(({ component, image, resource }) => {
    // etcd has versions of its own; a program inside another process (k3s) has that process's version.
    if (component === 'etcd' || image === null) return [];
    return [
      {
        program: component,
        resource,
        path: 'spec.containers[*].image',
        observed: image,
        version: versionOfImage(image),
      },
    ];
  });
}

/** Returns the version of kube-proxy; a node's own `kubeProxyVersion` only repeats the kubelet's. */
export function proxyVersions(daemonSets: readonly Workload[]): ComponentVersion[] {
  return daemonSets.flatMap((set) => {
    const container = set.spec.template?.spec.containers.find(({ image }) => PROXY_IMAGE.test(image));
    if (container === undefined || set.metadata.namespace !== 'kube-system') return [];
    const path = 'spec.template.spec.containers[*].image';
    const observed = container.image;
    return [
      { program: 'kube-proxy', resource: refOf(set), path, observed, version: versionOfImage(observed) },
    ];
  });
}

function versionOfImage(image: string): KubeVersion | null {
  const tag = /:([\w.+-]+)(@|$)/.exec(image.slice(image.lastIndexOf('/') + 1))?.[1];
  return tag === undefined ? null : parseKubeVersion(tag);
}
