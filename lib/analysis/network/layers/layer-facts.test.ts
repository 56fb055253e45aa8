import { describe, expect, it } from 'vitest';
import { configMap, networkPolicy } from '#lib/testing/builders/cluster.ts';
import { inventory, type GivenSlices } from '#lib/testing/builders/inventory.ts';
import { agent, attachment, multiPolicy, podOn } from '#lib/testing/builders/layers.ts';
import { livePod } from '#lib/testing/builders/workloads.ts';
import { answerLayers } from './answer-layers.ts';
import { layerFacts } from './layer-facts.ts';
import { layerViewOf } from './layer-view.ts';

const CONFIG = {
  type: 'multus',
  delegates: [
    { type: 'flannel', name: 'flannel.1', masterplugin: true },
    {
      type: 'macvlan',
      name: 'macvlan-conf',
      master: 'eth1',
      mode: 'bridge',
      ipam: { type: 'kube-ipam', subnet: '10.188.0.0/16', gateway: '10.188.0.1' },
    },
  ],
};
const fixed = (ip: string) => ({
  'kube-ipam.ip': ip,
  'kube-ipam.netmask': '255.255.0.0',
  'kube-ipam.gateway': '10.188.0.1',
});

/** The layout of the article: one Multus configuration, no definitions, no status, no policy engine. */
const ARTICLE: GivenSlices = {
  pods: [
    livePod('db', {
      labels: { app: 'db' },
      node: 'n1',
      ip: '10.244.1.5',
      annotations: fixed('10.188.0.218'),
    }),
    livePod('web', {
      labels: { app: 'web' },
      node: 'n2',
      ip: '10.244.2.5',
      annotations: fixed('10.188.0.219'),
    }),
    livePod('landing', { labels: { app: 'landing' }, node: 'n2', ip: '10.244.2.6' }),
  ],
  daemonSets: [agent('kube-flannel', 'ghcr.io/flannel-io/flannel:v0.27.0')],
  configMaps: [
    configMap('multus-cni-config', {
      namespace: 'kube-system',
      data: { 'cni-conf.json': JSON.stringify(CONFIG) },
    }),
  ],
  networkPolicies: [
    networkPolicy('db', {
      spec: {
        podSelector: { matchLabels: { app: 'db' } },
        ingress: [{ from: [{ podSelector: { matchLabels: { app: 'web' } } }], ports: [{ port: 3306 }] }],
      },
    }),
  ],
};

/** The article's cluster with a definition that only its pods ask for and a policy on it. */
function mendedBy(config: unknown): GivenSlices {
  const ask = (name: string, ip: string, app: string) =>
    podOn(name, [{ network: 'data', ip }], { labels: { app }, ip: `10.244.1.${name.length}` });
  return {
    ...ARTICLE,
    configMaps: [],
    pods: [
      ask('db', '10.188.0.218', 'db'),
      ask('web', '10.188.0.219', 'web'),
      ask('batch', '10.188.0.220', 'batch'),
      livePod('landing', { node: 'n2', ip: '10.244.2.6' }),
    ],
    daemonSets: [
      agent('calico-node', 'quay.io/calico/node:v3.30.0'),
      agent('mnp', 'x/multi-networkpolicy-iptables:v1'),
    ],
    networkAttachmentDefinitions: [attachment('data', config)],
    multiNetworkPolicies: [
      multiPolicy(
        'db',
        {
          podSelector: { matchLabels: { app: 'db' } },
          policyTypes: ['Ingress'],
          ingress: [{ from: [{ podSelector: { matchLabels: { app: 'web' } } }], ports: [{ port: 3306 }] }],
        },
        { policyFor: 'data' },
      ),
    ],
  };
}

function verdict(given: GivenSlices, from: string, to: string): string {
  const answer = answerLayers(layerViewOf(inventory(given).slices), {
    from,
    to,
    port: 3306,
    protocol: 'TCP',
  });
  return 'problem' in answer ? answer.problem.en : answer.verdict;
}

