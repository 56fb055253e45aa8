import { describe, expect, it } from 'vitest';
import type { ClusterRole, PolicyRule } from '#lib/model/rbac.ts';
import { group, user as userSubject } from '#lib/testing/builders/rbac.ts';
import { ask, bind, clusterRole, rbacObjects as objects, role } from '#lib/testing/rbac-objects.ts';
import type { UserInfo } from './access-question.ts';
import type { RbacObjects } from './bound-roles.ts';
import { withImpliedGroups } from './identity.ts';
import { buildPermissions } from './permissions.ts';

const ann = userSubject('ann');
const devs = group('devs');
const pods: PolicyRule = { verbs: ['get', 'list'], apiGroups: [''], resources: ['pods'] };

interface Scenario {
  readonly name: string;
  readonly given: RbacObjects;
  readonly user?: UserInfo;
  readonly yes?: readonly string[];
  readonly no?: readonly string[];
}

const forAnn = (rule: PolicyRule): RbacObjects =>
  objects(clusterRole('r', rule), bind('everywhere', 'ClusterRole/r', ann));

const SCENARIOS: readonly Scenario[] = [
  {
    name: 'a ClusterRoleBinding holds in every namespace and on the whole cluster',
    given: forAnn(pods),
    yes: ['get pods red/', 'list pods', 'get pods red/alpha'],
    no: ['watch pods', 'get secrets', 'get pods.apps'],
  },
  {
    name: 'a RoleBinding to a ClusterRole holds in its own namespace only',
    given: objects(clusterRole('r', pods), bind('red', 'ClusterRole/r', ann)),
    yes: ['get pods red/'],
    no: ['get pods blue/', 'get pods'],
  },
  {
    name: 'a RoleBinding finds the Role of its own namespace, not one of the same name elsewhere',
    given: objects(role('blue', 'r', pods), bind('red', 'Role/r', ann)),
    no: ['get pods red/', 'get pods blue/'],
  },
  {
    name: 'a ClusterRoleBinding cannot give a Role',
    given: objects(role('red', 'r', pods), bind('everywhere', 'Role/r', ann)),
    no: ['get pods red/', 'get pods'],
  },
  {
    name: 'a resource does not cover its subresources, nor a subresource its resource',
    given: forAnn({ verbs: ['get'], apiGroups: [''], resources: ['pods', 'nodes/proxy'] }),
    yes: ['get pods red/', 'get nodes/proxy'],
    no: ['get pods/exec red/', 'get nodes'],
  },
  {
    name: 'the resource wildcard covers subresources, `*/scale` that of each resource, `pods/*` nothing real',
    given: forAnn({ verbs: ['get'], apiGroups: ['apps'], resources: ['*/scale', 'pods/*'] }),
    yes: ['get deployments/scale.apps red/'],
    no: ['get deployments.apps red/', 'get pods/exec.apps red/', 'get deployments/rescale.apps red/'],
  },
  {
    name: 'a plain wildcard covers resources and subresources of its API groups only',
    given: forAnn({ verbs: ['get'], apiGroups: ['apps'], resources: ['*'] }),
    yes: ['get deployments.apps', 'get deployments/scale.apps'],
    no: ['get pods'],
  },
  {
    name: 'a rule with names covers a listed name for any verb and no request without one',
    given: forAnn({ verbs: ['*'], apiGroups: [''], resources: ['secrets'], resourceNames: ['alpha'] }),
    yes: ['get secrets red/alpha', 'delete secrets red/alpha', 'list secrets red/alpha'],
    no: ['get secrets red/beta', 'list secrets red/', 'create secrets red/', 'get secrets red/alphabet'],
  },
  {
    name: 'an empty list of names limits nothing',
    given: forAnn({ verbs: ['get'], apiGroups: [''], resources: ['secrets'], resourceNames: [] }),
    yes: ['get secrets red/'],
  },
  {
    name: 'a trailing star of a path is a prefix, a star inside is not',
    given: forAnn({ verbs: ['get'], nonResourceURLs: ['/healthz/*', '/a*b', '/version'] }),
    yes: ['get /healthz/etcd', 'get /healthz/', 'get /version'],
    no: ['get /healthz', 'get /version/', 'get /axb', 'post /version'],
  },
  {
    name: 'paths are given by ClusterRoleBindings only',
    given: objects(
      clusterRole('r', { verbs: ['get'], nonResourceURLs: ['*'] }),
      bind('red', 'ClusterRole/r', ann),
    ),
    no: ['get /metrics'],
  },
  {
    name: 'a wildcard over resources covers no path, and one over paths no resource',
    given: objects(
      clusterRole('r', { verbs: ['*'], apiGroups: ['*'], resources: ['*'] }),
      clusterRole('p', { verbs: ['*'], nonResourceURLs: ['*'] }),
      bind('everywhere', 'ClusterRole/r', ann),
      bind('everywhere', 'ClusterRole/p', devs),
    ),
    yes: ['get pods'],
    no: ['get /metrics'],
  },
  {
    name: 'a missing role and an empty one give nothing',
    given: objects(
      clusterRole('empty'),
      clusterRole('no-verbs', { verbs: [], apiGroups: ['*'], resources: ['*'] }),
      bind('everywhere', 'ClusterRole/gone', ann),
      bind('everywhere', 'ClusterRole/empty', ann),
      bind('everywhere', 'ClusterRole/no-verbs', ann),
    ),
    no: ['get pods'],
  },
  {
    name: 'a service account without a namespace is one of the RoleBinding’s own namespace',
    given: objects(
      clusterRole('r', pods),
      bind('red', 'ClusterRole/r', { kind: 'ServiceAccount', name: 'robot' }),
    ),
    user: withImpliedGroups('system:serviceaccount:red:robot'),
    yes: ['get pods red/'],
    no: ['get pods blue/'],
  },
  {
    name: 'a service account without a namespace in a ClusterRoleBinding is nobody',
    given: objects(
      clusterRole('r', pods),
      bind('everywhere', 'ClusterRole/r', { kind: 'ServiceAccount', name: 'robot' }),
    ),
    user: withImpliedGroups('system:serviceaccount:red:robot'),
    no: ['get pods red/'],
  },
  {
    name: 'a User subject with a service account’s user name is that service account',
    given: objects(
      clusterRole('r', pods),
      bind('everywhere', 'ClusterRole/r', userSubject('system:serviceaccount:red:robot')),
    ),
    user: withImpliedGroups('system:serviceaccount:red:robot'),
    yes: ['get pods red/'],
  },
  {
    name: 'a service account is in its namespace’s group, not in another’s',
    given: objects(
      clusterRole('r', pods),
      bind('red', 'ClusterRole/r', group('system:serviceaccounts:red')),
      bind('blue', 'ClusterRole/r', group('system:serviceaccounts:blue')),
    ),
    user: withImpliedGroups('system:serviceaccount:red:robot'),
    yes: ['get pods red/'],
    no: ['get pods blue/'],
  },
  {
    name: 'a stranger is in system:unauthenticated and not in system:authenticated',
    given: objects(
      clusterRole('r', pods),
      bind('red', 'ClusterRole/r', group('system:unauthenticated')),
      bind('blue', 'ClusterRole/r', group('system:authenticated')),
    ),
    user: withImpliedGroups('system:anonymous'),
    yes: ['get pods red/'],
    no: ['get pods blue/'],
  },
  {
    name: 'groups are taken as they stand',
    given: objects(
      clusterRole('r', pods),
      bind('everywhere', 'ClusterRole/r', group('system:authenticated')),
    ),
    user: { name: 'ann', groups: [] },
    no: ['get pods'],
  },
  {
    name: 'a user with the name of a group is not in it',
    given: objects(clusterRole('r', pods), bind('everywhere', 'ClusterRole/r', devs)),
    user: withImpliedGroups('devs'),
    no: ['get pods'],
  },
  {
    name: 'members of system:masters pass without any binding',
    given: objects(),
    user: { name: 'root', groups: ['system:masters'] },
    yes: ['delete nodes', 'get /metrics'],
  },
];

