import { describe, expect, it } from 'vitest';
import { networkPolicy, node } from '#lib/testing/builders/cluster.ts';
import { inventory } from '#lib/testing/builders/inventory.ts';
import { livePod, pod } from '#lib/testing/builders/workloads.ts';
import { portsText } from './ports-text.ts';
import { reachOfSlices } from './reach-of-slices.ts';
import { wholeRows } from './whole-rows.ts';

const block = networkPolicy('block', {
  spec: {
    podSelector: { matchLabels: { app: 'web' } },
    ingress: [{ from: [{ ipBlock: { cidr: '10.0.0.0/24' } }], ports: [{ port: 80, protocol: 'TCP' }] }],
  },
});
/** One of the senders reaches one network alone, another nobody. */
const out = [[{ to: [{ ipBlock: { cidr: '10.0.1.0/24' } }] }], []].map((egress, at) =>
  networkPolicy('out', { namespace: `ns-${at + 3}`, spec: { policyTypes: ['Egress'], egress } }),
);
const { slices } = inventory({
  nodes: [node('n1', { internalIP: '192.168.0.1' })],
  pods: [
    livePod('web', { labels: { app: 'web' }, node: 'n1', ip: '10.0.1.1' }),
    ...Array.from({ length: 80 }, (_, at) =>
      livePod(`inside-${at}`, { namespace: `ns-${at}`, node: 'n1', ip: `10.0.0.${at + 1}` }),
    ),
    livePod('outside', { namespace: 'other', node: 'n1', ip: '10.0.2.1' }),
    // Of a file: it has no address yet.
    { ...pod('later', { namespace: 'files' }), status: {} },
  ],
  networkPolicies: [block, ...out],
});
const { reach } = reachOfSlices(slices, { profile: 'kubernetes' });
const matrix = reach.families.IPv4;

describe('whole rows', () => {
  it('give for every pair what is asked for one by one, over more rows than are filled at a time', () => {
    const visited: number[] = [];
    for (const { from, must, may } of wholeRows(matrix)) {
      visited.push(from);
      const alone = Array.from(must, (_, to) => matrix.between(from, to));
      expect(Array.from(must)).toEqual(alone.map((one) => one.must));
      expect(Array.from(may)).toEqual(alone.map((one) => one.may));
    }
    expect(visited).toEqual(Array.from({ length: matrix.family.size }, (_, at) => at));
    expect(visited.length).toBeGreaterThan(80);
  });

  it('tell the port that an address is let in on, none from another, and a doubt for one that is not known', () => {
    const classOf = (name: string): number =>
      reach.space.classOfPod[reach.space.pods.findIndex((one) => one.name === name)] ?? -1;
    const found: Record<string, string> = {};
    for (const { from, must, may } of wholeRows(matrix)) {
      for (const name of ['inside-3', 'inside-4', 'outside', 'later']) {
        if (from !== classOf(name)) continue;
        const [sure, perhaps] = [must[classOf('web')] ?? 0, may[classOf('web')] ?? 0];
        found[name] = `${portsText(reach.ports, sure)}|${portsText(reach.ports, perhaps)}`;
      }
    }
    expect(found).toEqual({ 'inside-3': 'TCP 80|TCP 80', 'inside-4': '|', outside: '|', later: '|TCP 80' });
  });
});
