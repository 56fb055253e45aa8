import { afterAll, beforeAll, expect, it } from 'vitest';
import { CHAIN_FACTS, type ChainFact } from '#lib/analysis/attack/chain-facts.ts';
import type { EscalationChain } from '#lib/model/escalation.ts';
import type { Subject } from '#lib/model/rbac.ts';
import { ScratchStore } from '#lib/store/scratch-store.ts';
import { sampleInventory, sampleResult } from '#lib/testing/sample-result.ts';
import { adminReach } from './admin-reach.ts';

let scratch: ScratchStore;
beforeAll(async () => {
  scratch = await ScratchStore.create();
});
afterAll(() => scratch.remove());

function fact(subject: Subject, given: Partial<EscalationChain> = {}): ChainFact {
  return {
    key: `${subject.kind} ${subject.name}`,
    chain: { subject, steps: [], isCertain: true, isDefault: false, ...given },
  };
}

function scanWith(name: string, facts: readonly ChainFact[] | null): Promise<string> {
  const clusterId = scratch.addCluster(name);
  return scratch.addScan(clusterId, (scanId) => ({
    result: sampleResult({ scanId, clusterId }),
    inventory: sampleInventory(),
    ...(facts === null ? {} : { facts: { findingNodes: [], pages: { [CHAIN_FACTS]: facts } } }),
  }));
}

it('counts who reaches full rights by kind, and apart those whose way is not certain', async () => {
  const scanId = await scanWith('some', [
    fact({ kind: 'User', name: 'mara' }),
    // Such a user is the service account.
    fact({ kind: 'User', name: 'system:serviceaccount:ci:deployer' }),
    fact({ kind: 'Group', name: 'devs' }),
    fact({ kind: 'Group', name: 'support' }, { isCertain: false }),
  ]);
  expect(await adminReach(scratch.store, scanId)).toEqual({ users: 1, groups: 1, accounts: 1, uncertain: 1 });
});

it('leaves out what a cluster is born with', async () => {
  const scanId = await scanWith('born', [
    fact({ kind: 'Group', name: 'system:masters' }),
    fact({ kind: 'Group', name: 'kubeadm:cluster-admins' }),
    fact({ kind: 'ServiceAccount', namespace: 'kube-system', name: 'job-controller' }, { isDefault: true }),
  ]);
  expect(await adminReach(scratch.store, scanId)).toEqual({ users: 0, groups: 0, accounts: 0, uncertain: 0 });
});

it('knows nothing of a scan that did not look', async () => {
  expect(await adminReach(scratch.store, await scanWith('older', null))).toBeNull();
});
