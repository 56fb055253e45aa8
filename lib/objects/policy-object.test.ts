import { describe, expect, test } from 'vitest';
import { MalformedObject } from './malformed-object.ts';
import { reshape } from './reshape.ts';

const metadata = { name: 'one', namespace: 'shop' };
const cilium = { apiVersion: 'cilium.io/v2', kind: 'CiliumNetworkPolicy' };
const calico = { apiVersion: 'projectcalico.org/v3', kind: 'GlobalNetworkPolicy' };
const attachment = { apiVersion: 'k8s.cni.cncf.io/v1', kind: 'NetworkAttachmentDefinition' };

function ciliumPolicy(body: object) {
  return reshape('ciliumNetworkPolicies', { metadata, ...body }, cilium).spec;
}

function pathOf(run: () => unknown): string {
  try {
    run();
  } catch (error) {
    if (error instanceof MalformedObject) return error.path;
    throw error;
  }
  return 'nothing thrown';
}

describe('a policy of a plugin', () => {
  test('keeps its spec as it stands, what is left out and what is empty alike', () => {
    const spec = { selector: 'all()', ingress: [], egress: [{ action: 'Deny' }], futureField: 1 };
    expect(reshape('calicoGlobalNetworkPolicies', { metadata: { name: 'g' }, spec }, calico).spec).toEqual(
      spec,
    );
  });

  test('without a spec has an empty one; one that is a text is malformed', () => {
    const shaped = (spec: unknown) =>
      reshape('calicoGlobalNetworkPolicies', { metadata: { name: 'g' }, spec }, calico);
    expect(shaped(undefined).spec).toEqual({});
    expect(pathOf(() => shaped('all()'))).toBe('spec');
  });

  test('keeps the labels that its kind is found by, and no other server’s words', () => {
    const shaped = reshape(
      'calicoNetworkSets',
      { metadata: { ...metadata, labels: { role: 'partner' }, managedFields: [{}] }, spec: { nets: [] } },
      { apiVersion: 'projectcalico.org/v3', kind: 'NetworkSet' },
    );
    expect(shaped.metadata.labels).toEqual({ role: 'partner' });
    expect(shaped.metadata).not.toHaveProperty('managedFields');
  });
});

describe('a Cilium policy', () => {
  const rule = { endpointSelector: {}, ingress: [{ fromEntities: ['world'] }] };

  test('has one list of specs, of the field spec and of the field specs', () => {
    expect(ciliumPolicy({ spec: rule })).toEqual({ specs: [rule] });
    expect(ciliumPolicy({ specs: [rule, {}] })).toEqual({ specs: [rule, {}] });
    expect(ciliumPolicy({ spec: rule, specs: [{}] })).toEqual({ specs: [rule, {}] });
    expect(ciliumPolicy({})).toEqual({ specs: [] });
  });

  test('keeps an empty section, an absent one and one with an empty rule apart', () => {
    const specs = [{ ingress: [] }, {}, { ingress: [{}] }];
    expect(ciliumPolicy({ specs })).toEqual({ specs });
  });

  test('loses what a layer 7 rule matches on, in every section, and keeps the ports beside it', () => {
    const toPorts = [
      {
        ports: [{ port: '80', protocol: 'TCP' }],
        rules: { http: [{ path: '/in', headerMatches: [{ name: 'Authorization', token: 'hunter2-abc' }] }] },
      },
    ];
    for (const section of ['ingress', 'egress', 'ingressDeny', 'egressDeny']) {
      const shaped = JSON.stringify(ciliumPolicy({ spec: { [section]: [{ toPorts }] } }));
      expect(shaped).not.toContain('hunter2');
      expect(shaped).toContain('"port":"80"');
      expect(shaped).toContain('/in');
    }
  });

  test('is malformed where a section is no list', () => {
    expect(pathOf(() => ciliumPolicy({ spec: { ingress: { fromEntities: ['all'] } } }))).toContain('ingress');
    expect(pathOf(() => ciliumPolicy({ specs: {} }))).toBe('specs');
  });
});

describe('a network attachment', () => {
  const shaped = (spec: unknown) =>
    reshape('networkAttachmentDefinitions', { metadata, spec }, attachment).spec;

  test('keeps its settings but for credentials in them', () => {
    const config = '{"type": "macvlan", "master": "eth1", "password": "hunter2-abc"}';
    const text = String(shaped({ config })['config']);
    expect(text).toContain('"master": "eth1"');
    expect(text).not.toContain('hunter2');
  });

  test('without settings has none, and settings that are no text stay as they are', () => {
    expect(shaped({})).toEqual({});
    expect(shaped({ config: 7 })).toEqual({ config: 7 });
  });
});
