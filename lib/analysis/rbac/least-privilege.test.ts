import { describe, expect, it } from 'vitest';
import type { ApiResource } from '#lib/model/cluster-objects.ts';
import type { PolicyRule } from '#lib/model/rbac.ts';
import { clusterRole, clusterRoleBinding, roleBinding, user } from '#lib/testing/builders/rbac.ts';
import { Random } from '#lib/testing/random.ts';
import { caseRules } from '#lib/testing/risk-cases.ts';
import type { ResourceQuestion } from './access-question.ts';
import { leastPrivilege, type LeastPrivilege } from './least-privilege.ts';
import { buildPermissions } from './permissions.ts';

const ALL = ['create', 'delete', 'deletecollection', 'get', 'list', 'patch', 'update', 'watch'];
const context = { minor: 36, isExecByGet: false };

function served(group: string, resource: string, more: Partial<ApiResource> = {}): ApiResource {
  const head = { group, version: 'v1', kind: resource, resource, namespaced: true, preferred: true };
  return { ...head, verbs: ALL, subresources: [], ...more };
}

const RESOURCES = [
  served('', 'pods', {
    subresources: [
      { name: 'exec', verbs: ['create', 'get'] },
      { name: 'log', verbs: ['get'] },
    ],
  }),
  served('', 'secrets'),
  served('', 'services'),
  served('', 'nodes', { namespaced: false, subresources: [{ name: 'proxy', verbs: ['create', 'get'] }] }),
  served('apps', 'deployments', { subresources: [{ name: 'scale', verbs: ['get', 'patch', 'update'] }] }),
  served('rbac.authorization.k8s.io', 'clusterroles', { namespaced: false }),
];

/** What ann holds, bound on the cluster or in a namespace. */
function held(rules: readonly PolicyRule[], namespace: string | null) {
  const grant = { role: 'ClusterRole/r' as const, subjects: [user('ann')] };
  return buildPermissions({
    roles: [],
    clusterRoles: [clusterRole('r', rules)],
    roleBindings: namespace === null ? [] : [roleBinding('b', grant, { namespace })],
    clusterRoleBindings: namespace === null ? [clusterRoleBinding('b', grant)] : [],
  });
}

function least(rights: string, namespace: string | null = 'shop'): LeastPrivilege {
  const rules = held(caseRules(rights), namespace).grants({ name: 'ann', groups: [] });
  return leastPrivilege(rules, RESOURCES, context);
}

const text = (rules: readonly PolicyRule[]): string[] =>
  rules.map(
    ({ verbs, apiGroups = [], resources = [], resourceNames = [], nonResourceURLs = [] }) =>
      `${verbs.join()} ${apiGroups.join()}:${resources.join()}${nonResourceURLs.join()}${resourceNames.length > 0 ? ` =${resourceNames.join()}` : ''}`,
  );
const taken = (result: LeastPrivilege): string[] =>
  result.taken.flatMap(({ reason, rules }) => text(rules).map((line) => `${reason} ${line}`));

