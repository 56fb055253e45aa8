import { hostEndpointsOf } from '#lib/analysis/network/host-firewall/host-endpoints.ts';
import type { HostSlices } from '#lib/analysis/network/host-firewall/host-firewall.ts';
import { parseAddress } from '#lib/analysis/network/reach/address-ranges.ts';
import { textOf } from '#lib/analysis/network/reach/raw-fields.ts';
import type { SpecObject } from '#lib/model/cluster-objects.ts';
import { itemsOf } from '#lib/model/collected.ts';
import type { Node } from '#lib/model/node.ts';
import { text, type Text } from '#lib/model/text.ts';
import { tellingCondition } from './telling-labels.ts';
import type { WantedTable } from './wanted-hosts.ts';

type Labels = Readonly<Record<string, string>>;

/** The host endpoints that the policies of a table need. */
export interface CalicoEndpoints {
  /** Those to apply: of nodes that have none, and those that get a label. */
  readonly made: readonly SpecObject[];
  /** Those that there will be. */
  readonly all: readonly SpecObject[];
  readonly labels: readonly { readonly node: string; readonly labels: Labels }[];
  readonly problems: readonly Text[];
}

const HOSTNAME = 'kubernetes.io/hostname';

/** Returns a host endpoint for every node of the table; those that no labels tell apart get their node's name as one. */
export function calicoEndpoints(slices: HostSlices, table: WantedTable): CalicoEndpoints {
  const given = itemsOf(slices.calicoHostEndpoints);
  const named = table.groups.flatMap((group) => group.nodes);
  const covered = new Set(given.map(({ spec }) => textOf(spec['node'])));
  const missing = named.filter(({ metadata }) => !covered.has(metadata.name)).map(hostEndpoint);
  const plain = [...given, ...missing];
  if (areTold(table, labelsOf(slices, plain)))
    return { made: missing, all: plain, labels: labelsOf(slices, plain), problems: [] };
  const bare = given.filter(({ metadata }) => metadata.labels?.[HOSTNAME] === undefined);
  const relabelled = bare.map(withHostname);
  const all = [...given.filter((one) => !bare.includes(one)), ...relabelled, ...missing];
  return {
    made: [...relabelled, ...missing],
    all,
    labels: labelsOf(slices, all),
    problems: [labelsAdded(relabelled.map(({ metadata }) => metadata.name))],
  };
}

function labelsOf(slices: HostSlices, endpoints: readonly SpecObject[]): CalicoEndpoints['labels'] {
  return hostEndpointsOf(endpoints, itemsOf(slices.calicoProfiles)).map(({ node, labels }) => ({
    node,
    labels,
  }));
}

/** Whether labels tell the endpoints of each group from all others. */
function areTold({ groups }: WantedTable, endpoints: CalicoEndpoints['labels']): boolean {
  return groups.every(({ nodes }) => {
    const names = new Set(nodes.map(({ metadata }) => metadata.name));
    const of = (isOwn: boolean) =>
      endpoints.filter(({ node }) => names.has(node) === isOwn).map(({ labels }) => labels);
    return tellingCondition(of(true), of(false)) !== null;
  });
}

/** HE-4: with the profile that allows all, only what policies are for is closed: what the node sends stays open. */
function hostEndpoint({ metadata, status }: Node): SpecObject {
  const addresses = (status.addresses ?? []).flatMap(({ address }) =>
    parseAddress(address) === null ? [] : [address],
  );
  return {
    apiVersion: 'projectcalico.org/v3',
    kind: 'HostEndpoint',
    metadata: { name: `${metadata.name}-all`, labels: { ...metadata.labels, [HOSTNAME]: metadata.name } },
    spec: {
      node: metadata.name,
      interfaceName: '*',
      expectedIPs: [...new Set(addresses)],
      profiles: ['projectcalico-default-allow'],
    },
  };
}

/** As it is, with one label more; what the server writes itself is left out. */
function withHostname({ metadata: { name, labels }, spec }: SpecObject): SpecObject {
  return {
    apiVersion: 'projectcalico.org/v3',
    kind: 'HostEndpoint',
    metadata: { name, labels: { ...labels, [HOSTNAME]: textOf(spec['node']) } },
    spec,
  };
}

function labelsAdded(names: readonly string[]): Text {
  const list = names.join(', ');
  return text(
    `No labels tell the host endpoints apart, so these get ${HOSTNAME}: ${list}. What makes them must keep that label.`,
    `没有标签能区分这些 HostEndpoint，因此为它们添加 ${HOSTNAME}：${list}。创建它们的工具必须保留该标签。`,
  );
}
