import { expect, it } from 'vitest';
import { buildReachability } from '#lib/analysis/network/reach/build-reach.ts';
import { DATAPLANES } from '#lib/analysis/network/reach/dataplane.ts';
import { buildWorkloadIndex } from '#lib/analysis/workloads/workload-index.ts';
import { networkRecords, provenPlanes } from '#lib/testing/compare-network.ts';
import { randomNetwork, randomPlane } from '#lib/testing/random-network/random-network.ts';
import { NarrowReach } from './narrow-reach.ts';

const CONTROLLERS = {
  deployments: [],
  replicaSets: [],
  statefulSets: [],
  daemonSets: [],
  jobs: [],
  cronJobs: [],
  replicationControllers: [],
};
const CLUSTERS = 300;

it('says of a few targets what whole rows say, for every kind of policy', () => {
  let [asked, open] = [0, 0];
  for (let seed = 1; seed <= CLUSTERS; seed += 1) {
    const objects = networkRecords(randomNetwork(seed));
    const index = buildWorkloadIndex({ ...CONTROLLERS, pods: objects.pods ?? [] });
    const dataplane = provenPlanes(DATAPLANES)[randomPlane(seed)];
    const matrix = buildReachability({ objects, index, dataplane }).families.IPv4;
    const targets = Array.from({ length: matrix.family.size }, (_, at) => at).filter(
      (at) => at % 2 === seed % 2,
    );
    const narrow = new NarrowReach(matrix, targets);
    for (let at = 0; at < matrix.family.hostsFrom; at += 1) {
      const found = narrow.from(at);
      const whole = targets.map((to) => matrix.between(at, to));
      expect(found).toEqual(whole);
      asked += whole.length;
      open += whole.filter(({ may }) => may !== 0).length;
    }
  }
  expect(open / asked).toBeGreaterThan(0.3);
  expect(open / asked).toBeLessThan(0.9);
});
