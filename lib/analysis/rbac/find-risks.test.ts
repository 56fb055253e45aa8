import { describe, expect, it } from 'vitest';
import { RBAC_RISKS } from '#lib/facts/rbac-risks.ts';
import type { Binding, ClusterRole, PolicyRule, Role } from '#lib/model/rbac.ts';
import {
  account,
  clusterRole,
  clusterRoleBinding,
  group,
  role,
  roleBinding,
  user,
} from '#lib/testing/builders/rbac.ts';
import { caseRules, RISK_CASES } from '#lib/testing/risk-cases.ts';
import { findDefaultRisks, findRisks } from './find-risks.ts';
import { buildPermissions } from './permissions.ts';
import type { RiskHit, SubjectRisks } from './risk-hit.ts';
import { subjectLabel } from './subject-ref.ts';

interface Objects {
  roles?: Role[];
  clusterRoles?: ClusterRole[];
  roleBindings?: Binding[];
  clusterRoleBindings?: Binding[];
}

const ann = user('ann');

function risks(objects: Objects, minor = 36): SubjectRisks[] {
  const whole = { roles: [], clusterRoles: [], roleBindings: [], clusterRoleBindings: [], ...objects };
  const version = [{ gitVersion: `v1.${minor}.0`, major: '1', minor: String(minor) }];
  const context = { minor, isExecByGet: minor < 35 };
  return findRisks(buildPermissions({ ...whole, version }), whole.clusterRoles, context);
}

/** Each list of rules in a cluster role of its own, bound to ann on the cluster or in a namespace. */
function bound(lists: readonly PolicyRule[][], namespace: string | null = null): Objects {
  const grant = (index: number) => ({ role: `ClusterRole/r${index}` as const, subjects: [ann] });
  return {
    clusterRoles: lists.map((rules, index) => clusterRole(`r${index}`, rules)),
    ...(namespace === null
      ? { clusterRoleBindings: lists.map((_, index) => clusterRoleBinding(`b${index}`, grant(index))) }
      : {
          roleBindings: lists.map((_, index) => roleBinding(`b${index}`, grant(index), { namespace })),
        }),
  };
}

/** A role of one namespace that its holder may change, as some ways to more rights need it. */
function inNamespace(rules: readonly PolicyRule[]): Objects {
  return {
    roles: [role('r', rules)],
    roleBindings: [roleBinding('b', { role: 'Role/r', subjects: [ann] })],
  };
}

function all(found: readonly SubjectRisks[]): RiskHit[] {
  return found.flatMap(({ hits, defaultRoles }) =>
    [...hits, ...defaultRoles.flatMap((one) => one.hits)].flatMap((hit) => [hit, ...hit.covers]),
  );
}

function severityOf(found: readonly SubjectRisks[], id: string): string {
  return all(found).find(({ risk }) => risk.id === id)?.severity ?? '-';
}

/** What is told of each subject, one line for each risk: `User ann: rbac-pods-exec high [shop]`. */
function lines(found: readonly SubjectRisks[]): string[] {
  return found.flatMap(({ subject, hits, defaultRoles }) => [
    ...hits.map((hit) => {
      const where = hit.isClusterWide ? '*' : hit.namespaces.join(' ');
      const marks = [
        hit.isAlone ? ' alone' : '',
        hit.isNamed ? ' named' : '',
        hit.groups.map((one) => ` by ${one}`),
      ];
      return `${subjectLabel(subject)}: ${hit.risk.id} ${hit.severity} [${where}]${marks.join('')}`;
    }),
    ...defaultRoles.map((one) => `${subjectLabel(subject)}: ${one.role.name} ${one.severity}`),
  ]);
}

describe('the list of risks', () => {
  it('has 109 of them, and a case for each', () => {
    expect(RBAC_RISKS).toHaveLength(109);
    expect(RISK_CASES.map(({ id }) => id)).toEqual(RBAC_RISKS.map(({ id }) => id));
  });

  it('splits every risk that needs rights beside the main one', () => {
    const combined = RBAC_RISKS.filter(({ needs, kind }) => needs !== undefined || kind === 'route');
    const split = RISK_CASES.filter((one) => one.split !== undefined).map(({ id }) => id);
    expect(split).toEqual(combined.map(({ id }) => id));
  });
});

describe.each(RISK_CASES)('$id', ({ id, severity, gives, nearMiss, minor }) => {
  it('is told of these rights, by where they hold', () => {
    const rules = caseRules(gives);
    const place = ['rbac-bootstrap-token', 'rbac-configmap-kube-system', 'rbac-leases'].includes(id);
    const local = place ? bound([rules], 'kube-system') : inNamespace(rules);
    const inSystem = { 'rbac-leases': 'medium' }[id];
    expect(severityOf(risks(bound([rules]), minor), id)).toBe(severity.split('/')[0]);
    expect(severityOf(risks(local, minor), id)).toBe(inSystem ?? severity.split('/')[1]);
  });

  it('is not told of a near-miss', () => {
    expect(severityOf(risks(bound([caseRules(nearMiss)]), minor), id)).toBe('-');
  });
});

