import type { PathScene } from '#lib/analysis/network/paths/path-scene.ts';
import { serviceBackEnds } from '#lib/analysis/network/paths/service-back-ends.ts';
import { parseAddress } from '#lib/analysis/network/reach/address-ranges.ts';
import type { Node } from '#lib/model/node.ts';
import type { ReachTarget } from './target-reach.ts';

const CONTROL_PLANE_LABELS = ['node-role.kubernetes.io/control-plane', 'node-role.kubernetes.io/master'];
const DNS_SERVICES = ['kube-system/kube-dns', 'kube-system/coredns', 'openshift-dns/dns-default'];
/** Where the clouds tell an instance who it is, with credentials. */
export const METADATA_ADDRESS = '169.254.169.254';

/** Returns the pods that answer the cluster's DNS, on the ports they listen on; none where no such service is there. */
export function dnsTargets(scene: PathScene): ReachTarget[] {
  return serviceTargets(scene, DNS_SERVICES, 53);
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
