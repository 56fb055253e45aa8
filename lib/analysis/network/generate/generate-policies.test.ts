import { describe, expect, it } from 'vitest';
import type { NetworkPolicy } from '#lib/model/network.ts';
import type { PathScene } from '#lib/analysis/network/paths/path-scene.ts';
import { NO_PORTS } from '#lib/analysis/network/reach/port-sets.ts';
import { workloadLines } from '#lib/analysis/network/reach/workload-lines.ts';
import { networkPolicy, node } from '#lib/testing/builders/cluster.ts';
import { build, metadata } from '#lib/testing/builders/objects.ts';
import { livePod } from '#lib/testing/builders/workloads.ts';
import { sceneOf } from '#lib/testing/path-scene.ts';
import { Random } from '#lib/testing/random.ts';
import { compareTables } from './compare-tables.ts';
import { generatePolicies, tableOfToday } from './generate-policies.ts';

const NODES = [node('n1', { internalIP: '192.168.0.1' }), node('n2', { internalIP: '192.168.0.2' })];
const NAMES = ['shop', 'bank'];
const NAMESPACES = NAMES.map((name) =>
  build(
    'namespaces',
    {
      kind: 'Namespace',
      metadata: metadata(name, { labels: { team: name, 'kubernetes.io/metadata.name': name } }, false),
    },
    { spec: {} },
  ),
);
const PODS = NAMES.flatMap((namespace, ns) =>
  ['web', 'api', 'db', 'job'].map((app, at) =>
    livePod(app, {
      namespace,
      labels: { app, tier: at < 2 ? 'front' : 'back' },
      node: at % 2 === 0 ? 'n1' : 'n2',
      ip: `10.0.${ns}.${at + 1}`,
      ports: [{ name: 'main', containerPort: 8000 + at, protocol: 'TCP' }],
    }),
  ),
);

function scene(networkPolicies: readonly NetworkPolicy[]): PathScene {
  return sceneOf({ pods: PODS, nodes: NODES, namespaces: NAMESPACES, networkPolicies });
}

function randomPolicies(random: Random): NetworkPolicy[] {
  const selector = () =>
    random.pick([
      {},
      { matchLabels: { app: random.pick(['web', 'api', 'db']) } },
      { matchLabels: { tier: random.pick(['front', 'back']) } },
    ]);
  const peer = () =>
    random.pick([
      { podSelector: selector() },
      { namespaceSelector: { matchLabels: { team: random.pick(NAMES) } }, podSelector: selector() },
      { namespaceSelector: {} },
      { ipBlock: { cidr: random.pick(['0.0.0.0/0', '10.0.0.0/16', '10.0.1.0/30', '198.51.100.0/24']) } },
      { ipBlock: { cidr: '0.0.0.0/0', except: ['10.0.0.0/8'] } },
      { ipBlock: { cidr: '192.168.0.2/32' } },
    ]);
  const port = () =>
    random.pick([
      { port: 8000 },
      { port: 'main' },
      { port: 9000, endPort: 9100, protocol: 'UDP' },
      { protocol: 'SCTP' },
    ]);
  const rule = (side: string) => ({
    ...(random.chance(0.8) ? { [side]: random.some([peer(), peer(), peer()], [1, 3]) } : {}),
    ...(random.chance(0.7) ? { ports: random.some([port(), port()], [1, 2]) } : {}),
  });
  return Array.from({ length: random.integer(0, 5) }, (_, at) =>
    networkPolicy(`p${at}`, {
      namespace: random.pick(NAMES),
      spec: {
        podSelector: selector(),
        policyTypes: random.some(['Ingress', 'Egress'], [1, 2]),
        ingress: random.chance(0.8) ? [rule('from')] : [],
        egress: random.chance(0.8) ? [rule('to')] : [],
      },
    }),
  );
}

