import type { PathScene } from '#lib/analysis/network/paths/path-scene.ts';
import { serviceBackEnds } from '#lib/analysis/network/paths/service-back-ends.ts';
import { parseAddress } from '#lib/analysis/network/reach/address-ranges.ts';
import type { Node } from '#lib/model/node.ts';
import type { ReachTarget } from './target-reach.ts';

const CONTROL_PLANE_LABELS = ['node-role.kubernetes.io/control-plane', 'node-role.kubernetes.io/master'];
const DNS_SERVICES = ['kube-system/kube-dns', 'kube-system/coredns', 'openshift-dns/dns-default'];
const NODE_CACHE = /^node-?local-?dns/;
/** Where the cache of a node listens, unless it was told otherwise. */
const NODE_CACHE_ADDRESS = '169.254.20.10';
/** Where the clouds tell an instance who it is, with credentials. */
export const METADATA_ADDRESS = '169.254.169.254';

/**
 * Returns who answers the cluster's DNS, on the ports it listens on: the pods behind its service and, where every node
 * has a cache of its own, that one; none where no such service is there.
 */
export function dnsTargets(scene: PathScene): ReachTarget[] {
  const targets = serviceTargets(scene, DNS_SERVICES, 53);
  const isCached = scene.reach.sources.index.units.some(
    ({ ref }) => ref.kind === 'DaemonSet' && NODE_CACHE.test(ref.name),
  );
  if (!isCached || targets.length === 0) return targets;
  return [
    ...targets,
    ...(['UDP', 'TCP'] as const).map((lane) => ({ address: NODE_CACHE_ADDRESS, lane, port: 53 })),
  ];
}

/** Returns the API servers behind the service of the default namespace. */
export function apiServerTargets(scene: PathScene): ReachTarget[] {
  return serviceTargets(scene, ['default/kubernetes'], 443);
}

function serviceTargets(scene: PathScene, names: readonly string[], number: number): ReachTarget[] {
  return scene.services
    .filter(({ metadata }) => names.includes(`${metadata.namespace ?? 'default'}/${metadata.name}`))
    .flatMap((service) =>
      (service.spec.ports ?? [])
        .filter(({ port }) => port === number)
        .flatMap((port) =>
          serviceBackEnds(scene, service, port).cluster.map((backEnd) => ({
            address: backEnd.to,
            lane: port.protocol,
            port: backEnd.port,
          })),
        ),
    );
}

/** Returns one port of every node, or of those of the control plane. */
export function nodeTargets(
  nodes: readonly Node[],
  port: number,
  which: 'all' | 'control-plane',
): ReachTarget[] {
  return nodes
    .filter(
      ({ metadata: { labels = {} } }) => which === 'all' || CONTROL_PLANE_LABELS.some((key) => key in labels),
    )
    .flatMap(({ status }) => status.addresses ?? [])
    .filter(({ address }) => parseAddress(address) !== null)
    .map(({ address }) => ({ address, lane: 'TCP', port }));
}
