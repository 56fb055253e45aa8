import { describe, expect, it } from 'vitest';
import type { Inventory, SliceItems } from '#lib/model/inventory.ts';
import { AllowList } from './allow-list.ts';
import { defaultAllow } from './default-allow.ts';
import { probeTargetsOf } from './targets.ts';

type SomeSlices = { readonly [K in keyof SliceItems]?: readonly SliceItems[K][] };

/** An inventory of these slices alone: all that targets are made from. */
function inventoryOf(slices: SomeSlices): Inventory {
  const names = ['nodes', 'endpointSlices'] as const;
  const given = Object.fromEntries(
    names.map((name) => [name, { state: 'complete', items: slices[name] ?? [] }]),
  );
  return {
    source: 'api',
    takenAt: '2026-11-22T00:00:00.000Z',
    slices: given as unknown as Inventory['slices'],
  };
}

function node(
  name: string,
  addresses: { type: string; address: string }[],
  kubeletPort = 10250,
): SliceItems['nodes'] {
  return {
    apiVersion: 'v1',
    kind: 'Node',
    metadata: { name },
    spec: {},
    status: { addresses, daemonEndpoints: { kubeletEndpoint: { Port: kubeletPort } } },
  };
}

function kubernetesEndpoints(addresses: string[], service = 'kubernetes'): SliceItems['endpointSlices'] {
  return {
    apiVersion: 'discovery.k8s.io/v1',
    kind: 'EndpointSlice',
    metadata: { name: service, namespace: 'default', labels: { 'kubernetes.io/service-name': service } },
    addressType: 'IPv4',
    endpoints: [{ addresses }],
    ports: [{ name: 'https', port: 6443, protocol: 'TCP' }],
  };
}

describe('targets of a cluster', () => {
  it('are the known ports of every IP address of a node, each once', () => {
    const addresses = [
      { type: 'InternalIP', address: '10.0.0.1' },
      { type: 'ExternalIP', address: '2001:DB8::1' },
      { type: 'Hostname', address: 'node-1' },
    ];
    const targets = probeTargetsOf(inventoryOf({ nodes: [node('node-1', addresses)] }), null);
    expect(new Set(targets.map(({ address }) => address))).toEqual(new Set(['10.0.0.1', '2001:db8::1']));
    expect(targets).toHaveLength(20);
    expect(targets.every((target) => target.node === 'node-1')).toBe(true);
  });

  it('hold the kubelet port that a node reports where it is not the usual one', () => {
    const nodes = [node('node-1', [{ type: 'InternalIP', address: '10.0.0.1' }], 20250)];
    expect(probeTargetsOf(inventoryOf({ nodes }), null).map(({ port }) => port)).toContain(20250);
  });

  it('hold the endpoints of the API server, named by their node where one has the address', () => {
    const nodes = [node('cp-1', [{ type: 'InternalIP', address: '10.0.0.1' }])];
    const endpointSlices = [kubernetesEndpoints(['10.0.0.1', '10.0.0.2'])];
    const api = probeTargetsOf(inventoryOf({ nodes, endpointSlices }), null).filter(
      ({ port }) => port === 6443,
    );
    expect(api).toEqual([
      { address: '10.0.0.1', port: 6443, node: 'cp-1' },
      { address: '10.0.0.2', port: 6443, node: null },
    ]);
  });

  it('do not hold the endpoints of any other Service', () => {
    const endpointSlices = [kubernetesEndpoints(['10.0.0.9'], 'web')];
    expect(probeTargetsOf(inventoryOf({ endpointSlices }), null)).toEqual([]);
  });

  it.each([
    { server: 'https://[fd00::1]:6443', expected: { address: 'fd00::1', port: 6443, node: null } },
    { server: 'https://api.example.test', expected: { address: 'api.example.test', port: 443, node: null } },
    { server: 'http://127.0.0.1:8080', expected: { address: '127.0.0.1', port: 8080, node: null } },
  ])('hold where the cluster is opened: $server', ({ server, expected }) => {
    expect(probeTargetsOf(inventoryOf({}), server)).toEqual([expected]);
  });
});

describe('the allow list', () => {
  it.each([
    { list: ['10.0.0.0/8'], address: '10.255.0.1', allowed: true },
    { list: ['10.0.0.0/8'], address: '11.0.0.1', allowed: false },
    { list: ['10.0.0.1'], address: '10.0.0.1', allowed: true },
    { list: ['10.0.0.1'], address: '10.0.0.2', allowed: false },
    { list: ['fd00::/8'], address: 'fd12::1', allowed: true },
    { list: ['::/0'], address: '10.0.0.1', allowed: false },
    { list: ['10.0.0.0/8'], address: '::ffff:10.0.0.1', allowed: true },
    { list: [], address: '127.0.0.1', allowed: false },
  ])('$list on $address: $allowed', ({ list, address, allowed }) => {
    expect(new AllowList(list).hasAddress(address)).toBe(allowed);
  });

  it('is by default each target and nothing beside it', () => {
    const targets = [
      { address: '10.0.0.1', port: 1, node: null },
      { address: '10.0.0.1', port: 2, node: null },
      { address: 'fd00::1', port: 1, node: null },
      { address: 'api.example.test', port: 443, node: null },
    ];
    const allow = defaultAllow(targets);
    expect(allow).toEqual(['10.0.0.1/32', 'api.example.test', 'fd00::1/128']);
    expect(new AllowList(allow).hasAddress('10.0.0.2')).toBe(false);
    expect(new AllowList(allow).hasName('API.example.test')).toBe(true);
  });
});
