import { describe, expect, it } from 'vitest';
import { networkRecords, provenPlanes } from '#lib/testing/compare-network.ts';
import { randomNetwork, randomPlane } from '#lib/testing/random-network/random-network.ts';
import { buildWorkloadIndex } from '#lib/analysis/workloads/workload-index.ts';
import { buildReachability } from './build-reach.ts';
import { portsAt } from './compiled-tier.ts';
import { DATAPLANES } from './dataplane.ts';
import { GroupedRows } from './grouped-rows.ts';
import { REACH_DIRECTIONS, type ReachDirection } from './policy-ir.ts';
import type { ReachMatrix } from './reach-matrix.ts';
import { reachRow, type RowSources } from './reach-row.ts';

const CONTROLLERS = {
  deployments: [],
  replicaSets: [],
  statefulSets: [],
  daemonSets: [],
  jobs: [],
  cronJobs: [],
  replicationControllers: [],
};

function matrixOf(seed: number): ReachMatrix {
  const objects = networkRecords(randomNetwork(seed));
  const index = buildWorkloadIndex({ ...CONTROLLERS, pods: objects.pods ?? [] });
  const dataplane = provenPlanes(DATAPLANES)[randomPlane(seed)];
  return buildReachability({ objects, index, dataplane }).families.IPv4;
}

/** What each row of a matrix is made of. */
function rowsOf(matrix: ReachMatrix): RowSources[] {
  const { family, ports } = matrix;
  const sourcesOf = (direction: ReachDirection, at: number): RowSources => ({
    tiers: matrix.tiersOf(direction, at),
    ports,
    size: family.size,
    isSure: false,
    declaredBy: direction === 'ingress' ? null : family.portTables,
    portsTo: (rule, peer) => portsAt(rule, direction === 'ingress' ? at : peer, { family, ports }),
  });
  const classes = family.space.podClasses.keys().toArray();
  return REACH_DIRECTIONS.flatMap((direction) => classes.map((at) => sourcesOf(direction, at)));
}

function isByDestination({ tiers, declaredBy }: RowSources): boolean {
  const rules = tiers.flatMap(({ policies }) => policies.flatMap((policy) => policy.rules));
  return declaredBy !== null && rules.some(({ named }) => named.length > 0);
}

describe('rows made over groups of peers', () => {
  it('are those made over every peer, also where each has ports of its own by name', () => {
    let [rows, byDestination] = [0, 0];
    for (let seed = 1; seed <= 80; seed += 1) {
      const matrix = matrixOf(seed);
      const grouped = new GroupedRows(matrix.family.size);
      for (const sources of rowsOf(matrix)) {
        expect(grouped.make(sources)).toEqual(reachRow(sources));
        rows += 1;
        if (isByDestination(sources)) byDestination += 1;
      }
    }
    expect(rows).toBeGreaterThan(500);
    expect(byDestination).toBeGreaterThan(20);
  });
});
