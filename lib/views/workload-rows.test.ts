import { describe, expect, it } from 'vitest';
import type { Severity } from '#lib/model/severity.ts';
import { workloadList, workloadRow, type ListedWorkload, type WorkloadFilter } from './workload-rows.ts';

function workload(
  name: string,
  severity: Severity | null,
  more: Partial<ListedWorkload> = {},
): ListedWorkload {
  return {
    key: `apps/Deployment/shop/${name}`,
    kind: 'Deployment',
    namespace: 'shop',
    name,
    pods: 1,
    isTemplate: false,
    level: 'baseline',
    breaks: [],
    serviceAccount: 'default',
    images: [{ name: `registry.example.com/${name}:1`, isPinned: false }],
    component: null,
    findings: severity === null ? null : { count: 1, severity, controlId: 'c', fingerprint: name },
    ...more,
  };
}

const ALL: WorkloadFilter = {
  namespace: '',
  kind: '',
  levels: [],
  severities: [],
  text: '',
  sort: 'namespace',
};

function names(workloads: readonly ListedWorkload[], filter: Partial<WorkloadFilter> = {}): string[] {
  return workloadList(workloads, { ...ALL, ...filter }).rows.map(({ name }) => name);
}

describe('workloads', () => {
  const all = [
    workload('calm', null, { namespace: 'alpha' }),
    workload('web', 'low'),
    workload('db', 'critical', { pods: 3, level: 'privileged', serviceAccount: 'Postgres' }),
  ];

  it('stand by namespace, the one with the worst finding first', () => {
    expect(names(all)).toEqual(['db', 'web', 'calm']);
  });

  it.each([
    { sort: 'risk' as const, order: ['db', 'web', 'calm'] },
    { sort: 'name' as const, order: ['calm', 'db', 'web'] },
    { sort: 'pods' as const, order: ['db', 'calm', 'web'] },
  ])('can be ordered by $sort', ({ sort, order }) => {
    expect(names(all, { sort })).toEqual(order);
  });

  it.each([
    { filter: { namespace: 'alpha' }, left: ['calm'] },
    { filter: { kind: 'DaemonSet' }, left: [] },
    { filter: { levels: ['privileged' as const] }, left: ['db'] },
    { filter: { severities: ['low' as const] }, left: ['web'] },
    { filter: { text: 'postgres' }, left: ['db'] },
    { filter: { text: 'example.com/WEB' }, left: ['web'] },
  ])('that pass $filter are $left', ({ filter, left }) => {
    expect(names(all, filter)).toEqual(left);
  });

  it('are counted by level as if no level were chosen', () => {
    const { levels } = workloadList(all, { ...ALL, levels: ['restricted'] });
    expect(levels).toEqual({ privileged: 1, baseline: 2, restricted: 0 });
  });
});

describe('reasons', () => {
  const breaks = [
    { level: 'baseline', control: 'privileged' },
    { level: 'restricted', control: 'seccompProfile' },
  ] as const;

  it('are what keeps a workload from the next level alone', () => {
    expect(workloadRow(workload('a', null, { level: 'privileged', breaks })).reasons).toEqual(['privileged']);
    expect(workloadRow(workload('a', null, { breaks: breaks.slice(1) })).reasons).toEqual(['noSeccomp']);
  });
});