describe('Permissions.can', () => {
  it.each(SCENARIOS)('$name', ({ given, user = withImpliedGroups('ann'), yes = [], no = [] }) => {
    const permissions = buildPermissions(given);
    const allowed = (words: string): boolean => permissions.can(user, ask(words)).allowed;
    expect([...yes, ...no].filter((words) => allowed(words))).toEqual(yes);
  });

  it('names every binding and rule that grants, each once, by the subject that stands first', () => {
    const given = objects(
      clusterRole('r', pods, { verbs: ['*'], apiGroups: ['*'], resources: ['*', 'pods'] }),
      bind('everywhere', 'ClusterRole/r', devs, ann),
      bind('red', 'ClusterRole/r', ann),
    );
    const { grants } = buildPermissions(given).can(
      { name: 'ann', groups: ['devs', 'devs'] },
      ask('get pods red/'),
    );
    expect(grants.map(({ binding, rule, subject }) => [binding.kind, rule, subject.name])).toEqual([
      ['ClusterRoleBinding', 0, 'devs'],
      ['ClusterRoleBinding', 1, 'devs'],
      ['RoleBinding', 0, 'ann'],
      ['RoleBinding', 1, 'ann'],
    ]);
  });
});

describe('aggregated ClusterRoles', () => {
  const selector = { clusterRoleSelectors: [{ matchLabels: { part: 'yes' } }] };
  const whole: ClusterRole = { ...clusterRole('whole'), aggregationRule: selector };
  const part: ClusterRole = {
    ...clusterRole('part', pods),
    metadata: { name: 'part', labels: { part: 'yes' } },
  };
  const given = objects(whole, part, bind('everywhere', 'ClusterRole/whole', ann));
  const asks = (from: RbacObjects): boolean =>
    buildPermissions(from).can(withImpliedGroups('ann'), ask('get pods')).allowed;

  it('are filled in from files', () => expect(asks({ ...given, fromFiles: true })).toBe(true));
  it('stand as they are stored on a live cluster', () => expect(asks(given)).toBe(false));
  it('stand as they are where the file was read back from a cluster', () => {
    const readBack = { ...whole, metadata: { ...whole.metadata, uid: 'a' } };
    expect(asks({ ...given, clusterRoles: [readBack, part], fromFiles: true })).toBe(false);
  });
  it('keep the rules they have, from files too', () => {
    const own = { ...whole, rules: [{ ...pods, resources: ['services'] }] };
    expect(asks({ ...given, clusterRoles: [own, part], fromFiles: true })).toBe(false);
  });
  it('may go in a circle', () => {
    const circle = [
      { ...whole, metadata: { name: 'whole', labels: { part: 'two' } } },
      { ...part, metadata: { name: 'part', labels: { part: 'yes' } } },
      {
        ...clusterRole('other'),
        metadata: { name: 'other', labels: { part: 'yes' } },
        aggregationRule: { clusterRoleSelectors: [{ matchLabels: { part: 'two' } }] },
      },
    ];
    expect(asks({ ...given, clusterRoles: circle, fromFiles: true })).toBe(true);
  });
});

