import { describe, expect, it } from 'vitest';
import { hostFirewallOf } from '#lib/analysis/network/host-firewall/host-firewall.ts';
import { collectFromFiles } from '#lib/collect/from-files.ts';
import { planHosts } from '#lib/demo/address-plan.ts';
import { STORIES } from '#lib/demo/stories.ts';
import type { HostFirewall } from '#lib/model/host-firewall.ts';
import { hostAnswer } from '#lib/testing/host-scene.ts';

const now = new Date('2026-11-28T09:00:00.000Z');

async function firewallOf(name: string): Promise<HostFirewall> {
  const story = STORIES.find(({ site }) => site.name === name);
  if (story === undefined) throw new Error(`no cluster ${name}`);
  const plan = planHosts(story.site, '127.20.0');
  const exposures = story.exposures(1);
  const items = story.objects({
    seed: 'x',
    generation: 1,
    bornAt: now,
    now,
    plan,
    exposures,
    clusterAuthorityPem: 'PEM',
  });
  const { inventory } = await collectFromFiles(['-'], {
    complete: true,
    now: () => now,
    stdin: JSON.stringify({ apiVersion: 'v1', kind: 'List', items }),
  });
  return hostFirewallOf(inventory.slices);
}

describe('the demo cluster hostfw', async () => {
  const firewall = await firewallOf('hostfw');
  const ANSWERS = [
    // Failsafe ports stay open to the world, the kubelet does not.
    ['internet', 2379, 'hostfw-cp-1', 'failsafe failsafe drop-other-ingress'],
    ['internet', 6443, 'hostfw-cp-1', 'failsafe failsafe drop-other-ingress'],
    ['internet', 10250, 'hostfw-cp-1', 'denied pre-dnat drop-other-ingress'],
    ['internet', 30080, 'hostfw-worker-1', 'denied pre-dnat drop-other-ingress'],
    // The node without an endpoint is open.
    ['internet', 10250, 'hostfw-worker-2', 'allowed no-endpoint'],
    ['internet', 30080, 'hostfw-worker-2', 'allowed no-endpoint'],
    // Nodes come before DNAT, and own pods too, as their network is allowed and Felix accepts them.
    ['nodes', 10250, 'hostfw-cp-1', 'allowed pre-dnat allow-cluster-internal-ingress'],
    ['pods-here', 10250, 'hostfw-cp-1', 'allowed pre-dnat allow-cluster-internal-ingress, denied pod-policy'],
    ['10.240.0.0/16', 10250, 'hostfw-cp-1', 'allowed pre-dnat allow-cluster-internal-ingress'],
  ] as const;

  it.each(ANSWERS)('%s to %i of %s: %s', (...[source, port, node, answer]) => {
    expect(hostAnswer(firewall, [source, port, node])).toBe(answer);
  });

  it('names what is wrong with it, and no more', () => {
    expect(firewall.kind).toBe('calico');
    expect(firewall.lints.map(({ id, objects }) => `${id} ${objects.join()}`)).toEqual([
      'node-without-endpoint Node hostfw-worker-2',
      'open-by-failsafe tcp 22,tcp 179,tcp 2379,tcp 2380,tcp 5473,tcp 6443',
      'installer-rights-beyond-need DaemonSet host-firewall/hostendpoint-installer',
      'loopback-denied Node hostfw-cp-1,Node hostfw-cp-2,Node hostfw-cp-3,Node hostfw-worker-1',
      'endpoint-without-node HostEndpoint hostfw-worker-old',
    ]);
  });
});

describe('the demo cluster main', () => {
  it('has no host firewall, and that is said', async () => {
    const { kind, notes } = await firewallOf('main');
    expect(kind).toBe('none');
    expect(notes[0]?.en).toContain('No host firewall');
  });
});
