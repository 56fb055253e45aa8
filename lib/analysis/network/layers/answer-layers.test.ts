import { describe, expect, it } from 'vitest';
import type { SpecObject } from '#lib/model/cluster-objects.ts';
import type { Pod } from '#lib/model/pod.ts';
import { networkPolicy } from '#lib/testing/builders/cluster.ts';
import { collected } from '#lib/model/collected.ts';
import { forbiddenGap, inventory, type GivenSlices } from '#lib/testing/builders/inventory.ts';
import {
  agent,
  attachment,
  DATA_PODS,
  dataLayer,
  MACVLAN,
  multiPolicy,
  podOn,
} from '#lib/testing/builders/layers.ts';
import { livePod } from '#lib/testing/builders/workloads.ts';
import { answerLayers } from './answer-layers.ts';
import { layerViewOf } from './layer-view.ts';

const CALICO = agent('calico-node', 'quay.io/calico/node:v3.30.0');
const FLANNEL = agent('kube-flannel', 'ghcr.io/flannel-io/flannel:v0.27.0');
const CONTROLLER = agent('mnp', 'ghcr.io/k8snetworkplumbingwg/multi-networkpolicy-iptables:v1.0.0');
const [web, db] = DATA_PODS;

function verdict(
  given: GivenSlices,
  [from, to, port = 5432, protocol = 'TCP']: readonly [string, string, number?, string?],
  replaced: Parameters<typeof inventory>[1] = {},
): string {
  const view = layerViewOf(inventory(dataLayer(given), replaced).slices);
  const answer = answerLayers(view, { from, to, port, protocol });
  return 'problem' in answer ? answer.problem.en : answer.verdict;
}

