import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Binding, Subject } from '#lib/model/rbac.ts';
import { randomQuestions, randomRbac } from '#lib/testing/random-rbac.ts';
import type { RandomQuestion, RandomRbac } from '#lib/testing/random-rbac.ts';
import { buildPermissions } from './permissions.ts';

const seeds = fc.integer({ min: 1, max: 2 ** 31 });

function allowed(rbac: RandomRbac, { user, ask }: RandomQuestion): boolean {
  return buildPermissions(rbac).can(user, ask).allowed;
}

/** A user outside `system:masters`, whose members pass whatever is bound. */
function ordinary(rbac: RandomRbac, seed: number): RandomQuestion[] {
  return randomQuestions(rbac, seed, 20).filter(({ user }) => !user.groups.includes('system:masters'));
}

function only(rbac: RandomRbac, bindings: readonly Binding[]): RandomRbac {
  return {
    ...rbac,
    roleBindings: rbac.roleBindings.filter((one) => bindings.includes(one)),
    clusterRoleBindings: rbac.clusterRoleBindings.filter((one) => bindings.includes(one)),
  };
}

function reversed(rbac: RandomRbac): RandomRbac {
  return {
    roles: rbac.roles.toReversed(),
    clusterRoles: rbac.clusterRoles.toReversed(),
    roleBindings: rbac.roleBindings.toReversed(),
    clusterRoleBindings: rbac.clusterRoleBindings.toReversed(),
  };
}

function nameOf(subject: Subject): string {
  return subject.kind === 'ServiceAccount'
    ? `system:serviceaccount:${subject.namespace}:${subject.name}`
    : subject.name;
}

describe('Permissions on any cluster', () => {
  it('takes no right away when a binding is added', () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const rbac = randomRbac(seed);
        const fewer = only(rbac, [...rbac.roleBindings, ...rbac.clusterRoleBindings].slice(1));
        const granted = ordinary(rbac, seed).filter((question) => allowed(fewer, question));
        expect(granted.filter((question) => !allowed(rbac, question))).toEqual([]);
      }),
    );
  });

  it('gives by all bindings exactly the union of what each gives alone', () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const rbac = randomRbac(seed);
        const alone = [...rbac.roleBindings, ...rbac.clusterRoleBindings].map((one) => only(rbac, [one]));
        for (const question of ordinary(rbac, seed)) {
          expect(allowed(rbac, question)).toBe(alone.some((one) => allowed(one, question)));
        }
      }),
    );
  });

  it('answers the same, grants in the same order, whatever order the objects come in', () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const rbac = randomRbac(seed);
        const [one, other] = [buildPermissions(rbac), buildPermissions(reversed(rbac))];
        for (const { user, ask } of ordinary(rbac, seed))
          expect(one.can(user, ask)).toEqual(other.can(user, ask));
      }),
    );
  });

  it('grants no request without a name by a rule with names', () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const rbac = randomRbac(seed);
        const rules = new Map(
          [...rbac.roles, ...rbac.clusterRoles].map(({ kind, metadata, rules: list }) => [
            `${kind}/${metadata.namespace ?? ''}/${metadata.name}`,
            list,
          ]),
        );
        for (const { user, ask } of ordinary(rbac, seed)) {
          if ('path' in ask || ask.name !== undefined) continue;
          for (const { role, rule } of buildPermissions(rbac).can(user, ask).grants) {
            const from = rules.get(`${role.kind}/${role.namespace ?? ''}/${role.name}`)?.[rule];
            expect(from?.resourceNames ?? []).toEqual([]);
          }
        }
      }),
    );
  });

  it('lists in who-can exactly the subjects that can, by the same grants', () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const rbac = randomRbac(seed);
        const permissions = buildPermissions(rbac);
        for (const { ask } of ordinary(rbac, seed)) {
          const holders = permissions.whoCan(ask);
          const told = holders.map(({ subject, grants }) => [
            subject.kind === 'Group',
            nameOf(subject),
            grants,
          ]);
          const wanted = permissions.subjects().flatMap((subject) => {
            const isGroup = subject.kind === 'Group';
            const name = nameOf(subject);
            const user = isGroup ? { name: '', groups: [name] } : { name, groups: [] };
            const { grants } = permissions.can(user, ask);
            return grants.length === 0 ? [] : [[isGroup, name, grants]];
          });
          expect(told).toEqual(wanted);
        }
      }),
    );
  });

  it('allows a user exactly what one of the rules it lists for that user allows', () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const rbac = randomRbac(seed);
        const permissions = buildPermissions(rbac);
        for (const { user, ask } of ordinary(rbac, seed)) {
          const listed = permissions.grants(user).map(({ grant }) => grant);
          expect(listed).toEqual(expect.arrayContaining([...permissions.can(user, ask).grants]));
        }
      }),
    );
  });
});
