import { parseAddress, type Address } from './addresses.ts';
import type { AttachmentManifest, LayerManifests } from './layer-manifests.ts';
import type { PodManifest } from './manifests.ts';
import type { World } from './world.ts';

/** One foot of a pod on a network. */
export interface Interface {
  readonly pod: PodManifest;
  readonly name: string;
  /** `namespace/name` of the definition; null on the primary network. */
  readonly network: string | null;
  /** Empty where nobody has reported one. */
  readonly addresses: readonly Address[];
  /** Whether the pod itself asks for it; what is given to all pods alike is not. */
  readonly isRequested: boolean;
  readonly attachment: AttachmentManifest | null;
  /** Where the pod's own annotations say it. */
  readonly subnet?: string;
}

interface Request {
  readonly network: string;
  readonly name: string | null;
  readonly ips: readonly string[];
}

const PREFIX = 'k8s.v1.cni.cncf.io';

/** MN-5: what is reported is how it came out; without a report, the pod has what it asks for. */
export function interfacesOf(
  world: World,
  { attachments, delegate }: LayerManifests,
  pod: PodManifest,
): readonly Interface[] {
  world.note('MN-5');
  const asked = requestsOf(pod);
  const place = (network: string) =>
    attachments.find(({ metadata }) => `${metadata.namespace ?? ''}/${metadata.name}` === network) ?? null;
  const reported = reportOf(pod);
  const primary: Interface = {
    pod,
    name: 'eth0',
    network: null,
    addresses: parsed([pod.status.podIP ?? '']),
    isRequested: false,
    attachment: null,
  };
  const others =
    reported?.map((one) => ({
      ...one,
      isRequested: asked.some(({ network }) => network === one.network),
    })) ?? asked.map((one, at) => ({ ...one, name: one.name ?? `net${at + 1}`, isRequested: true }));
  if (delegate !== null) return [primary, delegated(world, delegate, pod)];
  return [
    primary,
    ...others.map(({ network, name, ips, isRequested }) => ({
      pod,
      name,
      network,
      addresses: parsed(ips),
      isRequested,
      attachment: place(network),
    })),
  ];
}

/** MN-11: a network that nobody asked for. MN-10: its address is declared, not observed. */
function delegated(
  world: World,
  delegate: NonNullable<LayerManifests['delegate']>,
  pod: PodManifest,
): Interface {
  world.note('MN-10', 'MN-11');
  const { 'kube-ipam.ip': ip, 'kube-ipam.netmask': mask } = pod.metadata.annotations ?? {};
  return {
    pod,
    name: 'net1',
    network: delegate.name,
    addresses: parsed([ip ?? '']),
    ...(ip !== undefined && mask !== undefined && { subnet: `${ip}/${prefixOf(mask)}` }),
    isRequested: false,
    attachment: { metadata: { name: delegate.name }, spec: { config: JSON.stringify(delegate) } },
  };
}

/** Counts the bits that are set. */
function prefixOf(mask: string): number {
  const bits = mask.split('.').map((part) => Number(part).toString(2));
  return bits.join('').replaceAll('0', '').length;
}

function parsed(texts: readonly string[]): readonly Address[] {
  return texts.flatMap((text) => parseAddress(text.split('/')[0] ?? '') ?? []);
}

function requestsOf({ metadata }: PodManifest): readonly Request[] {
  const text = metadata.annotations?.[`${PREFIX}/networks`]?.trim() ?? '';
  const own = metadata.namespace ?? 'default';
  if (text === '') return [];
  if (!text.startsWith('['))
    return text.split(',').map((item) => {
      const [network = '', name = null] = item.trim().split('@');
      return { network: network.includes('/') ? network : `${own}/${network}`, name, ips: [] };
    });
  const items = JSON.parse(text) as {
    name: string;
    namespace?: string;
    interface?: string;
    ips?: string[];
  }[];
  return items.map((item) => ({
    network: `${item.namespace ?? own}/${item.name}`,
    name: item.interface ?? null,
    ips: item.ips ?? [],
  }));
}

function reportOf({ metadata }: PodManifest) {
  const { annotations = {} } = metadata;
  const text = annotations[`${PREFIX}/network-status`] ?? annotations[`${PREFIX}/networks-status`];
  if (text === undefined) return null;
  const items = JSON.parse(text) as { name: string; interface: string; ips?: string[]; default?: boolean }[];
  return items
    .filter((item) => item.default !== true)
    .map((item) => ({ network: item.name, name: item.interface, ips: item.ips ?? [] }));
}
