import { describe, expect, it } from 'vitest';
import { DATAPLANES } from '#lib/analysis/network/reach/dataplane.ts';
import { compareHosts } from '#lib/testing/compare-hosts.ts';
import { hostFirewallOf } from './host-firewall.ts';

/** Rules about host endpoints: HE-13 to HE-15 are about tunnels between nodes, IPVS and packets that are answers. */
const HOST_RULES = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 16].map((number) => `HE-${number}`);

describe("Calico's host firewall against a direct evaluator on random clusters", () => {
  const { asked, verdicts, rules, differences } = compareHosts(hostFirewallOf, DATAPLANES.calico, {
    clusters: 180,
    questions: 110,
  });
  const isOpen = (verdicts.get('allowed') ?? 0) + (verdicts.get('failsafe') ?? 0);

  it('agrees on more than 18,000 questions: a node, a port and a sender', () => {
    expect(differences.slice(0, 3)).toEqual([]);
    expect(asked).toBeGreaterThan(18_000);
  });

  it('is asked questions of which 30 to 70 % are let in and few unknown', () => {
    expect(isOpen / asked).toBeGreaterThan(0.3);
    expect(isOpen / asked).toBeLessThan(0.7);
    expect((verdicts.get('unknown') ?? 0) / asked).toBeLessThan(0.1);
  });

  it('meets every rule about host endpoints at least 50 times', () => {
    const counts = HOST_RULES.map((id) => [id, rules.get(id) ?? 0] as const);
    const share = ((100 * isOpen) / asked).toFixed(1);
    const told = [...verdicts].map((one) => one.join(' ')).join(', ');
    console.info(
      `${asked} asked, ${share} % let in (${told}); decided by: ${counts.map((one) => one.join(' ')).join(', ')}`,
    );
    expect(counts.filter(([, count]) => count < 50)).toEqual([]);
  });
});