describe('MN-11: the layout of the article', () => {
  it('leaves the database open to any pod on eth0, for flannel enforces nothing', () => {
    expect(verdict(ARTICLE, 'shop/landing', 'shop/db')).toBe('allowed');
  });

  it('leaves it open to any pod on net1, for every pod is given that layer', () => {
    expect(verdict(ARTICLE, 'shop/web@net1', 'shop/db@net1')).toBe('allowed');
    expect(verdict(ARTICLE, 'shop/landing@net1', 'shop/db@net1')).toBe('allowed');
  });

  it('leaves it open to machines outside the cluster in its subnet, and not for certain to others', () => {
    expect(verdict(ARTICLE, '10.188.77.1', 'shop/db@net1')).toBe('allowed');
    expect(verdict(ARTICLE, '10.189.77.1', 'shop/db@net1')).toBe('unknown');
  });

  it('is told so: layers that do not separate, policies that nobody enforces, addresses only declared', () => {
    const { lanes, problems, guards } = layerFacts(inventory(ARTICLE).slices);
    expect(problems.map(({ kind }) => kind)).toEqual([
      'not-enforced',
      'open-beside-policies',
      'given-to-all',
      'declared-only',
      'declared-only',
    ]);
    expect(lanes.map(({ key, acts }) => `${key} ${acts}`)).toEqual(['primary none', 'macvlan-conf none']);
    expect(lanes[1]?.outside?.en).toContain('10.188.0.0/16');
    expect(guards).toMatchObject([
      {
        workload: 'shop/db',
        letIn: [{ workload: 'shop/web', ports: 'TCP 3306' }],
        keptOut: ['shop/landing'],
      },
    ]);
  });

  it('is mended by a definition that only its pods ask for and a policy on it', () => {
    const mended = mendedBy(CONFIG.delegates[1]);
    expect(verdict(mended, 'shop/web@data', 'shop/db@data')).toBe('allowed');
    expect(verdict(mended, 'shop/batch@data', 'shop/db@data')).toBe('denied');
    expect(verdict(mended, 'shop/landing', 'shop/db')).toBe('denied');
    expect(verdict(mended, '10.188.77.1', 'shop/db@data')).toBe('denied');
    const facts = layerFacts(inventory(mended).slices);
    expect(facts.problems).toEqual([]);
    expect(facts.lanes.map(({ acts }) => acts)).toEqual(['some', 'some']);
    expect(facts.lanes[1]?.outside?.en).toContain('its policies decide');
  });

  it('is not mended for certain where the controller does not look after networks of that type (MN-8)', () => {
    const other = mendedBy({ ...CONFIG.delegates[1], type: 'ipvlan', mode: 'l2' });
    expect(verdict(other, 'shop/batch@data', 'shop/db@data')).toBe('unknown');
    const { lanes, guards } = layerFacts(inventory(other).slices);
    expect(lanes.map(({ acts }) => acts)).toEqual(['some', 'unknown']);
    expect(guards).toMatchObject([{ workload: 'shop/db', keptOutCount: 0, unknownCount: 1 }]);
  });
});

describe('a cluster of one network', () => {
  it('has no lanes to tell of, and still the problems of its addresses', () => {
    const annotations = { 'k8s.v1.cni.cncf.io/networks': '!?' };
    const plain = [livePod('web', { node: 'n1', ip: '10.244.0.5' })];
    const odd = [livePod('web', { node: 'n1', ip: '10.244.0.5', annotations })];
    expect(layerFacts(inventory({ pods: plain }).slices)).toMatchObject({ lanes: [], problems: [] });
    expect(layerFacts(inventory({ pods: odd }).slices)).toMatchObject({
      lanes: [],
      problems: [{ kind: 'bad-annotation' }],
    });
  });
});

describe('workloads on several wires', () => {
  it('are told by the networks they join; one network alone joins nothing', () => {
    const facts = layerFacts(inventory(ARTICLE).slices);
    expect(facts.crossings).toEqual([
      {
        networks: ['primary', 'macvlan-conf'],
        workloads: 3,
        named: ['shop/db', 'shop/landing', 'shop/web'],
      },
    ]);
    expect(
      layerFacts(inventory({ ...ARTICLE, configMaps: [], pods: ARTICLE.pods?.slice(2) ?? [] }).slices)
        .crossings,
    ).toEqual([]);
  });
});

describe('networks on one wire', () => {
  it('are told by their first names and by how many more there are, and those on another are not', () => {
    const on = (master: string) => ({ type: 'macvlan', master });
    const names = Array.from({ length: 15 }, (_, at) => `net-${at}`);
    const { slices } = inventory({
      pods: [livePod('web', { node: 'n1', ip: '10.0.0.1' })],
      networkAttachmentDefinitions: [
        ...names.map((name) => attachment(name, on('eth1'), { namespace: 'shop' })),
        attachment('far', on('eth2'), { namespace: 'shop' }),
      ],
    });
    const { lanes } = layerFacts(slices);
    const [first, far] = ['shop/net-0', 'shop/far'].map((key) => lanes.find((one) => one.key === key));
    expect(first?.sharesWireWith).toHaveLength(12);
    expect(first?.sharesWireWith).not.toContain('shop/net-0');
    expect(first?.moreOnWire).toBe(2);
    expect(far).toMatchObject({ sharesWireWith: [], moreOnWire: 0 });
  });
});
