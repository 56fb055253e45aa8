import { describe, expect, it } from 'vitest';
import { answerQuestion } from '#lib/analysis/network/reach/answer-question.ts';
import type { Reachability } from '#lib/analysis/network/reach/build-reach.ts';
import type { DataplaneName } from '#lib/analysis/network/reach/dataplane.ts';
import { reachOfSlices } from '#lib/analysis/network/reach/reach-of-slices.ts';
import type { AskedPort } from '#lib/model/asked-port.ts';
import { collected } from '#lib/model/collected.ts';
import { networkPolicy } from '#lib/testing/builders/cluster.ts';
import { forbiddenGap, inventory } from '#lib/testing/builders/inventory.ts';
import { livePod } from '#lib/testing/builders/workloads.ts';
import { namespaceMatrix } from './namespace-matrix.ts';

const onHost = { spec: { hostNetwork: true } };
const pods = [
  livePod('web-1', { namespace: 'shop', labels: { app: 'web' }, node: 'n1', ip: '10.0.0.1' }),
  livePod('web-2', { namespace: 'shop', labels: { app: 'web' }, node: 'n2', ip: '10.0.0.2' }),
  livePod('db', { namespace: 'shop', labels: { app: 'db' }, node: 'n1', ip: '10.0.0.3' }),
  livePod('client', { namespace: 'other', labels: { app: 'client' }, node: 'n1', ip: '10.0.0.4' }),
  livePod('agent', {
    namespace: 'other',
    labels: { app: 'agent' },
    node: 'n1',
    ip: '192.168.0.1',
    ...onHost,
  }),
  livePod('agent-2', {
    namespace: 'other',
    labels: { app: 'agent' },
    node: 'n2',
    ip: '192.168.0.2',
    ...onHost,
  }),
];
const networkPolicies = [
  networkPolicy('db-from-web', {
    namespace: 'shop',
    spec: {
      podSelector: { matchLabels: { app: 'db' } },
      policyTypes: ['Ingress', 'Egress'],
      ingress: [
        {
          from: [{ podSelector: { matchLabels: { app: 'web' } } }],
          ports: [{ protocol: 'TCP', port: 5432 }],
        },
      ],
    },
  }),
];

const PORT: AskedPort = { protocol: 'TCP', port: 5432 };

/** Every pair of pods asked one by one. */
function countByQuestion(reach: Reachability, [from, to]: readonly [string, string]) {
  const counts = { open: 0, unknown: 0, total: 0 };
  for (const a of pods.filter(({ metadata }) => metadata.namespace === from)) {
    for (const b of pods.filter(({ metadata }) => metadata.namespace === to)) {
      if (a === b) continue;
      const answer = answerQuestion(reach, {
        from: `${from}/${a.metadata.name}`,
        to: `${to}/${b.metadata.name}`,
        ...PORT,
      });
      if ('problem' in answer) continue;
      counts.total += 1;
      if (answer.verdict === 'allowed') counts.open += 1;
      if (answer.verdict === 'unknown') counts.unknown += 1;
    }
  }
  return counts;
}

function cellOf(reach: Reachability, [from, to]: readonly [string, string], port: AskedPort | null = PORT) {
  const { namespaces, tally } = namespaceMatrix(reach, { port, side: 'both' });
  const place = (name: string) => namespaces.findIndex((one) => one.name === name);
  const at = place(from) * tally.columns + place(to);
  return { open: tally.open[at], unknown: tally.unknown[at], total: tally.total[at] };
}

const PAIRS = [
  ['shop', 'shop'],
  ['shop', 'other'],
  ['other', 'shop'],
  ['other', 'other'],
] as const;

describe('namespaceMatrix', () => {
  it.each(['kubernetes', 'calico', 'cilium', 'none'] satisfies DataplaneName[])(
    'counts what every pair of pods is answered one by one under %s, a node and its own pods among them',
    (profile) => {
      const { reach } = reachOfSlices(inventory({ pods, networkPolicies }).slices, { profile });
      const asked = PAIRS.map((pair) => countByQuestion(reach, pair));
      expect(PAIRS.map((pair) => cellOf(reach, pair))).toEqual(asked);
      const isOpenEverywhere = asked.every(({ open, total }) => open === total);
      expect(isOpenEverywhere).toBe(profile === 'none');
    },
  );

  it('counts the same where no plugin is recognised, and where policies were read in part', () => {
    const partial = { networkPolicies: collected<never>([], [forbiddenGap('networkPolicies')]) };
    for (const { slices } of [inventory({ pods, networkPolicies }), inventory({ pods }, partial)]) {
      const { reach } = reachOfSlices(slices);
      const asked = PAIRS.map((pair) => countByQuestion(reach, pair));
      expect(PAIRS.map((pair) => cellOf(reach, pair))).toEqual(asked);
      expect(asked.some(({ unknown }) => unknown > 0)).toBe(true);
    }
  });

  it('takes a pair with one open port as open when any port is asked for, and as closed on another port', () => {
    const { reach } = reachOfSlices(inventory({ pods, networkPolicies }).slices, { profile: 'calico' });
    const pair = ['shop', 'shop'] as const;
    expect(cellOf(reach, pair, null)).toEqual(cellOf(reach, pair));
    expect(cellOf(reach, pair, { protocol: 'UDP', port: 5432 })).toEqual({ open: 2, unknown: 0, total: 6 });
  });

  it('asks the policies of one end alone where one direction is chosen', () => {
    const { reach } = reachOfSlices(inventory({ pods, networkPolicies }).slices, { profile: 'calico' });
    const openFrom = (side: 'egress' | 'ingress') => {
      const { namespaces, tally } = namespaceMatrix(reach, { port: PORT, side });
      const shop = namespaces.findIndex(({ name }) => name === 'shop');
      return tally.open[shop * tally.columns + shop];
    };
    // Outgoing only db is closed; incoming only db, which lets both web pods in.
    expect([openFrom('egress'), openFrom('ingress')]).toEqual([4, 6]);
  });
});
