import { expect, it } from 'vitest';
import { networkPolicy } from '#lib/testing/builders/cluster.ts';
import { policyRows, unselectedRows } from './network-rows.ts';

const policy = (namespace: string, name: string, owners: readonly string[] = []) => ({
  namespace,
  name,
  spec: networkPolicy(name).spec,
  pods: owners.length,
  owners,
});

it('policies stand by namespace and name, and are found by a pod they select', () => {
  const all = [policy('shop', 'b'), policy('shop', 'a', ['checkout']), policy('data', 'z')];
  expect(policyRows(all, '').map(({ namespace, name }) => `${namespace}/${name}`)).toEqual([
    'data/z',
    'shop/a',
    'shop/b',
  ]);
  expect(policyRows(all, 'CHECK').map(({ name }) => name)).toEqual(['a']);
});

it('workloads without a policy are found by namespace and name together', () => {
  const one = { namespace: 'shop', kind: 'Deployment', name: 'web', pods: 2 };
  expect(unselectedRows([one], 'shop/w')).toEqual([one]);
  expect(unselectedRows([one], 'shop/x')).toEqual([]);
});
