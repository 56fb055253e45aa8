import { describe, expect, it } from 'vitest';
import { networkPolicy } from '#lib/testing/builders/cluster.ts';
import { inventory } from '#lib/testing/builders/inventory.ts';
import { livePod } from '#lib/testing/builders/workloads.ts';
import { networkRecords, provenPlanes } from '#lib/testing/compare-network.ts';
import { randomAsks, randomNetwork, randomPlane } from '#lib/testing/random-network/random-network.ts';
import { answerQuestion } from './answer-question.ts';
import { changedReach } from './changed-reach.ts';
import { DATAPLANES } from './dataplane.ts';
import { overlaySlices } from './overlay-slices.ts';
import { reachOfSlices } from './reach-of-slices.ts';
import { workloadLines } from './workload-lines.ts';

const web = livePod('web', { labels: { app: 'web' }, node: 'n1', ip: '10.0.0.1' });
const db = livePod('db', { labels: { app: 'db' }, node: 'n1', ip: '10.0.0.2' });
const shut = networkPolicy('shut', { spec: { podSelector: { matchLabels: { app: 'db' } } } });
const { slices } = inventory({ pods: [web, db], networkPolicies: [shut] });
const { reach } = reachOfSlices(slices, { profile: 'kubernetes' });
const PLANES = provenPlanes(DATAPLANES);
const RANGES = { ranges: ['IPv4'] } as const;

describe('reachability of what was changed', () => {
  it('is what it is made anew, whatever objects of another cluster are laid over a cluster', () => {
    let different = 0;
    for (let seed = 1; seed <= 60; seed += 1) {
      const profile = PLANES[randomPlane(seed)].name;
      const raw = randomNetwork(seed);
      const before = inventory(networkRecords(raw)).slices;
      const { pods: _pods, ...others } = networkRecords(randomNetwork(seed + 150));
      const laid = seed % 3 === 0 ? others : { networkPolicies: others.networkPolicies ?? [] };
      const after = overlaySlices(before, inventory(laid).slices);
      const known = { reach: reachOfSlices(before, { profile }).reach, slices: before };
      const [changed, anew] = [
        changedReach(known, after, { profile }),
        reachOfSlices(after, { profile }).reach,
      ];
      const told = (of: typeof anew) => ({
        lines: workloadLines(of, RANGES),
        answers: randomAsks(raw, seed, 20).map((ask) => answerQuestion(of, ask)),
      });
      expect(told(changed)).toEqual(told(anew));
      if (JSON.stringify(told(anew)) !== JSON.stringify(told(known.reach))) different += 1;
    }
    expect(different).toBeGreaterThan(20);
  });

  it('keeps the classes of before where a policy looks at what others look at already', () => {
    const open = networkPolicy('open', {
      spec: { podSelector: { matchLabels: { app: 'db' } }, ingress: [{}] },
    });
    const after = overlaySlices(slices, inventory({ networkPolicies: [open] }).slices);
    expect(changedReach({ reach, slices }, after).space).toBe(reach.space);
  });

  it('knows a pod that was added', () => {
    const late = livePod('late', { labels: { app: 'late' }, node: 'n1', ip: '10.0.0.3' });
    const after = overlaySlices(slices, inventory({ pods: [late] }).slices);
    const { space } = changedReach({ reach, slices }, after, { profile: 'kubernetes' });
    expect(space.pods.map(({ name }) => name)).toEqual(['db', 'late', 'web']);
  });
});
