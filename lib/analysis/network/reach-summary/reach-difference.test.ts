import { describe, expect, it } from 'vitest';
import { reachOfSlices } from '#lib/analysis/network/reach/reach-of-slices.ts';
import type { NetworkPolicy } from '#lib/model/network.ts';
import { networkPolicy } from '#lib/testing/builders/cluster.ts';
import { inventory } from '#lib/testing/builders/inventory.ts';
import { livePod } from '#lib/testing/builders/workloads.ts';
import { reachDifference } from './reach-difference.ts';
import type { ChangedPolicies } from './workload-parties.ts';

const pods = [
  livePod('web', { namespace: 'shop', labels: { app: 'web' }, node: 'n1', ip: '10.0.0.1' }),
  livePod('db', { namespace: 'shop', labels: { app: 'db' }, node: 'n1', ip: '10.0.0.2' }),
  livePod('far', { namespace: 'other', labels: { app: 'far' }, node: 'n1', ip: '10.0.0.3' }),
];
const shut = networkPolicy('shut', {
  namespace: 'shop',
  spec: { podSelector: {}, policyTypes: ['Ingress'] },
});
const letIn = networkPolicy('db-from-web', {
  namespace: 'shop',
  spec: {
    podSelector: { matchLabels: { app: 'db' } },
    policyTypes: ['Ingress'],
    ingress: [
      { from: [{ podSelector: { matchLabels: { app: 'web' } } }], ports: [{ protocol: 'TCP', port: 5432 }] },
    ],
  },
});

function linesOf(
  before: readonly NetworkPolicy[],
  after: readonly NetworkPolicy[],
  changed: ChangedPolicies = 'everything',
): string[] {
  const reachOf = (networkPolicies: readonly NetworkPolicy[]) =>
    reachOfSlices(inventory({ pods, networkPolicies }).slices, { profile: 'calico' }).reach;
  return reachDifference(reachOf(before), reachOf(after), changed).map(
    ({ from, to, removed, added }) =>
      `${from.namespace}/${from.name} ${to.namespace}/${to.name} -${removed} +${added}`,
  );
}

const SHUT = [
  'other/far shop/db -All Connections +',
  'other/far shop/web -All Connections +',
  'shop/db shop/web -All Connections +',
  'shop/web shop/db -All Connections +',
];

describe('reachDifference', () => {
  it('tells every edge that a default deny takes away, and none that leads out of the namespace', () => {
    expect(linesOf([], [shut])).toEqual(SHUT);
  });

  it('finds the same when it only looks at what the changed policy selects', () => {
    expect(linesOf([], [shut], [{ namespace: 'shop', name: 'shut' }])).toEqual(SHUT);
    expect(linesOf([], [shut], [{ namespace: 'other', name: 'shut' }])).toEqual([]);
  });

  it('tells the one port that a policy opens in what another closed', () => {
    expect(linesOf([shut], [shut, letIn])).toEqual(['shop/web shop/db - +TCP 5432']);
  });

  it('tells nothing of a policy that repeats what another says', () => {
    expect(linesOf([letIn], [letIn, { ...letIn, metadata: { ...letIn.metadata, name: 'again' } }])).toEqual(
      [],
    );
  });
});
