import { afterEach, describe, expect, it, vi } from 'vitest';
import { compareWithDirect } from '#lib/testing/compare-rbac.ts';
import type { BoundRole, RbacObjects } from './bound-roles.ts';
import { buildPermissions } from './permissions.ts';
import type { RbacProblem } from './rbac-problem.ts';
import type * as RuleMatch from './rule-match.ts';

const BRANCHES = 20;

describe('the matcher against a direct evaluator on random clusters', () => {
  const { asked, allowed, differences, branches } = compareWithDirect(buildPermissions, {
    clusters: 800,
    questions: 125,
  });

  it('agrees on 100,000 questions, in the answer and in every grant', () => {
    expect(asked).toBe(100_000);
    expect(differences.slice(0, 3)).toEqual([]);
  });

  it('asks questions of which 30 to 70 % are allowed', () => {
    expect(allowed / asked).toBeGreaterThan(0.3);
    expect(allowed / asked).toBeLessThan(0.7);
  });

  it('lets every sentence of the specification decide at least 50 of them', () => {
    const counts = [...branches].map(([branch, count]) => `${branch} ${count}`);
    console.info(`${allowed} of ${asked} allowed; decided by: ${counts.join(', ')}`);
    expect(branches.size).toBe(BRANCHES);
    expect(Math.min(...branches.values())).toBeGreaterThanOrEqual(50);
  });
});

/** Ways to read a rule wrongly, as other tools do. */
const MISREADINGS: Readonly<Record<string, (right: typeof RuleMatch) => Partial<typeof RuleMatch>>> = {
  'a resource covers its subresources': (right) => ({
    coveringResources: (ask) => [...new Set([...right.coveringResources(ask), ask.resource])],
  }),
  'the subresource of any resource is not covered': (right) => ({
    coveringResources: (ask) => right.coveringResources(ask).slice(0, 2),
  }),
  'the wildcard covers no subresource': (right) => ({
    coveringResources: (ask) => right.coveringResources(ask).slice(ask.subresource ? 1 : 0),
  }),
  'names are not looked at': (right) => ({
    allowsBesideResource: ({ resourceNames: _names, ...rule }, ask) => right.allowsBesideResource(rule, ask),
  }),
  'a request without a name passes a rule with names': (right) => ({
    allowsBesideResource: (rule, ask) =>
      right.allowsBesideResource(rule, { ...ask, name: ask.name ?? rule.resourceNames?.[0] ?? '' }),
  }),
  'API groups are not looked at': (right) => ({
    allowsBesideResource: (rule, ask) => right.allowsBesideResource({ ...rule, apiGroups: ['*'] }, ask),
  }),
  'a trailing star of a path is a letter': () => ({
    allowsPath: (rule, verb, path) =>
      rule.verbs.includes(verb) && rule.nonResourceURLs?.includes(path) === true,
  }),
};

/** Ways to take one subject, or one place, for another. */
const MIX_UPS: Readonly<Record<string, (bound: BoundRole) => BoundRole>> = {
  'a RoleBinding holds on the whole cluster': (bound) => ({ ...bound, namespace: null }),
  'a group is a user of the same name': (bound) => ({
    ...bound,
    subject: bound.subject.kind === 'Group' ? { ...bound.subject, kind: 'User' } : bound.subject,
  }),
  'a service account is one of any namespace': (bound) => ({
    ...bound,
    subject: bound.subject.kind === 'ServiceAccount' ? { ...bound.subject, namespace: 'red' } : bound.subject,
  }),
  'names of users are compared without case': (bound) => ({
    ...bound,
    subject: { ...bound.subject, name: bound.subject.name.toLowerCase() },
  }),
  'the first rule of a role is passed over': (bound) => ({ ...bound, rules: bound.rules.slice(1) }),
};

describe('the comparison', () => {
  afterEach(() => {
    vi.doUnmock('./rule-match.ts');
    vi.doUnmock('./bound-roles.ts');
    vi.resetModules();
  });

  it.each(Object.entries(MIX_UPS))('catches an engine in which %s', async (_name, mix) => {
    vi.resetModules();
    vi.doMock(import('./bound-roles.ts'), async (importOriginal) => {
      const right = await importOriginal();
      class MixedUp {
        readonly all: readonly BoundRole[];
        readonly problems: readonly RbacProblem[];
        constructor(objects: RbacObjects) {
          const bound = new right.BoundRoles(objects);
          this.all = bound.all.map(mix);
          this.problems = bound.problems;
        }
      }
      return { ...right, BoundRoles: MixedUp as unknown as typeof right.BoundRoles };
    });
    const mutant = await import('./permissions.ts');
    const { differences } = compareWithDirect(mutant.buildPermissions, { clusters: 40, questions: 100 });
    expect(differences.length).toBeGreaterThan(0);
  });

  it.each(Object.entries(MISREADINGS))('catches an engine in which %s', async (_name, mutate) => {
    vi.resetModules();
    vi.doMock(import('./rule-match.ts'), async (importOriginal) => {
      const right = await importOriginal();
      return { ...right, ...mutate(right) };
    });
    const mutant = await import('./permissions.ts');
    const { differences } = compareWithDirect(mutant.buildPermissions, { clusters: 40, questions: 100 });
    expect(differences.length).toBeGreaterThan(0);
  });
});
