import 'server-only';
import type { PodOnNode } from '#lib/analysis/nodes/node-facts.ts';
import { controlPlaneVersions, type ComponentVersion } from '#lib/analysis/versions/component-versions.ts';
import { versionSupportOf } from '#lib/analysis/versions/version-support.ts';
import type { Node } from '#lib/model/node.ts';
import type { VersionSupport } from '#lib/model/node-check.ts';
import type { Store } from '#lib/store/open-store.ts';
import { findHead } from '#lib/store/results.ts';
import { nodeSlices } from './node-slices.ts';
import { nodesOfScan, type NodeCheck, type NodeRecord } from './nodes-of-scan.ts';

/** A program of the control plane on this node. */
export interface ProgramVersion extends VersionSupport {
  readonly program: string;
}

export interface NodeAnswer {
  readonly record: NodeRecord;
  readonly node: Node;
  readonly checks: readonly NodeCheck[];
  readonly apiServer: VersionSupport | null;
  /** Programs seen as static pods; the kubelet is in the record. */
  readonly programs: readonly ProgramVersion[];
  /** Null where pods could not be read. */
  readonly pods: readonly PodOnNode[] | null;
  /** Whether some pods could not be read. */
  readonly isPodListPartial: boolean;
  /** When the scan was over, ISO 8601: what days are counted from. */
  readonly at: string;
}

/** Returns one node of a scan, or null where the scan has no such node. */
export async function nodeOfScan(store: Store, scanId: string, name: string): Promise<NodeAnswer | null> {
  const [stored, read, { nodes, podsOn, flags, isPartial }] = await Promise.all([
    findHead(store, scanId),
    nodesOfScan(store, scanId),
    nodeSlices(store, scanId),
  ]);
  const record = read?.nodes?.find((one) => one.name === name);
  const node = nodes?.find(({ metadata }) => metadata.name === name);
  if (stored === null || read === null || record === undefined || node === undefined) return null;
  const at = stored.head.scan.finishedAt;
  const here = flags.instances.filter((one) => one.node === name);
  return {
    record,
    node,
    checks: read.checks,
    apiServer: read.apiServer,
    programs: controlPlaneVersions({ instances: here }).map((component) => ({
      program: component.program,
      ...versionSupportOf(versionText(component), at),
    })),
    pods: podsOn === null ? null : (podsOn[name]?.withAccess ?? []),
    isPodListPartial: isPartial.pods,
    at,
  };
}

/** Empty where an image is named by its digest alone, which tells no version. */
function versionText({ version }: ComponentVersion): string {
  return version === null ? '' : `v${version.major}.${version.minor}.${version.patch}${version.suffix}`;
}
