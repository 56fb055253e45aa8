import { describe, expect, it } from 'vitest';
import { DATAPLANES } from '#lib/analysis/network/reach/dataplane.ts';
import { compareHosts } from '#lib/testing/compare-hosts.ts';
import { hostFirewallOf } from './host-firewall.ts';

describe('the host firewall against a direct evaluator on random clusters', () => {
  const { asked, verdicts, rules, differences } = compareHosts(hostFirewallOf, DATAPLANES.calico, {
    clusters: 300,
    questions: 60,
  });

  it('agrees', () => {
    console.info(asked, differences.length, [...verdicts], [...rules].toSorted().join(' '));
    const kinds = Map.groupBy(
      differences,
      (d) =>
        `${d.told.replace(/ p\d$/, '')} / ${d.wanted} / ${d.ask.from === null ? 'self' : d.ask.from.includes('/') ? 'pod' : d.ask.from.startsWith('10.') ? 'node' : 'out'}`,
    );
    console.info(
      [...kinds]
        .map(([k, v]) => `${v.length} ${k} e.g. ${JSON.stringify(v[0])}`)
        .toSorted()
        .join('\n'),
    );
    expect(differences.slice(0, 3)).toEqual([]);
  });
});