describe('policies made of today’s traffic', () => {
  const seeds = Array.from({ length: 150 }, (_, at) => at + 1);

  it.each(seeds)(
    'change nothing for a random cluster, beside what is there and instead of it (%i)',
    (seed) => {
      const random = new Random(seed);
      const given = randomPolicies(random);
      const before = scene(given).reach;
      const denyDefault = random.chance(0.5);
      const { policies, problems } = generatePolicies(before, {
        namespace: 'shop',
        denyDefault,
        wanted: tableOfToday(before),
      });
      expect(problems).toEqual([]);
      const instead = given.filter(({ metadata: { namespace } }) => namespace !== 'shop');
      expect(compareTables(before, scene([...given, ...policies]).reach, 'shop')).toEqual([]);
      expect(compareTables(before, scene([...instead, ...policies]).reach, 'shop')).toEqual([]);
    },
  );

  it('are seen to differ where one of them is left out', () => {
    const closed = [
      networkPolicy('db', { spec: { podSelector: { matchLabels: { app: 'db' } }, ingress: [] } }),
    ];
    const before = scene(closed).reach;
    const { policies } = generatePolicies(before, {
      namespace: 'shop',
      denyDefault: false,
      wanted: tableOfToday(before),
    });
    const fewer = policies.filter(({ metadata: { name } }) => name !== 'db');
    expect(compareTables(before, scene(fewer).reach, 'shop')).not.toEqual([]);
    expect(compareTables(before, scene(policies).reach, 'shop')).toEqual([]);
  });

  it('close the namespace for pods to come where that is asked for', () => {
    const before = scene([]).reach;
    const names = (denyDefault: boolean) =>
      generatePolicies(before, { namespace: 'shop', denyDefault, wanted: tableOfToday(before) }).policies.map(
        ({ metadata: { name }, spec }) => [name, spec],
      );
    const all = [
      'all-pods',
      { podSelector: {}, policyTypes: ['Ingress', 'Egress'], ingress: [{}], egress: [{}] },
    ];
    expect(names(false)).toEqual([all]);
    expect(names(true)).toEqual([
      ['default-deny', { podSelector: {}, policyTypes: ['Ingress', 'Egress'] }],
      all,
    ]);
  });
});

describe('policies made for chosen edges', () => {
  const named = ({ reach: { space } }: PathScene, pod: number): string =>
    `${space.pods[pod]?.namespace}/${space.pods[pod]?.name}`;

  it('allow these and nothing else', () => {
    const before = scene([]);
    const sql = before.reach.ports.of([{ lane: 'TCP', from: 8002, to: 8002 }]);
    const { policies } = generatePolicies(before.reach, {
      namespace: 'shop',
      denyDefault: true,
      wanted: {
        groupOf: (pod) => pod,
        ports: ({ direction, pod, peer }) => {
          const other = 'pod' in peer ? named(before, peer.pod) : '';
          const pair = direction === 'egress' ? [named(before, pod), other] : [other, named(before, pod)];
          return pair.join(' ') === 'shop/web shop/db' ? sql : NO_PORTS;
        },
      },
    });
    const lines = workloadLines(scene(policies).reach, { ranges: ['IPv4'] });
    const told = lines
      .filter(({ from, to }) => `${from} ${to}`.includes('shop/'))
      .map(({ from, to, ports }) => `${from} => ${to} : ${ports}`);
    expect(told).toEqual(['shop/web[Pod] => shop/db[Pod] : TCP 8002']);
  });
});

describe('pods that no labels tell apart', () => {
  it('are told of', () => {
    const twins = ['a', 'b'].map((name, at) =>
      livePod(name, { labels: { app: 'twin' }, node: 'n1', ip: `10.0.0.${at + 1}` }),
    );
    const outside = livePod('c', { namespace: 'bank', node: 'n1', ip: '10.0.1.1' });
    const policy = networkPolicy('out', {
      namespace: 'bank',
      spec: { policyTypes: ['Egress'], egress: [{ to: [{ ipBlock: { cidr: '10.0.0.1/32' } }] }] },
    });
    const { reach } = sceneOf({ pods: [...twins, outside], nodes: NODES, networkPolicies: [policy] });
    const { problems } = generatePolicies(reach, {
      namespace: 'shop',
      denyDefault: false,
      wanted: tableOfToday(reach),
    });
    expect(problems.map(({ en }) => en)).toEqual([
      'No labels tell the pods of shop/a from others of their namespace that are to have other rules.',
      'No labels tell the pods of shop/b from others of their namespace that are to have other rules.',
    ]);
  });
});
