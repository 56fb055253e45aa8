import 'server-only';
import type { ComponentFlags } from '#lib/analysis/control-plane/component-flags.ts';
import { declaredSettings, type DeclaredSetting } from '#lib/analysis/exposure/declared-listener.ts';
import {
  askedPorts,
  buildPortCells,
  type AskedPort,
  type PortCell,
} from '#lib/analysis/exposure/port-cells.ts';
import type { Gap } from '#lib/model/gap.ts';
import { isControlPlane, type Node } from '#lib/model/node.ts';
import { byCodeUnit } from '#lib/model/order.ts';
import { BoundedCache } from '#lib/store/bounded-cache.ts';
import { listObjectFindings, type ObjectFinding } from '#lib/store/object-findings.ts';
import type { Store } from '#lib/store/open-store.ts';
import { findHead } from '#lib/store/results.ts';
import { nodeSlices } from './node-slices.ts';

/** A node, or an address that is no node's, with what was seen at its ports. */
export interface ExposedHost {
  /** The node's name; of an address that is no node's, the address behind an `@`. */
  readonly key: string;
  readonly name: string;
  readonly role: 'control-plane' | 'worker' | 'endpoint' | 'unknown';
  readonly addresses: readonly string[];
  readonly cells: readonly ExposedCell[];
}

export interface ExposedCell extends PortCell<ObjectFinding> {
  /** What the program was started with; null where that cannot be seen. */
  readonly declared: readonly DeclaredSetting[] | null;
}

export interface Exposure {
  /** Control plane first, then by name; addresses that are no node's last. */
  readonly hosts: readonly ExposedHost[];
  /** Every port asked anywhere, in order. */
  readonly ports: readonly AskedPort[];
  /** Host names the probes ran from. */
  readonly from: readonly string[];
  readonly gaps: readonly Gap[];
  /** Whether the list of nodes could be read; without it only what was probed is shown. */
  readonly isNodeListRead: boolean;
}

const kept = new BoundedCache<string, Exposure>(4);

/** Returns what a scan saw at the ports of every node; null where the scan has no result. */
export async function exposureOfScan(store: Store, scanId: string): Promise<Exposure | null> {
  const known = kept.get(scanId);
  if (known !== undefined) return known;
  const [stored, findings, { nodes, flags }] = await Promise.all([
    findHead(store, scanId),
    listObjectFindings(store, scanId, ['Node', 'ProbeTarget']),
    nodeSlices(store, scanId),
  ]);
  if (stored === null || findings === null) return null;
  const { probes, gaps, scan } = stored.head;
  const cellsOf = buildPortCells(probes, findings);
  const strangers = [
    ...new Set(probes.flatMap(({ target }) => (target.node === null ? target.address : []))),
  ];
  const unlisted = [...new Set(probes.flatMap(({ target }) => target.node ?? []))].filter(
    (name) => nodes?.some((node) => node.metadata.name === name) !== true,
  );
  const exposure: Exposure = {
    hosts: [
      ...(nodes ?? []).toSorted(byRoleAndName).map((node) => hostOf(node, cellsOf, flags)),
      ...unlisted.map((name) => bareHost(name, name, cellsOf)),
      ...strangers.toSorted(byCodeUnit).map((address) => bareHost(`@${address}`, address, cellsOf)),
    ],
    ports: askedPorts(probes),
    from: probes.length === 0 ? [scan.vantage.host] : [...new Set(probes.map(({ from }) => from))],
    gaps: gaps.filter(({ slice }) => slice === 'probes'),
    isNodeListRead: nodes !== null,
  };
  kept.set(scanId, exposure);
  return exposure;
}

type CellsOf = (hostKey: string) => readonly PortCell<ObjectFinding>[];

function hostOf(node: Node, cellsOf: CellsOf, flags: ComponentFlags): ExposedHost {
  const { name } = node.metadata;
  return {
    key: name,
    name,
    role: isControlPlane(node) ? 'control-plane' : 'worker',
    addresses: (node.status.addresses ?? [])
      .filter(({ type }) => type !== 'Hostname')
      .map(({ address }) => address),
    cells: cellsOf(name).map((cell) => ({ ...cell, declared: declaredSettings(flags, name, cell.port) })),
  };
}

function bareHost(key: string, name: string, cellsOf: CellsOf): ExposedHost {
  const cells = cellsOf(key).map((cell) => ({ ...cell, declared: null }));
  const addresses = [...new Set(cells.flatMap(({ probes }) => probes.map(({ target }) => target.address)))];
  return { key, name, role: key.startsWith('@') ? 'endpoint' : 'unknown', addresses, cells };
}

const collator = new Intl.Collator('en', { numeric: true });

function byRoleAndName(a: Node, b: Node): number {
  return (
    Number(isControlPlane(b)) - Number(isControlPlane(a)) ||
    collator.compare(a.metadata.name, b.metadata.name)
  );
}
