import { describe, expect, it } from 'vitest';
import { buildReachability, type Reachability } from '#lib/analysis/network/reach/build-reach.ts';
import { DATAPLANES } from '#lib/analysis/network/reach/dataplane.ts';
import { buildWorkloadIndex } from '#lib/analysis/workloads/workload-index.ts';
import { text } from '#lib/model/text.ts';
import { networkRecords, provenPlanes } from '#lib/testing/compare-network.ts';
import { randomNetwork, randomPlane } from '#lib/testing/random-network/random-network.ts';
import { PairJudge, REACH_SIDES } from './pair-judge.ts';
import { groupPods } from './pod-groups.ts';
import { tallyEverybody } from './tally-everybody.ts';
import { tallyPairs } from './tally-pairs.ts';

const CONTROLLERS = {
  deployments: [],
  replicaSets: [],
  statefulSets: [],
  daemonSets: [],
  jobs: [],
  cronJobs: [],
  replicationControllers: [],
};
const PORTS = [null, { protocol: 'TCP', port: 80 }, { protocol: 'UDP', port: 53 }] as const;
const NOTE = text('It may not be enforced.', '可能没有执行。');

/** Some of them read in part, or of a plugin that may not enforce. */
function reachOf(seed: number): Reachability {
  const objects = networkRecords(randomNetwork(seed));
  const index = buildWorkloadIndex({ ...CONTROLLERS, pods: objects.pods ?? [] });
  const dataplane = provenPlanes(DATAPLANES)[randomPlane(seed)];
  const standing = [{}, {}, {}, { mayNotEnforce: NOTE }, { unseen: [NOTE] }][seed % 5] ?? {};
  return buildReachability({ objects, index, dataplane, ...standing });
}

describe('the tally of everybody', () => {
  it('counts what is counted pair by pair, on clusters of both families and none', () => {
    const seen = { open: 0, unknown: 0, total: 0, families: new Set<string>() };
    for (let seed = 1; seed <= 90; seed += 1) {
      const reach = reachOf(seed);
      const names = [...new Set(reach.space.pods.map(({ namespace }) => namespace))];
      const groups = groupPods(reach.space, ({ namespace }) => names.indexOf(namespace));
      const query = { port: PORTS[seed % 3] ?? null, side: REACH_SIDES[seed % 7] ?? 'both' };
      const all = tallyEverybody({ reach, query, groups, parties: names.length });
      const size = { rows: names.length, columns: names.length };
      const judge = new PairJudge(reach, query);
      expect(all).toEqual(tallyPairs({ reach, judge, from: groups, to: groups, ...size }));
      for (const { families } of groups) seen.families.add(families.join());
      for (const what of ['open', 'unknown', 'total'] as const) {
        seen[what] += all[what].reduce((sum, one) => sum + one, 0);
      }
    }
    expect([...seen.families].toSorted()).toEqual(expect.arrayContaining(['IPv4', 'IPv4,IPv6']));
    expect(seen.open).toBeGreaterThan(seen.total / 10);
    expect(seen.unknown).toBeGreaterThan(seen.total / 100);
    expect(seen.total).toBeGreaterThan(seen.open + seen.unknown);
  });
});