/** The verdict of web → db on the network `data`, with another configuration of it. */
function onConfig(config: object, pods: readonly Pod[] = [web, db]): string {
  return verdict({ pods, networkAttachmentDefinitions: [attachment('data', config)] }, [
    'shop/web@data',
    'shop/db@data',
  ]);
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

describe('MN-6: a wire', () => {
  it('joins two pods of one definition and subnet', () => {
    expect(onConfig(MACVLAN)).toBe('allowed');
  });

  it('joins pods of two definitions with the same master and overlapping subnets, not with another master', () => {
    const other = podOn('db', [{ network: 'more', ip: '192.168.10.9' }], { node: 'n2' });
    const ask = ['shop/web@data', 'shop/db@more'] as const;
    const two = (config: object): SpecObject[] => [attachment('data', MACVLAN), attachment('more', config)];
    const given = (config: object) => ({ pods: [web, other], networkAttachmentDefinitions: two(config) });
    expect(verdict(given(MACVLAN), ask)).toBe('allowed');
    expect(verdict(given({ ...MACVLAN, master: 'eth2' }), ask)).toBe('unknown');
    expect(verdict(given({ ...MACVLAN, vlan: 100 }), ask)).toBe('unknown');
  });

  it('of one master and VLAN is the same for different plugins', () => {
    const other = podOn('db', [{ network: 'more', ip: '192.168.10.9' }], { node: 'n2' });
    const given = (vlan: number) => ({
      pods: [web, other],
      networkAttachmentDefinitions: [
        attachment('data', { ...MACVLAN, vlan: 7 }),
        attachment('more', { type: 'vlan', master: 'eth1', vlanId: vlan, ipam: MACVLAN.ipam }),
      ],
    });
    expect(verdict(given(7), ['shop/web@data', 'shop/db@more'])).toBe('allowed');
    expect(verdict(given(8), ['shop/web@data', 'shop/db@more'])).toBe('unknown');
  });

  it('does not join different subnets without a gateway', () => {
    const ranges = [[{ subnet: '192.168.10.0/24' }], [{ subnet: '192.168.20.0/24' }]];
    const config = { ...MACVLAN, ipam: { type: 'host-local', ranges } };
    const far = podOn('db', [{ network: 'data', ip: '192.168.20.6' }]);
    expect(onConfig(config, [web, far])).toBe('unknown');
    expect(onConfig(config, [web, db])).toBe('allowed');
  });

  it.each(['private', 'vepa', 'passthru'])('in macvlan mode %s does not pass frames for certain', (mode) => {
    expect(onConfig({ ...MACVLAN, mode })).toBe('unknown');
  });

  it('of macvlan without a mode is in bridge mode', () => {
    const { mode: _mode, ...rest } = MACVLAN;
    expect(onConfig(rest)).toBe('allowed');
  });

  it('of ipvlan is one in mode l2 and routed by the host in l3', () => {
    expect(onConfig({ ...MACVLAN, type: 'ipvlan', mode: 'l2' })).toBe('allowed');
    expect(onConfig({ ...MACVLAN, type: 'ipvlan', mode: 'l3' })).toBe('unknown');
  });

  it('of a bridge ends at its node', () => {
    const bridge = { type: 'bridge', bridge: 'br1', ipam: MACVLAN.ipam };
    const near = podOn('db', [{ network: 'data', ip: '192.168.10.6' }], { node: 'n1' });
    expect(onConfig(bridge, [web, near])).toBe('allowed');
    expect(onConfig(bridge, [web, db])).toBe('unknown');
  });

  it('is not known where neither address nor subnet is', () => {
    const asks = { 'k8s.v1.cni.cncf.io/networks': 'data' };
    const silent = (name: string, ip: string) => livePod(name, { node: 'n1', ip, annotations: asks });
    const pods = [silent('web', '10.244.0.5'), silent('db', '10.244.0.6')];
    expect(onConfig({ ...MACVLAN, ipam: { type: 'dhcp' } }, pods)).toBe('unknown');
    expect(onConfig(MACVLAN, pods)).toBe('allowed');
  });

  it('reaches machines of its subnet outside the cluster, unless it is a bridge', () => {
    const from = (address: string, config: object = MACVLAN) =>
      verdict({ networkAttachmentDefinitions: [attachment('data', config)] }, [address, 'shop/db@data']);
    expect(from('192.168.10.77')).toBe('allowed');
    expect(from('192.168.11.77')).toBe('unknown');
    expect(from('192.168.10.77', { ...MACVLAN, type: 'bridge', bridge: 'br1' })).toBe('unknown');
  });

  it('of a list of plugins is made by the first of them', () => {
    expect(onConfig({ name: 'data', plugins: [MACVLAN, { type: 'tuning' }] })).toBe('allowed');
    expect(onConfig({ name: 'data', plugins: [{ ...MACVLAN, mode: 'vepa' }, { type: 'tuning' }] })).toBe(
      'unknown',
    );
  });
});

describe('MN-2: a MultiNetworkPolicy', () => {
  const closed = { ...DB, policyTypes: ['Ingress'] };
  const ask = ['shop/web@data', 'shop/db@data'] as const;

  it('acts on the networks it names, by their name or with their namespace', () => {
    expect(verdict(withPolicy(closed), ask)).toBe('denied');
    expect(verdict(withPolicy(closed, { policyFor: 'shop/data' }), ask)).toBe('denied');
    expect(verdict(withPolicy(closed, { policyFor: 'other, data' }), ask)).toBe('denied');
  });

  it('does nothing on others, and nothing without the annotation', () => {
    expect(verdict(withPolicy(closed, { policyFor: 'lab/data' }), ask)).toBe('allowed');
    expect(verdict({ multiNetworkPolicies: [multiPolicy('p', closed)] }, ask)).toBe('allowed');
  });

  it('is in doubt where no controller is seen that enforces it', () => {
    expect(verdict({ ...withPolicy(closed), daemonSets: [FLANNEL] }, ask)).toBe('unknown');
    expect(verdict({ ...withPolicy(fromWeb()), daemonSets: [FLANNEL] }, ask)).toBe('allowed');
  });

  it('is in doubt on a network of a type that its controller is not told to look after (MN-8)', () => {
    const bridge = { type: 'bridge', bridge: 'br1', ipam: MACVLAN.ipam };
    const near = podOn('db', [{ network: 'data', ip: '192.168.10.6' }], { labels: { app: 'db' } });
    const told = (config: object) =>
      verdict(
        {
          ...withPolicy(closed),
          pods: [web, near],
          networkAttachmentDefinitions: [attachment('data', config)],
        },
        ask,
      );
    expect(told(bridge)).toBe('unknown');
    expect(told(MACVLAN)).toBe('denied');
  });

  it('may be missing where the list was not read', () => {
    const partial = { multiNetworkPolicies: collected<never>([], [forbiddenGap('multiNetworkPolicies')]) };
    expect(verdict({}, ask, partial)).toBe('unknown');
    expect(verdict({}, ask)).toBe('allowed');
  });
});

describe('MN-3: isolation', () => {
  const closed = withPolicy({ ...DB, policyTypes: ['Ingress'] });

  it('is of one interface: eth0 and other networks of the pod stay as they are', () => {
    expect(verdict(closed, ['shop/web@data', 'shop/db@data'])).toBe('denied');
    expect(verdict(closed, ['shop/web', 'shop/db'])).toBe('allowed');
    const second = podOn('db', [
      { network: 'data', ip: '192.168.10.6' },
      { network: 'more', ip: '192.168.30.6' },
    ]);
    const peer = podOn('web', [{ network: 'more', ip: '192.168.30.5' }]);
    const given = {
      ...withPolicy({ podSelector: {}, policyTypes: ['Ingress'] }),
      pods: [second, peer],
      networkAttachmentDefinitions: [
        attachment('data', MACVLAN),
        attachment('more', {
          ...MACVLAN,
          master: 'eth2',
          ipam: { type: 'whereabouts', range: '192.168.30.0/24' },
        }),
      ],
    };
    expect(verdict(given, ['shop/web@more', 'shop/db@more'])).toBe('allowed');
  });

  it('is of one direction', () => {
    expect(verdict(closed, ['shop/db@data', 'shop/web@data'])).toBe('allowed');
    const out = withPolicy({ ...DB, policyTypes: ['Egress'] });
    expect(verdict(out, ['shop/db@data', 'shop/web@data'])).toBe('denied');
    expect(verdict(out, ['shop/web@data', 'shop/db@data'])).toBe('allowed');
  });

  it('does not keep a pod from itself', () => {
    expect(verdict(closed, ['shop/db@data', 'shop/db@data'])).toBe('allowed');
  });

  it('keeps machines outside out, too, unless an ipBlock lets them in', () => {
    const block = (cidr: string) => withPolicy({ ...DB, ingress: [{ from: [{ ipBlock: { cidr } }] }] });
    expect(verdict(closed, ['192.168.10.77', 'shop/db@data'])).toBe('denied');
    expect(verdict(block('192.168.10.64/26'), ['192.168.10.77', 'shop/db@data'])).toBe('allowed');
    expect(verdict(block('192.168.10.64/26'), ['192.168.10.7', 'shop/db@data'])).toBe('denied');
  });
});

describe('MN-4: a NetworkPolicy', () => {
  const closed = { networkPolicies: [networkPolicy('closed', { spec: { podSelector: {} } })] };

  it('is for the primary network alone', () => {
    const enforced = { ...closed, daemonSets: [CALICO, CONTROLLER] };
    expect(verdict(enforced, ['shop/web', 'shop/db'])).toBe('denied');
    expect(verdict(enforced, ['shop/web@data', 'shop/db@data'])).toBe('allowed');
  });

  it('does nothing on eth0 where only flannel runs', () => {
    expect(verdict(closed, ['shop/web@eth0', 'shop/db@eth0'])).toBe('allowed');
  });

  it('does not reach an eth0 that stands on another network', () => {
    const annotations = { 'v1.multus-cni.io/default-network': 'shop/data' };
    const moved = livePod('db', { node: 'n2', ip: '192.168.10.8', annotations });
    const enforced = { ...closed, daemonSets: [CALICO], pods: [web, moved] };
    expect(verdict(enforced, ['shop/web@data', 'shop/db@data'])).toBe('allowed');
    expect(verdict({ ...enforced, pods: [web, db] }, ['shop/web', 'shop/db'])).toBe('denied');
  });
});

describe('a question', () => {
  it('about a network that the pod is not on is told as that', () => {
    expect(verdict({}, ['shop/web@other', 'shop/db@data'])).toBe('shop/web is not known to be on other.');
    expect(verdict({}, ['shop/gone@data', 'shop/db@data'])).toBe(
      'There is no pod shop/gone with networks of its own.',
    );
  });

  it('from one network to another is unknown: a router may join them', () => {
    expect(verdict({}, ['shop/web', 'shop/db@data'])).toBe('unknown');
    expect(verdict({}, ['shop/web@net1', 'shop/db@net1'])).toBe('allowed');
  });
});
