import {
  FAMILIES,
  parseAddress,
  parseCidr,
  wholeFamily,
} from '#lib/analysis/network/reach/address-ranges.ts';
import { forwardedPorts } from '#lib/analysis/network/host-firewall/host-ports.ts';
import { withoutRanges, type AddressSource } from '#lib/analysis/network/host-firewall/host-sources.ts';
import type { HostSlices } from '#lib/analysis/network/host-firewall/host-firewall.ts';
import { isNobody } from '#lib/analysis/network/host-firewall/host-table.ts';
import type { JudgedPort } from '#lib/analysis/network/host-firewall/host-ways.ts';
import { calicoTable } from '#lib/analysis/network/host-firewall/calico-firewall.ts';
import { ciliumTable } from '#lib/analysis/network/host-firewall/cilium-firewall.ts';
import { itemsOf } from '#lib/model/collected.ts';
import type { HostCell, HostPart, HostSourceKind } from '#lib/model/host-firewall.ts';
import { text } from '#lib/model/text.ts';
import type { WantedPort, WantedTable } from './wanted-hosts.ts';

/** A cell that does not come out as the table wants it. */
export interface MissedCell {
  readonly node: string;
  readonly port: WantedPort;
  /** The sender as the table names it; of pods, where they run. */
  readonly sender: string;
  readonly wanted: 'allowed' | 'denied';
  /** The answer that differs, and what decides it. */
  readonly part: HostPart;
}

export type HostPlugin = 'calico' | 'cilium';

/** Returns the cells that the firewall, as the objects make it, does not give as the table wants them. */
export function missedCells(slices: HostSlices, plugin: HostPlugin, table: WantedTable): MissedCell[] {
  const sources = sourcesOf(slices, table);
  const cellAt = judgeOf(
    slices,
    plugin,
    [...sources.values()].flat().flatMap(({ ranges }) => ranges),
  );
  const portOf = portsBy(slices);
  return table.groups.flatMap(({ nodes, ports }) =>
    nodes.flatMap(({ metadata: { name } }) =>
      ports.flatMap((port) =>
        table.senders.flatMap((sender) => {
          const wanted = port.allowed.has(sender) ? ('allowed' as const) : ('denied' as const);
          return (sources.get(sender) ?? []).flatMap((source): MissedCell[] => {
            const cell = cellAt(name, source, portOf(port));
            const part = cell === null || isNobody(cell) ? undefined : differing(cell, wanted);
            const who = sender === 'pods' ? source.kind : sender;
            return part === undefined ? [] : [{ node: name, port, sender: who, wanted, part }];
          });
        }),
      ),
    ),
  );
}

function differing({ parts }: HostCell, wanted: MissedCell['wanted']): HostPart | undefined {
  return parts.find(({ verdict }) =>
    wanted === 'denied' ? verdict !== 'denied' : verdict !== 'allowed' && verdict !== 'failsafe',
  );
}

type CellAt = (node: string, source: AddressSource, port: JudgedPort) => HostCell | null;

function judgeOf(slices: HostSlices, plugin: HostPlugin, ranges: AddressSource['ranges']): CellAt {
  if (plugin === 'calico') {
    const { hosts, table } = calicoTable(slices, ranges);
    return (node, source, port) => {
      const host = hosts.find(({ members }) => members.includes(node));
      return host === undefined ? null : table.cell(host, source, port);
    };
  }
  const { hosts, table } = ciliumTable(slices, ranges);
  return (node, source, port) => {
    const host = hosts.find(({ members }) => members.includes(node));
    return host === undefined ? null : table.cell(host, source, port);
  };
}

function portsBy(slices: HostSlices): (port: WantedPort) => JudgedPort {
  const forwarded = forwardedPorts({
    pods: itemsOf(slices.pods),
    services: itemsOf(slices.services),
    endpointSlices: itemsOf(slices.endpointSlices),
  });
  return ({ lane, port }) =>
    forwarded.find((one) => one.port === port && one.lane === lane) ?? {
      key: `${lane.toLowerCase()}-${port}`,
      port,
      lane,
      label: text(String(port), String(port)),
      isForwarded: false,
      isFailsafe: false,
      runsOn: 'every-node',
      targets: [],
    };
}

/** Each network without those inside it, and all without nodes: each address stands for one sender of the table. */
function sourcesOf(slices: HostSlices, { networks }: WantedTable): ReadonlyMap<string, AddressSource[]> {
  const nodes = itemsOf(slices.nodes)
    .flatMap(({ status }) => status.addresses ?? [])
    .flatMap(({ address }) => (parseAddress(address) === null ? [] : (parseCidr(address) ?? [])));
  const loopback = ['127.0.0.0/8', '::1/128'].flatMap((one) => parseCidr(one) ?? []);
  const source = (kind: HostSourceKind, ranges: AddressSource['ranges'] = []): AddressSource => ({
    key: kind,
    kind,
    cidr: null,
    mentions: [],
    ranges,
  });
  const inside = (at: number) => networks.slice(0, at).map(({ range }) => range);
  const all = [...nodes, ...loopback, ...inside(networks.length)];
  return new Map([
    ['nodes', [source('nodes')]],
    ['pods', [source('pods-elsewhere'), source('pods-here')]],
    ...networks.map(({ cidr, range }, at) => {
      const ranges = withoutRanges(range, [...nodes, ...loopback, ...inside(at)]);
      return [cidr, ranges.length === 0 ? [] : [source('network', ranges)]] as const;
    }),
    [
      'internet',
      [
        source(
          'internet',
          FAMILIES.flatMap((family) => withoutRanges(wholeFamily(family), all)),
        ),
      ],
    ],
  ]);
}