describe('the roles every cluster is born with', () => {
  const admins = objects(
    bind('red', 'ClusterRole/edit', ann),
    bind('everywhere', 'ClusterRole/cluster-admin', devs),
  );
  const asks = (fromFiles: boolean, name: string, words: string): boolean =>
    buildPermissions({ ...admins, fromFiles }).can({ name, groups: ['devs'] }, ask(words)).allowed;

  it('count as there for manifests, aggregated ones filled in', () => {
    expect(asks(true, 'bob', 'delete nodes')).toBe(true);
    const edit = buildPermissions({ ...admins, fromFiles: true });
    const questions = [
      'create pods red/',
      'impersonate serviceaccounts red/',
      'create pods blue/',
      'create roles red/',
    ];
    const allowed = questions.filter((words) => edit.can({ name: 'ann', groups: [] }, ask(words)).allowed);
    expect(allowed).toEqual(questions.slice(0, 2));
  });

  it('are missing on a live cluster where somebody deleted them', () => {
    expect(asks(false, 'bob', 'delete nodes')).toBe(false);
  });

  it('are those of the files where the files hold them', () => {
    const own = { ...admins, clusterRoles: [clusterRole('cluster-admin', pods)], fromFiles: true };
    expect(buildPermissions(own).can({ name: 'bob', groups: ['devs'] }, ask('delete nodes')).allowed).toBe(
      false,
    );
  });
});

describe('Permissions.problems', () => {
  it('tells what grants nothing', () => {
    const given = objects(
      clusterRole('r', pods),
      clusterRole('r', pods),
      bind('everywhere', 'ClusterRole/gone', ann),
      bind('everywhere', 'Role/local', ann),
      bind('everywhere', 'ClusterRole/r', { kind: 'ServiceAccount', name: 'robot' }),
      bind('red', 'ClusterRole/r', { kind: 'Robot', name: 'robot' }),
    );
    const told = buildPermissions(given).problems.map(({ kind, detail }) => `${kind} ${detail}`);
    expect(told.toSorted()).toEqual([
      'duplicate r',
      'missing-role ClusterRole/gone',
      'unusable-role-kind Role/local',
      'unusable-subject Robot/robot',
      'unusable-subject ServiceAccount/robot',
    ]);
  });
});
