import type { SpecObject } from '#lib/model/cluster-objects.ts';
import type { Pod } from '#lib/model/pod.ts';
import type { Workload } from '#lib/model/workload.ts';
import { reshape } from '#lib/objects/reshape.ts';
import { metadata, type ObjectOptions } from './objects.ts';
import type { GivenSlices } from './inventory.ts';
import { daemonSet, livePod } from './workloads.ts';

/** Returns a NetworkAttachmentDefinition; a configuration that is no text is written as JSON. */
export function attachment(name: string, config: unknown, options: ObjectOptions = {}): SpecObject {
  const head = { apiVersion: 'k8s.cni.cncf.io/v1', kind: 'NetworkAttachmentDefinition' };
  const spec = { config: typeof config === 'string' ? config : JSON.stringify(config) };
  return reshape('networkAttachmentDefinitions', { ...head, metadata: metadata(name, options), spec }, head);
}

/** Returns a MultiNetworkPolicy for these networks; without one it is for none. */
export function multiPolicy(
  name: string,
  spec: Readonly<Record<string, unknown>>,
  options: ObjectOptions & { readonly policyFor?: string; readonly version?: string } = {},
): SpecObject {
  const { policyFor, version = 'v1beta2', ...rest } = options;
  const head = { apiVersion: `k8s.cni.cncf.io/${version}`, kind: 'MultiNetworkPolicy' };
  const annotations =
    policyFor === undefined ? {} : { annotations: { 'k8s.v1.cni.cncf.io/policy-for': policyFor } };
  const body = { ...head, metadata: metadata(name, { ...rest, ...annotations }), spec };
  return reshape('multiNetworkPolicies', body, head);
}

/** What `podOn` makes of a pod's second network. */
export interface SecondNetwork {
  /** As the annotation has it. */
  readonly network: string;
  readonly ip: string;
  /** `net1` where it is left out. */
  readonly interface?: string;
}

/** Returns a pod that asks for networks and is reported to have them. */
export function podOn(
  name: string,
  networks: readonly SecondNetwork[],
  options: ObjectOptions & { readonly node?: string; readonly ip?: string } = {},
): Pod {
  const { node = 'n1', ip = '10.244.0.1', namespace = 'shop', annotations = {}, ...rest } = options;
  const full = (network: string): string => (network.includes('/') ? network : `${namespace}/${network}`);
  const status = [
    { name: 'cbr0', interface: 'eth0', ips: [ip], default: true },
    ...networks.map((one, at) => ({
      name: full(one.network),
      interface: one.interface ?? `net${at + 1}`,
      ips: [one.ip],
    })),
  ];
  const told =
    networks.length === 0
      ? {}
      : {
          'k8s.v1.cni.cncf.io/networks': networks.map(({ network }) => network).join(', '),
          'k8s.v1.cni.cncf.io/network-status': JSON.stringify(status),
        };
  return livePod(name, { ...rest, namespace, node, ip, annotations: { ...told, ...annotations } });
}

/** A network on a wire of the hosts, in the mode that passes frames. */
export const MACVLAN = {
  type: 'macvlan',
  master: 'eth1',
  mode: 'bridge',
  ipam: { type: 'whereabouts', range: '192.168.10.0/24' },
};

/** Returns an agent that runs on every node, on its network. */
export function agent(name: string, image: string): Workload {
  return daemonSet(name, {
    namespace: 'kube-system',
    containers: [{ name, image }],
    spec: { hostNetwork: true },
  });
}

/** `shop/web`, `shop/db` on another node and `lab/lab`, all on eth0 and on the network `shop/data`. */
export const DATA_PODS = [
  podOn('web', [{ network: 'data', ip: '192.168.10.5' }], { labels: { app: 'web' }, ip: '10.244.0.5' }),
  podOn('db', [{ network: 'data', ip: '192.168.10.6' }], {
    labels: { app: 'db' },
    node: 'n2',
    ip: '10.244.0.6',
  }),
  podOn('lab', [{ network: 'shop/data', ip: '192.168.10.7' }], {
    namespace: 'lab',
    labels: { app: 'web' },
    ip: '10.244.0.7',
  }),
] as const;

/** Returns those pods, their network, flannel, and the controller of MultiNetworkPolicies, or what is given instead. */
export function dataLayer(given: GivenSlices = {}): GivenSlices {
  return {
    pods: DATA_PODS,
    daemonSets: [
      agent('kube-flannel', 'ghcr.io/flannel-io/flannel:v0.27.0'),
      agent('multi-networkpolicy', 'ghcr.io/k8snetworkplumbingwg/multi-networkpolicy-iptables:v1.0.0'),
    ],
    networkAttachmentDefinitions: [attachment('data', MACVLAN)],
    ...given,
  };
}
