import 'server-only';
import { isNodeCheck, nodeCheckState, portOfCheck } from '#lib/analysis/nodes/node-check.ts';
import type { NodeFacts } from '#lib/analysis/nodes/node-facts.ts';
import { kubeletVersions } from '#lib/analysis/versions/component-versions.ts';
import { servedVersions } from '#lib/analysis/versions/served-versions.ts';
import { findSkew, type Skew, type SkewKind } from '#lib/analysis/versions/version-skew.ts';
import { versionSupportOf } from '#lib/analysis/versions/version-support.ts';
import type { ControlResult } from '#lib/model/control.ts';
import type { Node } from '#lib/model/node.ts';
import type { NodeCheckState, VersionSupport } from '#lib/model/node-check.ts';
import type { Text } from '#lib/model/text.ts';
import { BoundedCache } from '#lib/store/bounded-cache.ts';
import { listObjectFindings, type ObjectFinding } from '#lib/store/object-findings.ts';
import type { Store } from '#lib/store/open-store.ts';
import { findHead } from '#lib/store/results.ts';
import { exposureOfScan, type ExposedCell, type ExposedHost } from './exposure-of-scan.ts';
import { nodeSlices } from './node-slices.ts';

/** A node with everything its row and its page start from. */
export interface NodeRecord {
  readonly name: string;
  readonly role: ExposedHost['role'];
  readonly addresses: readonly string[];
  /** Null where the node does not say whether it is ready. */
  readonly isReady: boolean | null;
  readonly kubelet: VersionSupport;
  readonly skew: SkewKind | null;
  readonly cells: readonly ExposedCell[];
  /** Null where pods could not be read. */
  readonly pods: number | null;
  readonly podsWithHostAccess: number | null;
  /** Findings on the node itself, worst first. */
  readonly findings: readonly ObjectFinding[];
  /** One for each check, in the order of `checks`. */
  readonly states: readonly NodeCheckState[];
}

export interface NodeCheck {
  readonly id: string;
  readonly title: Text;
  /** The port that is its evidence; null where it is not about one. */
  readonly port: number | null;
}

export interface Nodes {
  /** Null where nodes could not be read. */
  readonly nodes: readonly NodeRecord[] | null;
  /** Whether some nodes could not be read. */
  readonly isPartial: boolean;
  readonly checks: readonly NodeCheck[];
  readonly apiServer: VersionSupport | null;
}

const kept = new BoundedCache<string, Nodes>(4);

/** Returns the nodes of a scan with their checks; null where the scan has no result. */
export async function nodesOfScan(store: Store, scanId: string): Promise<Nodes | null> {
  const known = kept.get(scanId);
  if (known !== undefined) return known;
  const [stored, exposure, findings, { nodes, podsOn, isPartial }] = await Promise.all([
    findHead(store, scanId),
    exposureOfScan(store, scanId),
    listObjectFindings(store, scanId, ['Node']),
    nodeSlices(store, scanId),
  ]);
  if (stored === null || exposure === null || findings === null) return null;
  const { controls, cluster, scan } = stored.head;
  const concerned = controls.filter(
    (control) => isNodeCheck(control) || findings.some(({ controlId }) => controlId === control.id),
  );
  const served = cluster.version?.gitVersion ?? null;
  const context: Context = {
    found: Map.groupBy(findings, ({ resource }) => resource.name),
    podsOn,
    controls: concerned,
    at: scan.finishedAt,
    skews: findSkew(servedVersions(served), kubeletVersions(nodes ?? [])).skews,
  };
  const answer: Nodes = {
    nodes: nodes === null ? null : recordsOf(nodes, exposure.hosts, context),
    isPartial: isPartial.nodes,
    checks: concerned.map(({ id, title }) => ({ id, title, port: portOfCheck(id) })),
    apiServer: served === null ? null : versionSupportOf(served, scan.finishedAt),
  };
  kept.set(scanId, answer);
  return answer;
}

/** In the order of the hosts: control plane first, then by name. */
function recordsOf(nodes: readonly Node[], hosts: readonly ExposedHost[], context: Context): NodeRecord[] {
  const byName = new Map(nodes.map((node) => [node.metadata.name, node]));
  return hosts.flatMap((host) => {
    const node = byName.get(host.key);
    return node === undefined ? [] : [recordOf(node, host, context)];
  });
}

interface Context {
  readonly found: ReadonlyMap<string, readonly ObjectFinding[]>;
  readonly podsOn: NodeFacts['podsOn'];
  readonly controls: readonly ControlResult[];
  readonly at: string;
  readonly skews: readonly Skew[];
}

function recordOf(node: Node, host: ExposedHost, context: Context): NodeRecord {
  const { name } = node.metadata;
  const findings = context.found.get(name) ?? [];
  const kubelet = versionSupportOf(node.status.nodeInfo?.kubeletVersion ?? '', context.at);
  return {
    name,
    role: host.role,
    addresses: host.addresses,
    isReady: readinessOf(node),
    kubelet,
    skew: context.skews.find(({ component }) => component.resource.name === name)?.kind ?? null,
    cells: host.cells,
    ...countPods(context.podsOn, name),
    findings,
    states: context.controls.map((control) =>
      nodeCheckState({
        control,
        isFound: findings.some(({ controlId, severity }) => controlId === control.id && severity !== 'info'),
        isVersionKnown: kubelet.state !== 'unknown',
        sightAt: (port) => host.cells.find((cell) => cell.port === port)?.sight,
      }),
    ),
  };
}

function readinessOf({ status }: Node): boolean | null {
  const ready = status.conditions?.find(({ type }) => type === 'Ready');
  return ready === undefined ? null : ready.status === 'True';
}

function countPods(
  podsOn: NodeFacts['podsOn'],
  name: string,
): Pick<NodeRecord, 'pods' | 'podsWithHostAccess'> {
  if (podsOn === null) return { pods: null, podsWithHostAccess: null };
  const here = podsOn[name];
  return { pods: here?.count ?? 0, podsWithHostAccess: here?.withAccess.length ?? 0 };
}
