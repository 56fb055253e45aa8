import type { SpecObject } from '#lib/model/cluster-objects.ts';
import type { Pod } from '#lib/model/pod.ts';
import { reshape } from '#lib/objects/reshape.ts';
import { metadata, type ObjectOptions } from './objects.ts';
import { livePod } from './workloads.ts';

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
