import { describe, expect, it } from 'vitest';
import { inventory, type GivenSlices } from '#lib/testing/builders/inventory.ts';
import { configMap } from '#lib/testing/builders/cluster.ts';
import { attachment, multiPolicy, podOn } from '#lib/testing/builders/layers.ts';
import { daemonSet, pod } from '#lib/testing/builders/workloads.ts';
import { layerViewOf } from './layer-view.ts';
import { layerPolicies } from './layer-policies.ts';

const MACVLAN = { type: 'macvlan', master: 'eth1', ipam: { type: 'whereabouts', range: '192.168.10.0/24' } };
const TYPES = { policyTypes: ['Ingress'] };

function controller(args: readonly string[] = ['--accept-icmp'], image = 'multi-networkpolicy-iptables') {
  const container = {
    name: 'multi-networkpolicy-iptables',
    image: `ghcr.io/k8snetworkplumbingwg/${image}:v1`,
    args,
  };
  return daemonSet('multi-networkpolicy', { namespace: 'kube-system', containers: [container] });
}

type Options = Parameters<typeof multiPolicy>[2];

/** Rules and beginnings of what is told of one policy. */
function lints(
  spec: Readonly<Record<string, unknown>>,
  options: Options = {},
  given: GivenSlices = {},
): string[] {
  const { slices } = inventory({
    pods: [podOn('db', [{ network: 'data', ip: '192.168.10.6' }])],
    daemonSets: [controller()],
    networkAttachmentDefinitions: [attachment('data', MACVLAN)],
    multiNetworkPolicies: [multiPolicy('p', spec, { policyFor: 'data', ...options })],
    ...given,
  });
  return layerPolicies(layerViewOf(slices)).flatMap((one) =>
    one.lints.map(({ rule, message }) => `${rule} ${message.en}`),
  );
}

const withPeer = (peer: object) => ({ ...TYPES, podSelector: {}, ingress: [{ from: [peer] }] });
const EVERYWHERE = { namespaceSelector: {} };

describe('a policy without fault', () => {
  it('has nothing to be told of', () => {
    expect(lints(withPeer(EVERYWHERE))).toEqual([]);
  });
});

describe('a policy that does nothing', () => {
  it('names no network, or none that is defined (MN-2)', () => {
    expect(lints(TYPES, { policyFor: '' })[0]).toContain('MN-2 It names no network');
    expect(lints(TYPES, { policyFor: 'gone' })[0]).toContain('MN-2 It is for the network shop/gone');
  });

  it('selects nobody who asks for its network (MN-3)', () => {
    const spec = { ...TYPES, podSelector: { matchLabels: { app: 'none' } } };
    expect(lints(spec)[0]).toContain('MN-3 It selects no pod');
  });

  it('is for a network that every pod is given (MN coverage)', () => {
    const data = { 'daemon-config.json': '{"chrootDir":"/hostroot","defaultNetworks":["shop/data"]}' };
    const configMaps = [configMap('multus-daemon-config', { namespace: 'kube-system', data })];
    const pods = [pod('db')];
    expect(lints(withPeer(EVERYWHERE), {}, { configMaps, pods })[0]).toContain('MN-3 Every pod is given');
  });

  it('has nobody who enforces it (MN-8)', () => {
    expect(lints(withPeer(EVERYWHERE), {}, { daemonSets: [] })[0]).toContain('MN-8 No controller');
  });
});

