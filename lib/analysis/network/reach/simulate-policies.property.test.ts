import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildWorkloadIndex } from '#lib/analysis/workloads/workload-index.ts';
import { networkRecords, provenPlanes, type NetworkRecords } from '#lib/testing/compare-network.ts';
import { randomAsks, randomNetwork, randomPlane } from '#lib/testing/random-network/random-network.ts';
import { Random } from '#lib/testing/random.ts';
import { answerQuestion } from './answer-question.ts';
import { buildReachability, type Reachability } from './build-reach.ts';
import { DATAPLANES } from './dataplane.ts';
import { simulatePolicies, type SimulatedObjects } from './simulate-policies.ts';
import { workloadLines } from './workload-lines.ts';

const CONTROLLERS = {
  deployments: [],
  replicaSets: [],
  statefulSets: [],
  daemonSets: [],
  jobs: [],
  cronJobs: [],
  replicationControllers: [],
};
const WHO = new Set(['pods', 'nodes', 'namespaces', 'serviceAccounts']);

function reachOf(objects: NetworkRecords, seed: number): Reachability {
  const index = buildWorkloadIndex({ ...CONTROLLERS, pods: objects.pods ?? [] });
  return buildReachability({ objects, index, dataplane: provenPlanes(DATAPLANES)[randomPlane(seed)] });
}

/** The policies of another made-up cluster in the place of one kind, or one policy of a kind added or left out. */
function changeOf(objects: NetworkRecords, seed: number): SimulatedObjects {
  const random = new Random(seed);
  // Of a cluster with the same plugin, whose seeds are this far apart.
  const other = networkRecords(randomNetwork(seed + 150));
  const kinds = (Object.keys(objects) as (keyof NetworkRecords)[]).filter((kind) => !WHO.has(kind));
  const kind = random.pick(
    kinds.filter((one) => (objects[one]?.length ?? 0) + (other[one]?.length ?? 0) > 0),
  );
  const [old, more] = [objects[kind] ?? [], other[kind] ?? []];
  const at = random.integer(0, Math.max(0, old.length - 1));
  const named = more.slice(0, 1).map((one) => ({ ...one, metadata: { ...one.metadata, name: 'added' } }));
  const changed = random.pick([
    [...old, ...named],
    old.toSpliced(at, 1),
    old.toSpliced(at, 1, ...named),
    more,
  ]);
  return { [kind]: changed };
}

function everything(reach: Reachability, asks: Parameters<typeof answerQuestion>[1][]) {
  return {
    lines: workloadLines(reach, { ranges: ['IPv4', 'IPv6'] }),
    answers: asks.map((ask) => answerQuestion(reach, ask)),
  };
}

describe('a simulation', () => {
  it('says what a cluster with those policies says, whatever was asked before, and leaves the one before as it was', () => {
    let [different, whole, rows] = [0, 0, 0];
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 2 ** 30 }), (seed) => {
        const raw = randomNetwork(seed);
        const objects = networkRecords(raw);
        const asks = randomAsks(raw, seed, 20);
        const before = reachOf(objects, seed);
        const isAsked = seed % 2 === 0;
        if (isAsked) everything(before, asks);
        const change = changeOf(objects, seed);
        const { reach, touched } = simulatePolicies(before, change);
        const wanted = everything(reachOf({ ...objects, ...change }, seed), asks);
        expect(everything(reach, asks)).toEqual(wanted);
        const first = everything(before, asks);
        expect(first).toEqual(everything(reachOf(objects, seed), asks));
        if (JSON.stringify(first) !== JSON.stringify(wanted)) different += 1;
        rows += reach.space.podClasses.length;
        for (let at = 0; at < reach.space.podClasses.length; at += 1) {
          if (touched.IPv4.ingress.has(at)) whole += 1;
        }
      }),
      { numRuns: 120 },
    );
    // Most changes change something, and most rows are taken over.
    expect(different).toBeGreaterThan(25);
    expect(whole / rows).toBeLessThan(0.8);
  });
});
