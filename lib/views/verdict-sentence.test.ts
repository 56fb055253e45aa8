import { describe, expect, it } from 'vitest';
import en from '#lib/i18n/en.json';
import zhCn from '#lib/i18n/zh-CN.json';
import type { Severity } from '#lib/model/severity.ts';
import { CLAUSES, clausesOf, type CountedKind } from './verdict-clauses.ts';
import { verdictOf } from './verdict-sentence.ts';

const coverage = { assessed: 24, total: 24, notAssessed: 0, errors: 0, vacuous: [] };
const formula = { version: 1, terms: [], uncapped: 90, cap: null, assessedShare: 1, blind: [] } as const;
const score = { value: 90, grade: 'A', byCategory: {}, formula } as const;

function kind(controlId: string, severity: Severity, { messageId = 'm', count = 1 } = {}): CountedKind {
  return { controlId, severity, messageId, count };
}

function verdict(kinds: readonly CountedKind[], more: object = {}) {
  return verdictOf({ kinds, score, coverage, ...more });
}

describe('the verdict', () => {
  it('tells the two worst things, a stranger’s door before a subject’s grant', () => {
    const said = verdict([
      kind('cluster-admin-bound', 'critical', { count: 3 }),
      kind('secrets-readable-cluster-wide', 'high', { count: 5 }),
      kind('kubelet-anonymous', 'critical', { messageId: 'allowed' }),
    ]);
    expect(said.kind === 'serious' && said.clauses.map(({ name, count }) => [name, count])).toEqual([
      ['doorsKubelet', 1],
      ['admin', 3],
    ]);
  });

  it('puts a critical grant before a door that is only high', () => {
    const said = verdict([
      kind('kubelet-read-only-port', 'high'),
      kind('escalation-verbs-granted', 'critical'),
    ]);
    expect(said.kind === 'serious' && said.clauses.map(({ name }) => name)).toEqual(['admin', 'doors']);
  });

  it('counts doors of all kinds together and names the worst of them', () => {
    const kinds = [
      kind('etcd-without-client-certificate', 'critical', { messageId: 'readable' }),
      kind('kubelet-anonymous', 'critical', { messageId: 'allowed' }),
      kind('kubelet-anonymous', 'medium', { messageId: 'denied', count: 4 }),
    ];
    expect(clausesOf(kinds)).toMatchObject([{ name: 'doorsEtcd', count: 2, severities: ['critical'] }]);
  });

  it('does not call a grant within a namespace a way to cluster-admin', () => {
    expect(verdict([kind('cluster-admin-bound', 'high')]).kind).not.toBe('serious');
  });

  it('says that too little was seen where there is no score, and what stands open all the same', () => {
    const blind = { score: { ...score, value: null, grade: null } };
    expect(verdict([], blind)).toEqual({ kind: 'blind', clauses: [] });
    expect(verdict([kind('insecure-api-port', 'high')], blind)).toMatchObject({
      kind: 'blind',
      clauses: [{ name: 'doors' }],
    });
  });

  it.each([
    {
      name: 'moderate with a medium finding',
      kinds: [kind('mutable-image-tag', 'medium')],
      said: 'moderate',
    },
    { name: 'minor with only low ones', kinds: [kind('mutable-image-tag', 'low')], said: 'minor' },
    { name: 'clear with what is only told', kinds: [kind('host-namespaces', 'info')], said: 'clear' },
    { name: 'clear with nothing', kinds: [], said: 'clear' },
  ])('is $name', ({ kinds, said }) => {
    expect(verdict(kinds).kind).toBe(said);
  });

  it('is not clear while checks could not be made', () => {
    expect(verdict([], { coverage: { ...coverage, assessed: 20, notAssessed: 3, errors: 1 } })).toEqual({
      kind: 'clearSoFar',
      notAssessed: 4,
      assessed: 20,
    });
  });

  it('tells a check it has no words for by its title, and only when it is medium or worse', () => {
    expect(clausesOf([kind('a-new-control', 'high'), kind('another', 'low')])).toMatchObject([
      { name: 'other', controlIds: ['a-new-control'] },
    ]);
  });
});

describe('the words', () => {
  it.each([
    { locale: 'en', clauses: en.verdict.clauses },
    { locale: 'zh-CN', clauses: zhCn.verdict.clauses },
  ])('stand for every clause in $locale, each its own', ({ clauses }) => {
    expect(Object.keys(clauses).toSorted()).toEqual(CLAUSES.toSorted());
    expect(new Set(Object.values(clauses)).size).toBe(CLAUSES.length);
  });
});
