import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { runCommand } from '#lib/cli/run-command.ts';
import { captured } from '#lib/testing/captured-terminal.ts';

const folder = mkdtempSync(join(tmpdir(), 'merlon-not-valid-'));
afterAll(() => rmSync(folder, { recursive: true }));

const deployment = (name: string): string => `apiVersion: apps/v1
kind: Deployment
metadata: {name: ${name}, namespace: shop}
spec:
  selector: {matchLabels: {app: ${name}}}
  template:
    metadata: {labels: {app: ${name}}}
    spec: {containers: [{name: main, image: app, ports: [{name: sql, containerPort: 5432}]}]}
---
`;

let count = 0;

/** What is said of web and db on 5432/TCP with one more object, and on the side. */
async function told(
  object: string,
  profile = 'kubernetes',
): Promise<{ readonly verdict: string; readonly beside: string }> {
  count += 1;
  const path = join(folder, `${count}.yaml`);
  writeFileSync(path, `${deployment('web')}${deployment('db')}${object}\n`);
  const line = ['network', 'check', 'shop/web', 'shop/db', '5432', '--lang', 'en'];
  line.push('--profile', profile, '--files', path);
  const { out, err } = await captured((terminal) => runCommand(line, '0.0.0', terminal), '');
  return { verdict: out.split('\n')[0] ?? '', beside: err };
}

const networkPolicy = (spec: string): string =>
  `{apiVersion: networking.k8s.io/v1, kind: NetworkPolicy, metadata: {name: p, namespace: shop}, spec: {${spec}}}`;
const toDb = (rule: string): string =>
  networkPolicy(`podSelector: {matchLabels: {app: db}}, ingress: [{${rule}}]`);

describe('a NetworkPolicy', () => {
  it.each<readonly [string, readonly [string, string, string]]>([
    [
      'a key that no label has',
      [
        toDb('from: [{podSelector: {matchExpressions: [{key: app-, operator: Exists}]}}]'),
        toDb('from: [{podSelector: {matchExpressions: [{key: app-x, operator: Exists}]}}]'),
        'spec.ingress[0].from[0].podSelector.matchExpressions[0].key',
      ],
    ],
    [
      'a range from a name',
      [
        toDb('ports: [{port: http, endPort: 90}]'),
        toDb('ports: [{port: 80, endPort: 90}]'),
        '"http-90" is no port',
      ],
    ],
    [
      'an exception beside its block',
      [
        toDb('from: [{ipBlock: {cidr: 203.0.113.0/24, except: [198.51.100.0/24]}}]'),
        toDb('from: [{podSelector: {matchLabels: {app: none}}}]'),
        'The exception 198.51.100.0/24 is not a part of its block',
      ],
    ],
    [
      'an exception that is its whole block',
      [
        toDb('from: [{ipBlock: {cidr: 0.0.0.0/0, except: [0.0.0.0/0]}}]'),
        toDb('from: [{ipBlock: {cidr: 0.0.0.0/0, except: [0.0.0.0/1, 128.0.0.0/1]}}]'),
        'The exception 0.0.0.0/0 is not a part of its block',
      ],
    ],
  ])('with %s is named and leaves the answer open; mended it denies', async (_, [broken, mended, words]) => {
    const { verdict, beside } = await told(broken);
    expect(verdict).toBe('Cannot be told');
    expect(beside).toContain(words);
    expect(await told(mended)).toEqual({ verdict: 'Denied', beside: '' });
  });

  it('that is not valid takes nothing from what another allows, and gives nothing to whom none selects', async () => {
    const broken = toDb('ports: [{port: 70000}]');
    const open = networkPolicy('podSelector: {matchLabels: {app: db}}, ingress: [{}]').replace(
      'name: p',
      'name: q',
    );
    expect((await told(`${broken}\n---\n${open}`)).verdict).toBe('Allowed');
    expect((await told(broken.replace('app: db', 'app: none'))).verdict).toBe('Allowed');
  });
});

describe("a plugin's policy with a selector that cannot be read", () => {
  const calico = (namespace: string, selector: string): string =>
    `{apiVersion: projectcalico.org/v3, kind: NetworkPolicy, metadata: {name: p, namespace: ${namespace}}, spec: {selector: ${selector}, types: [Ingress]}}`;
  const cilium = (namespace: string, selector: string): string =>
    `{apiVersion: cilium.io/v2, kind: CiliumNetworkPolicy, metadata: {name: p, namespace: ${namespace}}, spec: {endpointSelector: {matchExpressions: [{key: app, ${selector}}]}, ingress: [{}]}}`;
  const unread = 'operator: Like, values: [db]';

  it.each([
    ['calico', calico('shop', '"app ="'), calico('shop', '"has(app)"'), calico('other', '"app ="')],
    ['cilium', cilium('shop', unread), cilium('shop', 'operator: Exists'), cilium('other', unread)],
  ])(
    'leaves open the pods of its namespace and of no other: %s',
    async (profile, ...[broken, mended, elsewhere]) => {
      const { verdict, beside } = await told(broken, profile);
      expect(verdict).toBe('Cannot be told');
      expect(beside).toContain('cannot be read, so whom the policy selects cannot be told');
      expect(await told(mended, profile)).toEqual({ verdict: 'Denied', beside: '' });
      expect((await told(elsewhere, profile)).verdict).toBe('Allowed');
    },
  );
});

