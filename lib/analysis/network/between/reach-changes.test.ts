import { describe, expect, it } from 'vitest';
import { buildReachability, type Reachability } from '#lib/analysis/network/reach/build-reach.ts';
import { DATAPLANES } from '#lib/analysis/network/reach/dataplane.ts';
import { reachOfSlices } from '#lib/analysis/network/reach/reach-of-slices.ts';
import { reachDifference } from '#lib/analysis/network/reach-summary/reach-difference.ts';
import { buildWorkloadIndex } from '#lib/analysis/workloads/workload-index.ts';
import { networkPolicy } from '#lib/testing/builders/cluster.ts';
import { inventory, type GivenSlices } from '#lib/testing/builders/inventory.ts';
import { livePod } from '#lib/testing/builders/workloads.ts';
import { networkRecords, provenPlanes } from '#lib/testing/compare-network.ts';
import { randomNetwork, randomPlane } from '#lib/testing/random-network/random-network.ts';
import { reachChanges } from './reach-changes.ts';

const WEB = livePod('web', { namespace: 'shop', labels: { app: 'web' }, node: 'n1', ip: '10.0.0.1' });
const DB = livePod('db', { namespace: 'shop', labels: { app: 'db' }, node: 'n1', ip: '10.0.0.2' });
const FAR = livePod('far', { namespace: 'other', labels: { app: 'far' }, node: 'n1', ip: '10.0.0.3' });
const SHUT = networkPolicy('shut', {
  namespace: 'shop',
  spec: { podSelector: {}, policyTypes: ['Ingress'] },
});

function reachOf(given: GivenSlices): Reachability {
  return reachOfSlices(inventory(given).slices, { profile: 'calico' }).reach;
}

function told(before: GivenSlices, after: GivenSlices): string[] | undefined {
  return reachChanges(reachOf(before), reachOf(after))?.map(
    ({ from, to, added, removed, came, went }) =>
      `${from} ${to} +${added} -${removed} came ${came} went ${went}`,
  );
}

describe('what changed between two scans', () => {
  const pods = [WEB, DB, FAR];

  it('is told by namespaces, those with most first, and the same is nothing', () => {
    expect(told({ pods }, { pods, networkPolicies: [SHUT] })).toEqual([
      'other shop +0 -2 came 0 went 0',
      'shop shop +0 -2 came 0 went 0',
    ]);
    expect(told({ pods, networkPolicies: [SHUT] }, { pods, networkPolicies: [SHUT] })).toEqual([]);
  });

  it('tells what comes with a workload apart from what policies changed', () => {
    expect(told({ pods: [WEB, FAR], networkPolicies: [SHUT] }, { pods })).toEqual([
      'other shop +1 -0 came 1 went 0',
      'shop shop +0 -0 came 2 went 0',
      'shop other +0 -0 came 1 went 0',
    ]);
  });

  it('names the pairs with their ports', () => {
    const [first] = reachChanges(reachOf({ pods }), reachOf({ pods, networkPolicies: [SHUT] })) ?? [];
    expect(first?.edges.map(({ from, to, removed, added }) => [from.name, to.name, removed, added])).toEqual([
      ['far', 'db', 'All Connections', ''],
      ['far', 'web', 'All Connections', ''],
    ]);
  });
});

const NO_CONTROLLERS = {
  deployments: [],
  replicaSets: [],
  statefulSets: [],
  daemonSets: [],
  jobs: [],
  cronJobs: [],
  replicationControllers: [],
};

/** Clusters with the same plugin have seeds this far apart. */
const APART = 150;
const CLUSTERS = 200;

it('counts what comparing every pair of workloads counts, on random clusters of every plugin', () => {
  let edges = 0;
  for (let seed = 1; seed <= CLUSTERS; seed += 1) {
    const first = networkRecords(randomNetwork(seed));
    const second = networkRecords(randomNetwork(seed + APART));
    // Half of the pods stay, under the other cluster's policies.
    const pods = [...(first.pods ?? []).filter((_, at) => at % 2 === 0), ...(second.pods ?? []).slice(0, 3)];
    const [before, after] = [first, { ...second, pods }].map((objects) =>
      buildReachability({
        objects,
        index: buildWorkloadIndex({ ...NO_CONTROLLERS, pods: objects.pods ?? [] }),
        dataplane: provenPlanes(DATAPLANES)[randomPlane(seed)],
      }),
    );
    if (before === undefined || after === undefined) throw new Error('two sides');
    const whole = reachDifference(before, after, 'everything');
    const counted = reachChanges(before, after) ?? [];
    const sum = (of: (one: (typeof counted)[number]) => number) =>
      counted.reduce((all, one) => all + of(one), 0);
    expect({
      added: sum(({ added, came }) => added + came),
      removed: sum(({ removed, went }) => removed + went),
    }).toEqual({
      added: whole.filter(({ added }) => added !== '').length,
      removed: whole.filter(({ removed }) => removed !== '').length,
    });
    edges += whole.length;
  }
  expect(edges).toBeGreaterThan(5000);
});
