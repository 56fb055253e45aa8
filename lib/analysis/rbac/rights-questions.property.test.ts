import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ApiResource } from '#lib/model/cluster-objects.ts';
import type { Subject } from '#lib/model/rbac.ts';
import { randomQuestions, randomRbac } from '#lib/testing/random-rbac.ts';
import type { RandomRbac } from '#lib/testing/random-rbac.ts';
import { lossOfBinding } from './binding-loss.ts';
import { equalSubjects, subjectsEqualTo } from './equal-subjects.ts';
import { expandRights, rightsAtMost } from './expand-rights.ts';
import { userOf } from './identity.ts';
import { buildPermissions } from './permissions.ts';
import type { Permissions } from './permissions.ts';
import { rightsChanges } from './rights-changes.ts';
import { subjectKey } from './subject-ref.ts';

const seeds = fc.integer({ min: 1, max: 2 ** 31 });
const VERBS = ['get', 'list', 'create', 'delete'];
const SERVED: readonly ApiResource[] = [
  ['', 'pods'],
  ['', 'secrets'],
  ['apps', 'deployments'],
  ['example.com', 'widgets'],
].map(([group = '', resource = '']) => ({
  group,
  version: 'v1',
  kind: resource,
  resource,
  namespaced: true,
  verbs: VERBS,
  subresources: ['exec', 'scale'].map((name) => ({ name, verbs: ['get', 'update'] })),
  preferred: true,
}));

const asks = (rbac: RandomRbac, seed: number) => randomQuestions(rbac, seed, 40).map(({ ask }) => ask);

function can(permissions: Permissions, subject: Subject, ask: ReturnType<typeof asks>[number]): boolean {
  return permissions.can(userOf(subject), ask).grants.length > 0;
}

function without(rbac: RandomRbac, name: string): RandomRbac {
  const keep = ({ metadata }: { metadata: { name: string } }): boolean => metadata.name !== name;
  return { ...rbac, roleBindings: rbac.roleBindings.filter(keep) };
}

describe('questions about rights on any cluster', () => {
  it('subjects with equal rights are answered every question alike', () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const rbac = randomRbac(seed, { roles: 4, clusterRoles: 3, roleBindings: 4, clusterRoleBindings: 3 });
        const permissions = buildPermissions(rbac);
        const { groups } = equalSubjects(permissions);
        for (const { subjects } of groups) {
          for (const ask of asks(rbac, seed)) {
            expect(new Set(subjects.map(({ subject }) => can(permissions, subject, ask))).size).toBe(1);
          }
        }
      }),
    );
  });

  it('those equal to one subject are those of its group, and nobody where it has none', () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const rbac = randomRbac(seed, { roles: 4, clusterRoles: 3, roleBindings: 4, clusterRoleBindings: 3 });
        const permissions = buildPermissions(rbac);
        const { groups } = equalSubjects(permissions);
        for (const subject of permissions.subjects()) {
          const key = subjectKey(subject);
          const alike = groups
            .map(({ subjects }) => subjects.map((one) => subjectKey(one.subject)))
            .find((keys) => keys.includes(key));
          const others = subjectsEqualTo(permissions, subject).subjects.map(subjectKey);
          expect(others).toEqual((alike ?? []).filter((one) => one !== key));
        }
      }),
    );
  });

  it('what a binding’s loss takes is just what could be done before and cannot be afterwards', () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const rbac = randomRbac(seed);
        const [gone] = rbac.roleBindings;
        if (gone === undefined) return;
        const { name, namespace = '' } = gone.metadata;
        const before = buildPermissions(rbac);
        const after = buildPermissions(without(rbac, name));
        const losses = lossOfBinding(before, { kind: 'RoleBinding', namespace, name });
        for (const { subject, lost } of losses) {
          const taken = asks(rbac, seed).filter(
            (ask) => can(before, subject, ask) && !can(after, subject, ask),
          );
          expect(lost.length > 0 || taken.length === 0).toBe(true);
          const changes = rightsChanges(before, after).filter(
            (change) => subjectKey(change.subject) === subjectKey(subject),
          );
          expect(changes.map((change) => [change.gained, change.lost])).toEqual(
            lost.length === 0 ? [] : [[[], lost]],
          );
        }
      }),
    );
  });

  it('what one change gains the way back loses', () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const [one, other] = [seed, seed + 1].map((each) => buildPermissions(randomRbac(each)));
        if (one === undefined || other === undefined) return;
        const there = rightsChanges(one, other).map(({ gained, lost }) => [gained, lost]);
        const back = rightsChanges(other, one).map(({ gained, lost }) => [lost, gained]);
        expect(there).toEqual(back);
      }),
    );
  });

  it('written out, rights are never more than was foreseen', () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const permissions = buildPermissions(randomRbac(seed));
        for (const subject of permissions.subjects()) {
          const rules = permissions.rulesOf(subject);
          expect(expandRights(rules, SERVED).length).toBeLessThanOrEqual(rightsAtMost(rules, SERVED));
        }
      }),
      { numRuns: 40 },
    );
  });

  it('who-can and what-can, written out over what is served, are each other’s inverse', () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const permissions = buildPermissions(randomRbac(seed));
        const held = permissions.subjects().flatMap((subject) =>
          expandRights(permissions.rulesOf(subject), SERVED)
            .filter(({ verb, names }) => names.length === 0 && [...VERBS, 'update'].includes(verb))
            .map(({ group, resource, verb, namespace }) =>
              [subjectKey(subject), verb, group, resource, namespace ?? ''].join(' '),
            ),
        );
        expect([...new Set(held)].toSorted()).toEqual(askedOneByOne(permissions).toSorted());
      }),
      { numRuns: 40 },
    );
  });
});

/** The same by asking who can, place by place; what holds everywhere is told once, as its own place. */
function askedOneByOne(permissions: Permissions): string[] {
  const told: string[] = [];
  for (const { group, resource, subresources, verbs } of SERVED) {
    const whole = [{ name: '', verbs }, ...subresources];
    for (const { name, verbs: own } of whole) {
      for (const verb of own) {
        for (const namespace of ['', 'red', 'green', 'blue']) {
          const ask = { verb, group, resource, subresource: name, namespace };
          for (const { subject, grants } of permissions.whoCan(ask)) {
            const isHere = grants.some(({ binding }) => (binding.namespace ?? '') === namespace);
            if (!isHere) continue;
            const what = name === '' ? resource : `${resource}/${name}`;
            told.push([subjectKey(subject), verb, group, what, namespace].join(' '));
          }
        }
      }
    }
  }
  return told;
}
