import { describe, expect, it } from 'vitest';
import {
  isolationCell,
  isolationCounts,
  namespaceRows,
  type IsolatedNamespace,
} from './network-isolation.ts';

const fact = (open: number, isDefaultDeny = false, reopenedBy: string | null = null) => ({
  isDefaultDeny,
  reopenedBy,
  open,
});

describe('a direction of a namespace', () => {
  it.each([
    { name: 'a policy denies by default', given: fact(0, true), state: 'closed' },
    { name: 'all workloads there are now are selected', given: fact(0), state: 'covered' },
    {
      name: 'a policy for all pods allows everything again',
      given: fact(0, false, 'all'),
      state: 'reopened',
    },
    { name: 'some workloads are selected', given: fact(1), state: 'partly' },
    { name: 'no workload is selected', given: fact(3), state: 'open' },
  ])('is $state where $name', ({ given, state }) => {
    expect(isolationCell(given, 3).state).toBe(state);
  });
});

describe('namespaces', () => {
  const namespace = (name: string, ingress = fact(0, true), egress = fact(0, true)): IsolatedNamespace => ({
    namespace: name,
    workloads: 2,
    onHost: 0,
    policies: 1,
    ingress,
    egress,
  });
  const all = [namespace('calm'), namespace('out', fact(0, true), fact(2)), namespace('In', fact(2))];

  it('stand by what is open inwards, then outwards', () => {
    expect(namespaceRows(all).map((row) => row.namespace)).toEqual(['In', 'out', 'calm']);
  });

  it('are found by any part of the name in any case', () => {
    expect(namespaceRows(all, ' IN').map((row) => row.namespace)).toEqual(['In']);
  });

  it('are counted by state, each direction by itself', () => {
    const { namespaces, ingress, egress } = isolationCounts(namespaceRows(all));
    expect([namespaces, ingress.closed, ingress.open, egress.closed, egress.open]).toEqual([3, 2, 1, 2, 1]);
  });
});