const adminPolicy = (kind: string, spec: string): string => {
  const [version, head] =
    kind === 'ClusterNetworkPolicy'
      ? ['v1alpha2', 'tier: Admin, priority: 1,']
      : ['v1alpha1', 'priority: 1,'];
  return `{apiVersion: policy.networking.k8s.io/${version}, kind: ${kind}, metadata: {name: default}, spec: {${head} ${spec}}}`;
};
const cnp = (rule: string): string =>
  adminPolicy('ClusterNetworkPolicy', `subject: {namespaces: {}}, ingress: [{${rule}}]`);
const anp = (rule: string): string =>
  adminPolicy('AdminNetworkPolicy', `subject: {namespaces: {}}, ingress: [{${rule}}]`);
const FROM_ALL = 'from: [{namespaces: {}}]';

describe('a policy of the network policy API', () => {
  it.each([
    ['an action of the other version', cnp(`action: Allow, ${FROM_ALL}`), cnp(`action: Deny, ${FROM_ALL}`)],
    ['no action', anp(FROM_ALL), anp(`action: Deny, ${FROM_ALL}`)],
    ['nobody to be from', anp('action: Deny, from: []'), anp(`action: Deny, ${FROM_ALL}`)],
    [
      'an operator that there is not',
      anp('action: Deny, from: [{namespaces: {matchExpressions: [{key: a, operator: Not}]}}]'),
      anp('action: Deny, from: [{namespaces: {matchExpressions: [{key: a, operator: DoesNotExist}]}}]'),
    ],
    [
      'two ways to name a port',
      anp(`action: Deny, ${FROM_ALL}, ports: [{namedPort: sql, portNumber: {port: 80}}]`),
      anp(`action: Deny, ${FROM_ALL}, ports: [{namedPort: sql}, {portNumber: {port: 80}}]`),
    ],
    [
      'a range that ends before it begins',
      cnp(`action: Deny, ${FROM_ALL}, protocols: [{tcp: {destinationPort: {range: {start: 9000, end: 1}}}}]`),
      cnp(`action: Deny, ${FROM_ALL}, protocols: [{tcp: {destinationPort: {range: {start: 1, end: 9000}}}}]`),
    ],
    [
      'a peer that only egress has',
      cnp('action: Deny, from: [{networks: [10.0.0.0/8]}, {namespaces: {}}]'),
      cnp('action: Deny, from: [{namespaces: {}}]'),
    ],
    [
      'a priority that there is not',
      cnp(`action: Deny, ${FROM_ALL}`).replace('priority: 1', 'priority: 1001'),
      cnp(`action: Deny, ${FROM_ALL}`).replace('priority: 1', 'priority: 1000'),
    ],
    [
      'a tier that there is not',
      cnp(`action: Deny, ${FROM_ALL}`).replace('tier: Admin', 'tier: Middle'),
      cnp(`action: Deny, ${FROM_ALL}`).replace('tier: Admin', 'tier: Baseline'),
    ],
    [
      'no subject',
      anp(`action: Deny, ${FROM_ALL}`).replace('subject: {namespaces: {}}', 'subject: {}'),
      anp(`action: Deny, ${FROM_ALL}`),
    ],
    [
      'a name that the one baseline does not have',
      anp(`action: Deny, ${FROM_ALL}`)
        .replace('AdminNetworkPolicy', 'BaselineAdminNetworkPolicy')
        .replace('name: default', 'name: other')
        .replace('priority: 1,', ''),
      anp(`action: Deny, ${FROM_ALL}`)
        .replace('AdminNetworkPolicy', 'BaselineAdminNetworkPolicy')
        .replace('priority: 1,', ''),
    ],
  ])('with %s is named and leaves the answer open; mended it denies', async (_, broken, mended) => {
    const { verdict, beside } = await told(broken);
    expect(verdict).toBe('Cannot be told');
    expect(beside).toContain('The policy is not valid (');
    expect(await told(mended)).toEqual({ verdict: 'Denied', beside: '' });
  });

  it('that may accept leaves open what a NetworkPolicy denies, and what one of lower number denies is denied', async () => {
    const closed = networkPolicy('podSelector: {}');
    const broken = cnp(`action: Allow, ${FROM_ALL}`);
    expect((await told(`${closed}\n---\n${broken}`)).verdict).toBe('Cannot be told');
    const before = cnp(`action: Deny, ${FROM_ALL}`)
      .replace('name: default', 'name: first')
      .replace('priority: 1', 'priority: 0');
    expect((await told(`${before}\n---\n${broken}`)).verdict).toBe('Denied');
  });

  it.each([
    ['namespaces: {matchLabels: {kubernetes.io/metadata.name: other}}', 'Allowed'],
    ['namespaces: {matchLabels: {kubernetes.io/metadata.name: shop}}', 'Cannot be told'],
    ['namespaces: {matchExpressions: [{key: app-, operator: DoesNotExist}]}', 'Cannot be told'],
  ])('with a wrong port alone says nothing of whom it does not name: from %s', async (peer, verdict) => {
    const broken = anp(
      `action: Deny, from: [{${peer}}], ports: [{portRange: {protocol: TCP, start: 9000, end: 1}}]`,
    );
    expect((await told(broken)).verdict).toBe(verdict);
  });

  it('with a wrong port passes on at most, where that is all it does', async () => {
    const closed = networkPolicy('podSelector: {}');
    const port = 'ports: [{portNumber: {port: 0}}]';
    expect((await told(`${closed}\n---\n${anp(`action: Pass, ${FROM_ALL}, ${port}`)}`)).verdict).toBe(
      'Denied',
    );
    expect((await told(`${closed}\n---\n${anp(`action: Allow, ${FROM_ALL}, ${port}`)}`)).verdict).toBe(
      'Cannot be told',
    );
  });
});
