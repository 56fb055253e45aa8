import { describe, expect, it } from 'vitest';
import { buildWorkloadIndex } from '#lib/analysis/workloads/workload-index.ts';
import { networkPolicy } from '#lib/testing/builders/cluster.ts';
import { pod } from '#lib/testing/builders/workloads.ts';
import { isolationFacts } from './isolation-facts.ts';

const units = (...pods: ReturnType<typeof pod>[]) =>
  buildWorkloadIndex({
    pods,
    deployments: [],
    replicaSets: [],
    statefulSets: [],
    daemonSets: [],
    jobs: [],
    cronJobs: [],
    replicationControllers: [],
  }).units;

const web = pod('web', { labels: { app: 'web' } });
const db = pod('db', { labels: { app: 'db' } });
const agent = pod('agent', { spec: { hostNetwork: true } });
const forWeb = networkPolicy('for-web', { spec: { podSelector: { matchLabels: { app: 'web' } } } });

describe('isolation of a scan', () => {
  it('names for each policy the pods it selects', () => {
    const { policies } = isolationFacts(units(web, db), [forWeb]);
    expect(policies.map(({ name, pods, owners }) => [name, pods, owners])).toEqual([['for-web', 1, ['web']]]);
  });

  it('does not count a policy of another namespace', () => {
    const elsewhere = networkPolicy('other', { namespace: 'data' });
    const { unselected } = isolationFacts(units(web), [elsewhere]);
    expect(unselected.map(({ name }) => name)).toEqual(['web']);
  });

  it('lists pods no policy selects, but none on the network of its node', () => {
    const { unselected, namespaces } = isolationFacts(units(web, db, agent), [forWeb]);
    expect(unselected).toEqual([{ namespace: 'shop', kind: 'Pod', name: 'db', pods: 1 }]);
    expect(namespaces.map(({ workloads, onHost, policies }) => [workloads, onHost, policies])).toEqual([
      [2, 1, 1],
    ]);
  });

  it('tells the directions apart', () => {
    const denyIn = networkPolicy('deny', { spec: { policyTypes: ['Ingress'] } });
    const [shop] = isolationFacts(units(web, db), [denyIn]).namespaces;
    expect(shop?.ingress.isDefaultDeny).toBe(true);
    expect(shop?.egress).toEqual({ isDefaultDeny: false, reopenedBy: null, open: 2 });
  });
});