describe('rights in two roles', () => {
  it.each(RISK_CASES.filter((one) => one.split !== undefined))(
    'give $id together, and not the first of them alone',
    ({ id, severity, split = '' }) => {
      const parts = caseRules(split);
      const full = severity.split('/')[0];
      expect(severityOf(risks(bound(parts.map((rule) => [rule]))), id)).toBe(full);
      expect(severityOf(risks(bound([parts.slice(0, 1)])), id)).not.toBe(full);
    },
  );
});

describe('findRisks', () => {
  it('says once what one wildcard gives', () => {
    expect(lines(risks(bound([caseRules('* *:*')])))).toEqual(['User ann: rbac-star-all critical [*]']);
    expect(lines(risks(bound([caseRules('* secrets')], 'shop')))).toEqual([
      'User ann: rbac-star-verbs high [shop]',
    ]);
    const [found] = risks(bound([caseRules('* secrets')], 'shop'));
    expect(found?.hits[0]?.covers.map(({ risk }) => risk.id)).toContain('rbac-secrets-delete');
    expect(lines(risks(bound([caseRules('* *:*'), caseRules('get pods/log')], 'shop')))).toEqual([
      'User ann: rbac-star-all critical [shop]',
    ]);
  });

  it('says a right that a second role gives beside a wildcard of another kind', () => {
    expect(lines(risks(bound([caseRules('* secrets'), caseRules('get nodes/proxy')])))).toEqual([
      'User ann: rbac-star-verbs critical [*]',
      'User ann: rbac-nodes-proxy critical [*]',
    ]);
  });

  it('says rights with one effect once, but not where one of them reaches further', () => {
    const writes = caseRules('create pods; create apps:deployments');
    expect(lines(risks(bound([writes])))).toEqual(['User ann: rbac-pods-create critical [*]']);
    const wider = { ...bound([caseRules('create pods')], 'shop') };
    const both: Objects = {
      ...wider,
      clusterRoles: [
        ...(wider.clusterRoles ?? []),
        clusterRole('wide', caseRules('create apps:deployments')),
      ],
      clusterRoleBindings: [clusterRoleBinding('wide', { role: 'ClusterRole/wide', subjects: [ann] })],
    };
    expect(lines(risks(both))).toEqual(['User ann: rbac-deployments-write critical [*]']);
    const narrower: Objects = {
      ...both,
      roleBindings: [roleBinding('b0', { role: 'ClusterRole/wide', subjects: [ann] })],
      clusterRoleBindings: [clusterRoleBinding('wide', { role: 'ClusterRole/r0', subjects: [user('bob')] })],
    };
    expect(lines(risks(narrower))).toEqual([
      'User ann: rbac-deployments-write high [shop]',
      'User bob: rbac-pods-create critical [*]',
    ]);
  });

  it('gathers what an unchanged default role brings under that role, and not what somebody added to it', () => {
    const rules = caseRules('get,list,watch pods/log,configmaps');
    const bind = (extra: PolicyRule[]): Objects => ({
      clusterRoles: [clusterRole('view', [...rules, ...extra])],
      roleBindings: [roleBinding('v', { role: 'ClusterRole/view', subjects: [ann] })],
    });
    expect(lines(risks(bind([])))).toEqual(['User ann: view low']);
    expect(lines(risks(bind(caseRules('create pods/exec'))))).toEqual([
      'User ann: rbac-pods-exec high [shop]',
      'User ann: view low',
    ]);
  });

  it('joins a right of a group with one of the subject, and names the group', () => {
    const objects: Objects = {
      clusterRoles: [
        clusterRole('c', caseRules('create secrets')),
        clusterRole('g', caseRules('get secrets')),
      ],
      clusterRoleBindings: [
        clusterRoleBinding('c', { role: 'ClusterRole/c', subjects: [account('ci', 'shop')] }),
        clusterRoleBinding('g', { role: 'ClusterRole/g', subjects: [group('system:serviceaccounts:shop')] }),
      ],
    };
    expect(lines(risks(objects))).toEqual([
      'ServiceAccount shop/ci: rbac-secrets-create high [*] by system:serviceaccounts:shop',
      'Group system:serviceaccounts:shop: rbac-secrets-get high [*]',
    ]);
  });

  it('meets what a right needs in one place only', () => {
    const [create, read] = [caseRules('create secrets'), caseRules('get secrets')];
    const apart = (namespace: string): Objects => ({
      clusterRoles: [clusterRole('c', create), clusterRole('r', read)],
      roleBindings: [
        roleBinding('c', { role: 'ClusterRole/c', subjects: [ann] }),
        roleBinding('r', { role: 'ClusterRole/r', subjects: [ann] }, { namespace }),
      ],
    });
    expect(lines(risks(apart('shop')))).toContain('User ann: rbac-secrets-create medium [shop]');
    expect(lines(risks(apart('bank')))).toContain('User ann: rbac-secrets-create low [shop] alone');
  });

  it('weighs a right that is limited to names one step less, and a careful one nothing', () => {
    const named = (rights: string, namespace: string | null) =>
      lines(risks(bound([caseRules(rights)], namespace)));
    expect(named('create pods/exec =db-0', null)).toEqual(['User ann: rbac-pods-exec high [*] named']);
    expect(named('create serviceaccounts/token =ci', 'shop')).toEqual([
      'User ann: rbac-token-request medium [shop] named',
    ]);
    expect(named('get secrets =mine', 'shop')).toEqual(['User ann: rbac-secrets-get info [shop] named']);
    expect(named('create pods =db-0', null)).toEqual([]);
  });

  it('takes kube-system for the whole cluster', () => {
    expect(lines(risks(bound([caseRules('create pods')], 'kube-system')))).toEqual([
      'User ann: rbac-pods-create critical [kube-system]',
    ]);
  });

  it('finds nothing in a RoleBinding on what carries no namespace, but the namespace’s own object', () => {
    const rights = caseRules('impersonate users; patch nodes,persistentvolumes; patch namespaces =shop,bank');
    expect(lines(risks(bound([rights], 'shop')))).toEqual(['User ann: rbac-namespace-label medium [shop]']);
    expect(lines(risks(bound([rights], 'market')))).toEqual([]);
  });

  it.each([
    { minor: 34, told: ['User ann: rbac-pods-exec high [shop]'] },
    { minor: 35, told: [] },
  ])('takes get on exec for a session in 1.$minor: $told', ({ minor, told }) => {
    expect(lines(risks(bound([caseRules('get pods/exec')], 'shop'), minor))).toEqual(told);
  });

  it.each([
    { minor: 35, severity: 'medium' },
    { minor: 36, severity: 'high' },
  ])('weighs logs of nodes $severity in 1.$minor', ({ minor, severity }) => {
    expect(severityOf(risks(bound([caseRules('get nodes/log')]), minor), 'rbac-nodes-log')).toBe(severity);
  });

  it('knows no constrained impersonation before 1.36, no pod security policies from 1.25', () => {
    const rights = caseRules(
      'impersonate:user-info authentication.k8s.io:users; impersonate-on:user-info:list secrets; use policy:podsecuritypolicies',
    );
    expect(lines(risks(bound([rights]), 35))).toEqual([]);
    expect(lines(risks(bound([rights]), 24))).toEqual(['User ann: rbac-psp-use high [*]']);
  });

  it('tells nothing of a group’s right on each member that is bound to something harmless', () => {
    const objects: Objects = {
      clusterRoles: [
        clusterRole('g', caseRules('list secrets')),
        clusterRole('own', caseRules('list configmaps; list secrets =x')),
      ],
      clusterRoleBindings: [
        clusterRoleBinding('g', { role: 'ClusterRole/g', subjects: [group('system:serviceaccounts')] }),
        clusterRoleBinding('own', { role: 'ClusterRole/own', subjects: [account('ci', 'shop')] }),
      ],
    };
    expect(lines(risks(objects))).toEqual([
      'ServiceAccount shop/ci: rbac-configmap-read low [*]',
      'Group system:serviceaccounts: rbac-secrets-list critical [*]',
    ]);
  });

  it('tells what Kubernetes’ own defaults give apart from what was added', () => {
    const name = 'system:controller:generic-garbage-collector';
    const objects: Objects = {
      clusterRoles: [clusterRole(name, caseRules('delete,get,list,patch,update,watch *:*'))],
      clusterRoleBindings: [
        clusterRoleBinding(name, {
          role: `ClusterRole/${name}`,
          subjects: [account('generic-garbage-collector', 'kube-system'), ann],
        }),
      ],
    };
    const whole = { roles: [], roleBindings: [], clusterRoles: [], clusterRoleBindings: [], ...objects };
    const version = [{ gitVersion: 'v1.36.0', major: '1', minor: '36' }];
    const found = findDefaultRisks(buildPermissions({ ...whole, version }), {
      minor: 36,
      isExecByGet: false,
    });
    expect(found.map(({ subject }) => subjectLabel(subject))).toEqual([
      'ServiceAccount kube-system/generic-garbage-collector',
    ]);
    expect(found[0]?.hits[0]?.risk.id).toBe('rbac-star-resources');
    expect(risks(objects).map(({ subject }) => subjectLabel(subject))).toEqual(['User ann']);
  });
});