describe('leastPrivilege', () => {
  it('writes a wildcard out over what is served, without what is risky', () => {
    const result = least('* services,pods/exec');
    expect(result.roles.map(({ namespace, rules }) => [namespace, text(rules)])).toEqual([
      ['shop', ['get :pods/exec', `${ALL.join()} :services`]],
    ]);
    expect(taken(result)).toEqual(['risky create :pods/exec', 'wildcard * :services,pods/exec']);
  });

  it('leaves a careful role as it is, and takes nothing', () => {
    const result = least('get,list,watch pods,services; get pods/log');
    expect(result.roles.map(({ rules }) => text(rules))).toEqual([
      ['get,list,watch :pods,services', 'get :pods/log'],
    ]);
    expect(taken(result)).toEqual([]);
  });

  it('keeps a grant on the namespace itself, which reaches one object, and knows signers without discovery', () => {
    const resources = [...RESOURCES, served('', 'namespaces', { namespaced: false })];
    const on = (rule: PolicyRule, namespace: string | null) => {
      const rules = held([rule], namespace).grants({ name: 'ann', groups: [] });
      return leastPrivilege(rules, resources, context);
    };
    const get = on({ verbs: ['get', 'list'], apiGroups: [''], resources: ['namespaces'] }, 'shop');
    expect(get.roles.map(({ rules }) => text(rules))).toEqual([['get,list :namespaces =shop']]);
    expect(taken(get)).toEqual([]);
    const patch = on({ verbs: ['patch'], apiGroups: [''], resources: ['namespaces'] }, 'shop');
    expect(patch.roles.map(({ rules }) => text(rules))).toEqual([['patch :namespaces =shop']]);
    expect(taken(patch)).toEqual([]);
    const signers = { apiGroups: ['certificates.k8s.io'], resources: ['signers'] };
    expect(taken(on({ ...signers, verbs: ['approve'] }, null))).toEqual([
      'risky approve certificates.k8s.io:signers',
    ]);
    expect(taken(on({ ...signers, verbs: ['get'] }, null))).toEqual([
      'unserved get certificates.k8s.io:signers',
    ]);
  });

  it('takes what is not served, and what no request in a namespace ever meets', () => {
    expect(taken(least('get widgets; list pods/log; get nodes'))).toEqual([
      'unserved get :widgets,nodes',
      'unserved list :pods/log',
    ]);
  });

  it('calls impersonation risky, though nothing serves users', () => {
    expect(taken(least('impersonate users,groups; get pods', null))).toEqual([
      'risky impersonate :users,groups',
    ]);
  });

  it('keeps the names a rule is limited to', () => {
    const result = least('get secrets =one,two');
    expect(result.roles.map(({ rules }) => text(rules))).toEqual([['get :secrets =one,two']]);
    expect(taken(result)).toEqual([]);
  });

  it('takes bind, escalate and the node proxy of a wildcard role on the cluster, and paths with a star', () => {
    const result = least(
      '* *; * rbac.authorization.k8s.io:*; bind rbac.authorization.k8s.io:clusterroles; get /metrics; get /debug/*',
      null,
    );
    const lines = taken(result).join('\n');
    expect(lines).toContain('risky create,get :nodes/proxy');
    expect(lines).toContain('risky bind,create,patch,update rbac.authorization.k8s.io:clusterroles');
    expect(lines).toContain('wildcard get :/debug/*');
    expect(text(result.roles.flatMap(({ rules }) => rules)).join('\n')).not.toMatch(/\*|proxy|bind/);
    expect(text(result.roles.flatMap(({ rules }) => rules))).toContain('get :/metrics');
  });
});

/** Every request there is on what the cluster serves, with a name and without. */
const QUESTIONS: readonly ResourceQuestion[] = RESOURCES.flatMap(
  ({ group, resource, verbs, namespaced, subresources }) =>
    [{ name: '', verbs }, ...subresources].flatMap((part) =>
      part.verbs.flatMap((verb) =>
        ['', 'one'].map((name) => ({
          group,
          resource,
          verb,
          name,
          subresource: part.name,
          namespace: namespaced ? 'shop' : '',
        })),
      ),
    ),
);

function randomRule(random: Random): PolicyRule {
  const some = (list: readonly string[]): string[] => random.some(list, [1, 3]);
  return {
    apiGroups: random.chance(0.2) ? ['*'] : some(['', 'apps', 'rbac.authorization.k8s.io']),
    resources: some(['*', 'pods', 'pods/exec', '*/scale', 'secrets', 'services', 'nodes/proxy', 'widgets']),
    verbs: random.chance(0.2) ? ['*'] : some([...ALL, 'bind', 'escalate']),
    ...(random.chance(0.2) ? { resourceNames: some(['one', 'two']) } : {}),
  };
}

const ann = { name: 'ann', groups: [] };

/** How a question is answered before, after, and by what is said to be taken: `yes, no, yes`. */
function answers(rules: readonly PolicyRule[], namespace: string | null): string[] {
  const before = held(rules, namespace);
  const { roles, taken: gone } = leastPrivilege(before.grants(ann), RESOURCES, context);
  const after = held(
    roles.flatMap((role) => role.rules),
    namespace,
  );
  const lost = held(
    gone.flatMap((one) => one.rules),
    namespace,
  );
  return QUESTIONS.map((ask) =>
    [before, after, lost].map((one) => (one.can(ann, ask).allowed ? 'yes' : 'no')).join(),
  );
}

describe('a role of least privilege', () => {
  it('never allows what was not allowed, and loses nothing but what it says, on 150 random sets of rules', () => {
    const random = new Random(11);
    const counts = new Map<string, number>();
    for (let round = 0; round < 150; round += 1) {
      const rules = Array.from({ length: random.integer(1, 4) }, () => randomRule(random));
      for (const answer of answers(rules, random.chance(0.5) ? 'shop' : null))
        counts.set(answer, (counts.get(answer) ?? 0) + 1);
    }
    expect([counts.get('no,yes,no'), counts.get('no,yes,yes')]).toEqual([undefined, undefined]);
    expect(counts.get('yes,no,no')).toBeUndefined();
    expect(counts.get('yes,no,yes')).toBeGreaterThan(500);
    expect((counts.get('yes,yes,no') ?? 0) + (counts.get('yes,yes,yes') ?? 0)).toBeGreaterThan(500);
  });
});
