import { parseAddress, type Family } from '#lib/analysis/network/reach/address-ranges.ts';
import { withProfileLabels } from '#lib/analysis/network/reach/host-endpoint-labels.ts';
import { fieldLists, textOf, textsOf } from '#lib/analysis/network/reach/raw-fields.ts';
import type { Lane } from '#lib/analysis/network/reach/port-sets.ts';
import type { SpecObject } from '#lib/model/cluster-objects.ts';
import type { Node } from '#lib/model/node.ts';
import { byCodeUnit } from '#lib/model/order.ts';

type Labels = Readonly<Record<string, string>>;

/** An interface of a host, or all of them, as policies can select it. */
export interface HostEndpoint {
  readonly name: string;
  readonly node: string;
  /** Null where it is bound by its addresses. */
  readonly interfaceName: string | null;
  readonly addresses: readonly { readonly family: Family; readonly value: bigint }[];
  /** Its own, then those of its profiles (CA-18). */
  readonly labels: Labels;
  readonly profiles: readonly string[];
  readonly ports: readonly { readonly name: string; readonly lane: Lane; readonly port: number }[];
  /** Made by Calico itself of a node (HE-4). */
  readonly isAutomatic: boolean;
}

/** The endpoint a packet meets; null where none is bound to the interface it comes in by (HE-1). */
export type Met = HostEndpoint | null;

const LANES = ['TCP', 'UDP', 'SCTP'] as const;

/** Returns the host endpoints by name. */
export function hostEndpointsOf(
  objects: readonly SpecObject[],
  profiles: readonly SpecObject[],
): HostEndpoint[] {
  return withProfileLabels(objects, profiles)
    .map(({ metadata, spec }): HostEndpoint => {
      const labels = metadata.labels ?? {};
      return {
        name: metadata.name,
        node: textOf(spec['node']),
        interfaceName: textOf(spec['interfaceName']) || null,
        addresses: textsOf(spec['expectedIPs']).flatMap((one) => parseAddress(one) ?? []),
        labels,
        profiles: textsOf(spec['profiles']),
        ports: fieldLists(spec['ports']).flatMap(({ name, port, protocol }) => {
          const lane = LANES.find((one) => one === textOf(protocol).toUpperCase()) ?? 'TCP';
          return typeof port === 'number' ? [{ name: textOf(name), lane, port }] : [];
        }),
        isAutomatic: labels['projectcalico.org/created-by'] === 'calico-kube-controllers',
      };
    })
    .toSorted((a, b) => byCodeUnit(a.name, b.name));
}

/** How a packet comes to a host: over a network card, over a tunnel between nodes, over `lo`, or from an own pod. */
export type Arrival = 'card' | 'card-or-tunnel' | 'lo' | 'pod';

/**
 * Returns the endpoints a packet may meet (HE-2, HE-10, HE-11): one where it is certain, several where nobody can
 * tell from the cluster which interface it comes in by.
 */
export function endpointsMet(node: Node, own: readonly HostEndpoint[], arrival: Arrival): readonly Met[] {
  const all = own.find(({ interfaceName }) => interfaceName === '*') ?? null;
  const cards = own.filter(({ interfaceName }) => interfaceName !== '*' && interfaceName !== 'lo');
  if (arrival === 'lo') return [own.find(({ interfaceName }) => interfaceName === 'lo') ?? all];
  if (arrival === 'pod' || cards.length === 0) return [all];
  const onCard = cardsMet(node, cards, all);
  return arrival === 'card' ? onCard : [...onCard, all];
}

/** Where a host is known by one address and has one endpoint for a card, that card is taken to carry it. */
function cardsMet(node: Node, cards: readonly HostEndpoint[], all: Met): readonly Met[] {
  const known = (node.status.addresses ?? []).flatMap(({ address }) => parseAddress(address) ?? []);
  const carries = (endpoint: HostEndpoint): boolean =>
    endpoint.addresses.some(({ family, value }) =>
      known.some((one) => one.family === family && one.value === value),
    );
  // Of several for one interface the first by name is bound, whichever of them names the address.
  const bound = (one: HostEndpoint): HostEndpoint =>
    cards.find(({ interfaceName }) => interfaceName !== null && interfaceName === one.interfaceName) ?? one;
  const fitting = cards.filter(carries);
  if (fitting.length > 0) return [...new Set(fitting.map(bound))];
  const interfaces = new Set(cards.map(({ name, interfaceName }) => interfaceName ?? name));
  const isOnly = interfaces.size === 1 && cards.every(({ addresses }) => addresses.length === 0);
  const first = new Set(cards.map(bound));
  return isOnly ? [...first] : [...first, all];
}
