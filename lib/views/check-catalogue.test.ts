import { describe, expect, it } from 'vitest';
import type { Category } from '#lib/model/category.ts';
import type { ControlMeta, ControlResult, Outcome } from '#lib/model/control.ts';
import { text } from '#lib/model/text.ts';
import { catalogueOf } from './check-catalogue.ts';

function meta(id: string, category: Category): ControlMeta {
  return {
    id,
    category,
    severity: 'high',
    title: text(`${id} is fine`, `${id} 正常`),
    failTitle: text(`${id} is broken`, `${id} 异常`),
    frameworks: [{ framework: 'cis-k8s', id: '5.1.1' }],
  } as unknown as ControlMeta;
}

const metas = [meta('roles', 'rbac'), meta('ports', 'exposure'), meta('verbs', 'rbac')];

function result(id: string, outcome: Outcome): ControlResult {
  const found = metas.find((one) => one.id === id);
  return { ...found, outcome, checked: 4, failed: 1, atLeast: false, reason: null } as ControlResult;
}

const results = [result('roles', 'fail'), result('ports', 'pass')];
const all = { area: [], outcome: [], text: '' } as const;

function ids(filter: Partial<Parameters<typeof catalogueOf>[1]>): string[] {
  return catalogueOf({ metas, results }, { ...all, ...filter }, 'en').rows.map(({ id }) => id);
}

describe('the catalogue', () => {
  it('lists every check by area, with or without an outcome', () => {
    const { rows } = catalogueOf({ metas, results }, all, 'en');
    expect(rows.map(({ id, outcome }) => [id, outcome])).toEqual([
      ['ports', 'pass'],
      ['roles', 'fail'],
      ['verbs', null],
    ]);
  });

  it('names a failed check by what failed', () => {
    const { rows } = catalogueOf({ metas, results }, all, 'zh-CN');
    expect(rows.map(({ title }) => title)).toEqual(['ports 正常', 'roles 异常', 'verbs 正常']);
  });

  it.each([
    { name: 'an area', filter: { area: ['rbac'] as const }, found: ['roles', 'verbs'] },
    { name: 'an outcome', filter: { outcome: ['pass'] as const }, found: ['ports'] },
    { name: 'both', filter: { area: ['rbac'], outcome: ['pass'] } as const, found: [] },
    { name: 'a title in the other language', filter: { text: 'ports 异常' }, found: ['ports'] },
    { name: 'an id of a framework', filter: { text: 'CIS 5.1.1 verbs' }, found: ['verbs'] },
    { name: 'words that nothing has', filter: { text: 'verbs moon' }, found: [] },
  ])('is filtered by $name', ({ filter, found }) => {
    expect(ids(filter)).toEqual(found);
  });

  it('counts each filter under the other', () => {
    const { outcomes, areas } = catalogueOf({ metas, results }, { ...all, area: ['rbac'] }, 'en');
    expect(outcomes.filter(({ count }) => count > 0)).toEqual([{ outcome: 'fail', count: 1 }]);
    expect(areas.filter(({ count }) => count > 0)).toEqual([
      { area: 'exposure', count: 1 },
      { area: 'rbac', count: 2 },
    ]);
  });
});
