import { describe, expect, it } from 'vitest';
import type { AddressRange } from '#lib/analysis/network/reach/address-ranges.ts';
import { buildReachability, type Reachability } from '#lib/analysis/network/reach/build-reach.ts';
import { DATAPLANES } from '#lib/analysis/network/reach/dataplane.ts';
import type { NetworkPolicy } from '#lib/model/network.ts';
import { networkPolicy, node } from '#lib/testing/builders/cluster.ts';
import { build, metadata } from '#lib/testing/builders/objects.ts';
import { livePod } from '#lib/testing/builders/workloads.ts';
import { sceneOf } from '#lib/testing/path-scene.ts';
import { Random } from '#lib/testing/random.ts';
import { generateForEdges, missingEnds } from './generate-for-edges.ts';
import { missedEdges } from './missed-edges.ts';
import { readEdges, type ChosenEdge } from './read-edges.ts';

const NAMES = ['shop', 'bank'];
const APPS = ['web', 'api', 'db', 'job'];
const NODES = [node('n1', { internalIP: '192.168.0.1' }), node('n2', { internalIP: '192.168.0.2' })];
const NAMESPACES = NAMES.map((name) =>
  build(
    'namespaces',
    {
      kind: 'Namespace',
      metadata: metadata(name, { labels: { 'kubernetes.io/metadata.name': name } }, false),
    },
    { spec: {} },
  ),
);
const PODS = NAMES.flatMap((namespace, ns) =>
  APPS.map((app, at) =>
    livePod(app, {
      namespace,
      labels: { app },
      node: at % 2 === 0 ? 'n1' : 'n2',
      ip: `10.0.${ns}.${at + 1}`,
    }),
  ),
);

function reachWith(networkPolicies: readonly NetworkPolicy[], ranges: readonly AddressRange[]): Reachability {
  const { reach } = sceneOf({ pods: PODS, nodes: NODES, namespaces: NAMESPACES, networkPolicies });
  return buildReachability({ ...reach.sources, dataplane: DATAPLANES.kubernetes, ranges });
}

function edgesIn(lines: readonly string[]): readonly ChosenEdge[] {
  const { edges, faults } = readEdges(lines);
  expect(faults).toEqual([]);
  return edges;
}

/** What pods of the chosen namespaces do otherwise than the edges say, with the generated policies. */
function missed(
  lines: readonly string[],
  beside: readonly NetworkPolicy[] = [],
  without: readonly string[] = [],
) {
  const edges = edgesIn(lines);
  const ranges = edges.flatMap(({ from, to }) =>
    [from, to].flatMap((end) => (end.kind === 'addresses' ? [end.range] : [])),
  );
  const before = reachWith(beside, ranges);
  const made = generateForEdges(before, { edges, namespace: null, denyDefault: true });
  const kept = made.policies.filter(({ metadata: { name } }) => !without.includes(name));
  const after = reachWith([...beside, ...kept], ranges);
  return missedEdges({ before, after, wanted: made.wanted, namespaces: made.namespaces });
}

function randomLines(random: Random): string[] {
  const workload = () => `${random.pick(NAMES)}/${random.pick(APPS)}`;
  const outside = () => random.pick(['203.0.113.0/24', '203.0.113.9', '198.51.100.0-198.51.100.99']);
  const ports = () => random.pick(['TCP 80', 'TCP 80,8080-8090,UDP 53', 'All Connections', 'SCTP']);
  return Array.from({ length: random.integer(1, 6) }, () => {
    const [from, to] = random.pick([
      [workload(), workload()],
      [workload(), workload()],
      [outside(), workload()],
      [workload(), outside()],
    ] as const);
    return `${from} => ${to} : ${ports()}`;
  });
}

describe('policies for chosen edges', () => {
  const seeds = Array.from({ length: 100 }, (_, at) => at + 1);

  it.each(seeds)('give random edges and nothing else (%i)', (seed) => {
    expect(missed(randomLines(new Random(seed)))).toEqual([]);
  });

  it('are seen to give more where one of them is left out', () => {
    const lines = ['shop/web => shop/db : TCP 5432'];
    expect(missed(lines)).toEqual([]);
    expect(missed(lines, [], ['default-deny', 'db'])).not.toEqual([]);
  });

  it('are seen to give less where a policy of another namespace does not let it out', () => {
    const closed = networkPolicy('closed', {
      namespace: 'bank',
      spec: { podSelector: {}, policyTypes: ['Egress'] },
    });
    const before = reachWith([closed], []);
    const edges = edgesIn(['bank/web => shop/web : TCP 80']);
    const made = generateForEdges(before, { edges, namespace: 'shop', denyDefault: false });
    const after = reachWith([closed, ...made.policies], []);
    expect(missedEdges({ before, after, wanted: made.wanted, namespaces: made.namespaces })).toEqual([
      { from: 'bank/web', to: 'shop/web', before: 'TCP 80', after: '' },
    ]);
  });

  it('tell where no edge leads to DNS, and are silent where one does', () => {
    const problems = (line: string) =>
      generateForEdges(reachWith([], []), { edges: edgesIn([line]), namespace: null, denyDefault: false })
        .problems;
    expect(problems('shop/web => shop/db : TCP 5432').map(({ en }) => en)).toEqual([
      'No edge leads to DNS (UDP 53): pods of shop will not find services by their names.',
    ]);
    expect(problems('shop/web => shop/db : UDP 53')).toEqual([]);
  });
});

describe('edges as they are written', () => {
  it('name workloads with or without their kind, pods, and addresses outside', () => {
    const read = readEdges([
      'shop/web[Deployment] => shop/db[StatefulSet] : TCP 5432,UDP 53-54',
      '0.0.0.0-255.255.255.255[External] => shop/web : All Connections',
      'shop/web=>2001:db8::/32:TCP 443',
      '# a remark',
      '',
    ]);
    expect(read.faults).toEqual([]);
    expect(read.edges.map(({ from, to, ports }) => [from.kind, to.kind, ports])).toEqual([
      [
        'workload',
        'workload',
        [
          { lane: 'TCP', from: 5432, to: 5432 },
          { lane: 'UDP', from: 53, to: 54 },
        ],
      ],
      ['addresses', 'workload', 'all'],
      ['workload', 'addresses', [{ lane: 'TCP', from: 443, to: 443 }]],
    ]);
  });

  it.each([
    'shop/web => shop/db',
    'shop/web shop/db : TCP 80',
    'web => shop/db : TCP 80',
    'shop/web => shop/db : TCP 80-70',
    'shop/web => shop/db : 80',
    '10.0.0.1 => 10.0.0.2 : TCP 80',
    'shop/web => 10.0.0.9-10.0.0.1 : TCP 80',
  ])('are told of where they are none: %s', (line) => {
    const { edges, faults } = readEdges([line]);
    expect(edges).toEqual([]);
    expect(faults.map(({ en }) => en).join()).toContain('is no edge; write ns/a => ns/b');
  });

  it('name nobody who is not there', () => {
    const edges = edgesIn(['shop/web => shop/gone : TCP 80']);
    expect(missingEnds(reachWith([], []), edges)).toEqual(['shop/gone']);
    expect(missingEnds(reachWith([], []), edgesIn(['shop/web => shop/db : TCP 80']))).toEqual([]);
  });
});
