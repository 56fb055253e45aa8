import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { collectInventory } from '#lib/collect/collect-inventory.ts';
import { extraRules, readRules } from '#lib/collect/read-rules.ts';
import { openCluster } from '#lib/kube/open-cluster.ts';
import type { Gap } from '#lib/model/gap.ts';
import type { PolicyRule } from '#lib/model/rbac.ts';
import type { Profile } from '#lib/model/scan.ts';
import { ControlPlane } from './control-plane.ts';
import { loadStory } from './load-story.ts';
import { servedGroups } from './served-groups.ts';
import { scan } from './scan.ts';

const RBAC = '/apis/rbac.authorization.k8s.io/v1';
const FEW_TOKEN = 'few-rights-token';

let plane: ControlPlane;
let groups: ReadonlySet<string>;

beforeAll(async () => {
  plane = await ControlPlane.start({ tokens: [`${FEW_TOKEN},few,few-uid`] });
  groups = await servedGroups(plane.admin);
  await loadStory(plane.admin, { namespaces: 3, deployments: 6 });
});
afterAll(() => plane.stop());

/** A service account with exactly these rights, and a kubeconfig that uses a token of it. */
async function accountWith(name: string, rules: readonly PolicyRule[]): Promise<string> {
  const account = { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name, namespace: 'default' } };
  await plane.admin.create('/api/v1/namespaces/default/serviceaccounts', account);
  const api = { apiVersion: 'rbac.authorization.k8s.io/v1' };
  await plane.admin.create(`${RBAC}/clusterroles`, {
    ...api,
    kind: 'ClusterRole',
    metadata: { name },
    rules,
  });
  await plane.admin.create(`${RBAC}/clusterrolebindings`, {
    ...api,
    kind: 'ClusterRoleBinding',
    metadata: { name },
    subjects: [{ kind: 'ServiceAccount', name, namespace: 'default' }],
    roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name },
  });
  const request = { apiVersion: 'authentication.k8s.io/v1', kind: 'TokenRequest', spec: {} };
  const made = await plane.admin.create(`/api/v1/namespaces/default/serviceaccounts/${name}/token`, request);
  const { token } = (made as { status: { token: string } }).status;
  return plane.kubeconfig(name, { token });
}

async function forbidden(kubeconfig: string, profile: Profile = 'standard'): Promise<string[]> {
  const access = await openCluster({ context: null, kubeconfig });
  const gaps: Gap[] = [];
  await collectInventory(access, {
    profile,
    signal: new AbortController().signal,
    now: () => new Date(),
    onProgress: () => undefined,
    onGap: (gap) => gaps.push(gap),
  });
  access.close();
  const refused = gaps.filter(({ reason }) => reason === 'forbidden').map(({ resource }) => resource ?? '');
  return [...new Set(refused)].toSorted();
}

const nameOf = (group: string, resource: string): string =>
  group === '' ? resource : `${resource}.${group}`;

/** Each single right of a list of rules, with the rules that are left without it. */
function withEachTakenAway(rules: readonly PolicyRule[]): { right: string; rest: PolicyRule[] }[] {
  return rules.flatMap((rule, index) =>
    (rule.resources ?? []).map((resource) => {
      const resources = (rule.resources ?? []).filter((other) => other !== resource);
      const others = rules.filter((_, position) => position !== index);
      return {
        right: nameOf(rule.apiGroups?.[0] ?? '', resource),
        rest: resources.length === 0 ? [...others] : [...others, { ...rule, resources }],
      };
    }),
  );
}

/** Of a kind that this server does not offer nothing changes with the right to it. */
function isServed(right: string): boolean {
  const dot = right.indexOf('.');
  return groups.has(dot === -1 ? '' : right.slice(dot + 1));
}

describe('the rights of the README', () => {
  it('are enough for a scan without a forbidden gap', async () => {
    expect(await forbidden(await accountWith('reader', readRules('standard')))).toEqual([]);
  });

  it('are enough with the opt-in rule for the names of Secrets, and not without it', async () => {
    const rules = [...readRules('standard'), ...extraRules('secret-names')];
    expect(await forbidden(await accountWith('secret-names', rules), 'secret-names')).toEqual([]);
    expect(
      await forbidden(await accountWith('no-secret-names', readRules('standard')), 'secret-names'),
    ).toEqual(['secrets']);
  });

  it('are all needed: without any one of them its gap appears, and no other', async () => {
    const cases = withEachTakenAway(readRules('standard')).filter(({ right }) => isServed(right));
    expect(cases.length).toBeGreaterThan(25);
    const answers = new Map<string, string[]>();
    for (const [index, { right, rest }] of cases.entries()) {
      answers.set(right, await forbidden(await accountWith(`without-${index}`, rest)));
    }
    expect(Object.fromEntries(answers)).toEqual(
      Object.fromEntries(cases.map(({ right }) => [right, [right]])),
    );
  });
});

describe('a user with few rights', () => {
  it('gets a partial scan in which every missing right is a gap with its name', async () => {
    const role = {
      apiVersion: 'rbac.authorization.k8s.io/v1',
      metadata: { name: 'few', namespace: 'team-1' },
    };
    const rules = [{ apiGroups: [''], resources: ['pods'], verbs: ['list'] }];
    await plane.admin.create(`${RBAC}/namespaces/team-1/roles`, { ...role, kind: 'Role', rules });
    await plane.admin.create(`${RBAC}/namespaces/team-1/rolebindings`, {
      ...role,
      kind: 'RoleBinding',
      subjects: [{ kind: 'User', apiGroup: 'rbac.authorization.k8s.io', name: 'few' }],
      roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name: 'few' },
    });
    const { result } = await scan({ kubeconfig: plane.kubeconfig('few', { token: FEW_TOKEN }) });
    expect(result.scan.status).toBe('partial');
    expect(result.score).toMatchObject({ value: null, grade: null });
    const missing = new Set(
      result.gaps
        .filter(({ reason }) => reason === 'forbidden')
        .map(({ verb, resource }) => `${verb} ${resource}`),
    );
    const expected = withEachTakenAway(readRules('standard'))
      .map(({ right }) => right)
      .filter(isServed);
    for (const right of expected) expect([...missing]).toContain(`list ${right}`);
    expect(result.controls.filter(({ outcome }) => outcome === 'pass')).toEqual([]);
  });
});
