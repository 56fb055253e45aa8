import { describe, expect, it } from 'vitest';
import { inventory, type GivenSlices } from '#lib/testing/builders/inventory.ts';
import {
  attachment,
  DATA_PODS,
  dataLayer,
  MACVLAN,
  multiPolicy,
  podOn,
} from '#lib/testing/builders/layers.ts';
import { answerLayers } from './answer-layers.ts';
import { layerViewOf } from './layer-view.ts';

const [, db] = DATA_PODS;

function verdict(
  given: GivenSlices,
  [from, to, port = 5432, protocol = 'TCP']: readonly [string, string, number?, string?],
): string {
  const view = layerViewOf(inventory(dataLayer(given)).slices);
  const answer = answerLayers(view, { from, to, port, protocol });
  return 'problem' in answer ? answer.problem.en : answer.verdict;
}

function withPolicy(
  spec: Readonly<Record<string, unknown>>,
  options: Parameters<typeof multiPolicy>[2] = {},
) {
  return { multiNetworkPolicies: [multiPolicy('p', spec, { policyFor: 'data', ...options })] };
}

const DB = { podSelector: { matchLabels: { app: 'db' } } };
const fromWeb = (ports: readonly object[] = []) => ({
  ...DB,
  ingress: [{ from: [{ podSelector: { matchLabels: { app: 'web' } } }], ports }],
});

describe('MN peers: a selector', () => {
  it('stands for pods of its own namespace, unless it names namespaces', () => {
    expect(verdict(withPolicy(fromWeb()), ['shop/web@data', 'shop/db@data'])).toBe('allowed');
    expect(verdict(withPolicy(fromWeb()), ['lab/lab@data', 'shop/db@data'])).toBe('denied');
    const everywhere = { ...DB, ingress: [{ from: [{ namespaceSelector: {} }] }] };
    expect(verdict(withPolicy(everywhere), ['lab/lab@data', 'shop/db@data'])).toBe('allowed');
  });

  it('stands for their addresses on the named networks, never for eth0', () => {
    const other = podOn('web', [{ network: 'more', ip: '192.168.10.9' }], { labels: { app: 'web' } });
    const definitions = [attachment('data', MACVLAN), attachment('more', MACVLAN)];
    const given = (policyFor: string) => ({
      ...withPolicy(fromWeb(), { policyFor }),
      pods: [other, db],
      networkAttachmentDefinitions: definitions,
    });
    expect(verdict(given('data'), ['shop/web@more', 'shop/db@data'])).toBe('denied');
    expect(verdict(given('data,more'), ['shop/web@more', 'shop/db@data'])).toBe('allowed');
    expect(verdict(given('data,more'), ['shop/web@eth0', 'shop/db@data'])).toBe('denied');
  });

  it('that is empty beside nothing else matches nobody, and ipBlock beside a selector counts alone (NP-28)', () => {
    const peer = (one: object) => withPolicy({ ...DB, ingress: [{ from: [one] }] });
    const ask = ['shop/web@data', 'shop/db@data'] as const;
    expect(verdict(peer({}), ask)).toBe('denied');
    expect(verdict(peer({ podSelector: {} }), ask)).toBe('allowed');
    expect(verdict(peer({ podSelector: {}, ipBlock: { cidr: '10.9.0.0/16' } }), ask)).toBe('denied');
    expect(verdict(peer({ podSelector: null }), ask)).toBe('denied');
  });

  it('takes ipBlock by the address on that network (MN-9), less its exceptions (NP-20)', () => {
    const block = (except: readonly string[]) =>
      withPolicy({ ...DB, ingress: [{ from: [{ ipBlock: { cidr: '192.168.10.0/29', except } }] }] });
    expect(verdict(block([]), ['shop/web@data', 'shop/db@data'])).toBe('allowed');
    expect(verdict(block(['192.168.10.5/32']), ['shop/web@data', 'shop/db@data'])).toBe('denied');
    const also = withPolicy({
      ...DB,
      ingress: [
        { from: [{ ipBlock: { cidr: '192.168.10.0/29', except: ['192.168.10.5/32'] } }] },
        { from: [{ podSelector: {} }] },
      ],
    });
    expect(verdict(also, ['shop/web@data', 'shop/db@data'])).toBe('allowed');
  });
});