describe('MN-8: multi-networkpolicy-iptables departs from what is written', () => {
  it('where types are left out', () => {
    expect(lints({ podSelector: {} })[0]).toContain('isolates nothing');
    expect(lints({ podSelector: {}, egress: [{}] })[0]).toContain('outgoing traffic alone');
    expect(lints({ podSelector: {}, ingress: [{}] })).toEqual([]);
  });

  it('by skipping selectors it cannot take: single-value In works', () => {
    const one = { matchExpressions: [{ key: 'app', operator: 'In', values: ['db'] }] };
    const two = { matchExpressions: [{ key: 'app', operator: 'In', values: ['db', 'web'] }] };
    const has = { matchExpressions: [{ key: 'app', operator: 'DoesNotExist' }] };
    expect(lints({ ...TYPES, podSelector: has })).toEqual([expect.stringContaining('skips the policy')]);
    expect(lints(withPeer({ ...EVERYWHERE, podSelector: two }))).toEqual([
      expect.stringContaining('skips that peer'),
    ]);
    expect(lints(withPeer({ ...EVERYWHERE, podSelector: one }))).toEqual([]);
  });

  it('by taking a peer without namespaceSelector for all namespaces', () => {
    expect(lints(withPeer({ podSelector: {} }))).toEqual([expect.stringContaining('all namespaces')]);
    expect(lints(withPeer({ ...EVERYWHERE, podSelector: {} }))).toEqual([]);
  });

  it('by dropping what is excepted', () => {
    const block = (except?: readonly string[]) => withPeer({ ipBlock: { cidr: '10.0.0.0/8', except } });
    expect(lints(block(['10.1.0.0/16']))).toEqual([expect.stringContaining('drops it at once')]);
    expect(lints(block())).toEqual([]);
  });

  it('by looking port names up on the host', () => {
    const named = (port: number | string) => ({
      ...TYPES,
      podSelector: {},
      ingress: [{ ports: [{ port }] }],
    });
    expect(lints(named('sql'))).toEqual([expect.stringContaining('services of the host')]);
    expect(lints(named(5432))).toEqual([]);
  });

  it('by looking after macvlan alone, unless it is told of more', () => {
    const definitions = [attachment('data', { ...MACVLAN, type: 'ipvlan' })];
    const given = { networkAttachmentDefinitions: definitions };
    expect(lints(withPeer(EVERYWHERE), {}, given)).toEqual([expect.stringContaining('type ipvlan')]);
    const told = [controller(['--accept-icmp', '--network-plugins=macvlan,ipvlan'])];
    expect(lints(withPeer(EVERYWHERE), {}, { ...given, daemonSets: told })).toEqual([]);
  });

  it('by dropping ICMP unless it is told to accept it', () => {
    const given = { daemonSets: [controller(['--v=1'])] };
    expect(lints(withPeer(EVERYWHERE), {}, given)).toEqual([expect.stringContaining('drops ICMP')]);
  });

  it('by closing the other networks of the pod, too (MN-3)', () => {
    const pods = [
      podOn('db', [
        { network: 'data', ip: '192.168.10.6' },
        { network: 'more', ip: '192.168.11.6' },
      ]),
    ];
    const given = {
      pods,
      networkAttachmentDefinitions: [attachment('data', MACVLAN), attachment('more', MACVLAN)],
    };
    expect(lints(withPeer(EVERYWHERE), {}, given)).toEqual([expect.stringContaining('closes the isolated')]);
  });

  it('which says nothing of another controller', () => {
    const daemonSets = [controller([], 'ovn-kube-u')];
    expect(lints(withPeer({ podSelector: {} }), {}, { daemonSets })).toEqual([]);
  });
});

describe('amendments of the schema', () => {
  it('tell empty peers, ipBlocks beside selectors and ranges that v1beta1 does not have', () => {
    expect(lints(withPeer({}))).toEqual([expect.stringContaining('NP-28 A peer is empty')]);
    expect(lints(withPeer({ ...EVERYWHERE, ipBlock: { cidr: '10.0.0.0/8' } }))).toEqual([
      expect.stringContaining('NP-28 A peer has an ipBlock'),
    ]);
    const range = { ...TYPES, podSelector: {}, ingress: [{ ports: [{ port: 1, endPort: 9 }] }] };
    expect(lints(range, { version: 'v1beta1' })).toEqual([expect.stringContaining('MN-1')]);
    expect(lints(range)).toEqual([]);
  });
});