describe('MN-1: the schema of NetworkPolicy', () => {
  const ask = ['shop/web@data', 'shop/db@data'] as const;

  it('without types isolates inwards always and outwards only with egress rules (NP-2)', () => {
    expect(verdict(withPolicy(DB), ask)).toBe('denied');
    expect(verdict(withPolicy(DB), ['shop/db@data', 'shop/web@data'])).toBe('allowed');
    const both = withPolicy({ ...DB, egress: [{ ports: [{ port: 53, protocol: 'UDP' }] }] });
    expect(verdict(both, ['shop/db@data', 'shop/web@data'])).toBe('denied');
    expect(verdict(both, ['shop/db@data', 'shop/web@data', 53, 'UDP'])).toBe('allowed');
    expect(verdict(both, ask)).toBe('denied');
  });

  it('allows all with an empty rule, also where it is null, and nothing with an empty list (NP-5)', () => {
    expect(verdict(withPolicy({ ...DB, ingress: [{}] }), ask)).toBe('allowed');
    expect(verdict(withPolicy({ ...DB, ingress: [null] }), ask)).toBe('allowed');
    expect(verdict(withPolicy({ ...DB, ingress: [] }), ask)).toBe('denied');
  });

  it('takes ports by protocol and number (NP-13)', () => {
    expect(verdict(withPolicy(fromWeb([{ port: 5432 }])), ask)).toBe('allowed');
    expect(verdict(withPolicy(fromWeb([{ port: 5433 }])), ask)).toBe('denied');
    expect(verdict(withPolicy(fromWeb([{ port: 5432, protocol: 'UDP' }])), ask)).toBe('denied');
    expect(verdict(withPolicy(fromWeb([{}])), ask)).toBe('allowed');
    expect(verdict(withPolicy(fromWeb([{ protocol: 'UDP' }])), ask)).toBe('denied');
  });

  it('has ranges of ports in v1beta2 and none in v1beta1 (NP-16)', () => {
    const range = fromWeb([{ port: 5000, endPort: 6000 }]);
    expect(verdict(withPolicy(range), ask)).toBe('allowed');
    expect(verdict(withPolicy(range, { version: 'v1beta1' }), ask)).toBe('denied');
  });

  it('leaves named ports and other protocols unknown (MN named ports, NP-17)', () => {
    expect(verdict(withPolicy(fromWeb([{ port: 'sql' }])), ask)).toBe('unknown');
    expect(verdict(withPolicy(fromWeb([{ port: 'sql' }, { port: 5432 }])), ask)).toBe('allowed');
    expect(verdict(withPolicy(fromWeb([{ port: 'sql' }])), ['lab/lab@data', 'shop/db@data'])).toBe('denied');
    expect(verdict(withPolicy(fromWeb([{ port: 80 }])), [...ask, 0, 'ICMP'])).toBe('unknown');
    expect(verdict({}, [...ask, 0, 'ICMP'])).toBe('allowed');
  });

  it('adds up over policies, in whatever order (NP-4)', () => {
    const deny = multiPolicy('deny', { podSelector: {} }, { policyFor: 'data' });
    const allow = multiPolicy('allow', fromWeb(), { policyFor: 'data' });
    expect(verdict({ multiNetworkPolicies: [deny] }, ask)).toBe('denied');
    expect(verdict({ multiNetworkPolicies: [deny, allow] }, ask)).toBe('allowed');
    expect(verdict({ multiNetworkPolicies: [allow, deny] }, ask)).toBe('allowed');
  });

  it('selects no pod of another namespace (NP-1)', () => {
    const foreign = { ...withPolicy(DB, { namespace: 'lab', policyFor: 'shop/data' }) };
    expect(verdict(foreign, ask)).toBe('allowed');
    expect(verdict(withPolicy({ podSelector: {} }, { namespace: 'shop' }), ask)).toBe('denied');
  });
});
