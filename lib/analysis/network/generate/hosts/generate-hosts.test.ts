import { describe, expect, it } from 'vitest';
import type { Slices } from '#lib/model/inventory.ts';
import { configMap, node, service } from '#lib/testing/builders/cluster.ts';
import { daemonSet } from '#lib/testing/builders/workloads.ts';
import { calico, EARLY, hostEndpoint, hostPolicy, hostScene, labelled } from '#lib/testing/host-scene.ts';
import { Random } from '#lib/testing/random.ts';
import { generateHosts, type GeneratedHosts } from './generate-hosts.ts';
import type { HostPlugin } from './missed-cells.ts';
import { readWantedHosts } from './read-wanted-hosts.ts';

const CONTROL_PLANE = { 'node-role.kubernetes.io/control-plane': '' };
const NODES = [
  node('cp', { internalIP: '10.0.0.1', labels: { 'kubernetes.io/hostname': 'cp', ...CONTROL_PLANE } }),
  node('w1', { internalIP: '10.0.0.2', labels: { 'kubernetes.io/hostname': 'w1', pool: 'blue' } }),
  node('w2', { internalIP: '10.0.0.3', labels: { 'kubernetes.io/hostname': 'w2', pool: 'green' } }),
];

function cluster(plugin: HostPlugin, scene: Parameters<typeof hostScene>[0] = {}): Slices {
  const cilium = {
    daemonSets: [
      daemonSet('cilium', {
        namespace: 'kube-system',
        containers: [{ name: 'cilium-agent', image: 'quay.io/cilium/cilium:v1.18.2' }],
      }),
    ],
    configMaps: [
      configMap('cilium-config', {
        namespace: 'kube-system',
        data: { 'enable-host-firewall': 'true', 'enable-bpf-masquerade': 'true' },
      }),
    ],
  };
  const more = { nodes: NODES, ...(plugin === 'cilium' ? cilium : {}), ...scene.more };
  return hostScene({ endpoints: [], ...scene, more });
}

interface Asked {
  readonly rows: unknown;
  readonly plugin?: HostPlugin;
  readonly keepFailsafe?: boolean;
}

function generated(slices: Slices, { rows, plugin = 'calico', keepFailsafe = false }: Asked): GeneratedHosts {
  const read = readWantedHosts(rows);
  expect(read.faults).toEqual([]);
  return generateHosts(slices, { plugin, rows: read.rows, keepFailsafe });
}

function missedOf({ missed }: GeneratedHosts): string[] {
  return missed.map(
    ({ node: name, port, sender, wanted, part }) =>
      `${sender} => ${name} ${port.port} ${wanted}: ${part.verdict} ${part.decision} ${part.decider?.name ?? ''}`,
  );
}

function randomRows(random: Random): unknown {
  return Array.from({ length: random.integer(1, 5) }, () => ({
    nodes: random.pick<unknown>(['*', 'control-plane', 'workers', 'w1', ['cp', 'w2'], { pool: 'blue' }]),
    ports: random.some([22, 2379, 6443, 10_250, '53/UDP', 8443], [1, 3]),
    from: random.some(
      [
        'anyone',
        'internet',
        'nodes',
        'pods',
        '203.0.113.0/24',
        '203.0.113.64/26',
        '10.0.0.0/8',
        '2001:db8::/32',
      ],
      [1, 3],
    ),
    access: random.pick(['allowed', 'allowed', 'denied']),
  }));
}

describe('a host firewall made for a table', () => {
  const seeds = Array.from({ length: 80 }, (_, at) => at + 1);

  it.each(seeds)('gives every cell of a random table under Calico (%i)', (seed) => {
    const made = generated(cluster('calico'), { rows: randomRows(new Random(seed)) });
    expect(missedOf(made)).toEqual([]);
  });

  it.each(seeds)('gives every cell of a random table under Cilium (%i)', (seed) => {
    const made = generated(cluster('cilium'), { plugin: 'cilium', rows: randomRows(new Random(seed)) });
    expect(missedOf(made)).toEqual([]);
  });

  it('is policies first, then host endpoints, then the failsafe ports that stay', () => {
    const slices = cluster('calico');
    const rows = [{ nodes: '*', ports: [10_250], from: 'nodes', access: 'allowed' }];
    const made = generated(slices, { rows });
    expect(made.objects.map(({ kind, metadata }) => `${kind} ${metadata.name}`)).toEqual([
      'GlobalNetworkPolicy host-firewall-1',
      'HostEndpoint cp-all',
      'HostEndpoint w1-all',
      'HostEndpoint w2-all',
      'FelixConfiguration default',
    ]);
    expect(missedOf(made)).toEqual([]);
  });
});

describe('failsafe ports', () => {
  const rows = [{ nodes: '*', ports: [2379], from: 'nodes', access: 'allowed' }];
  const listOf = ({ objects }: GeneratedHosts) =>
    objects.find(({ kind }) => kind === 'FelixConfiguration')?.spec['failsafeInboundHostPorts'];

  it('leave the list where the table closes them, and the others are named and stay', () => {
    const made = generated(cluster('calico'), { rows });
    expect(listOf(made)).not.toContainEqual({ protocol: 'tcp', port: 2379 });
    expect(listOf(made)).toContainEqual({ protocol: 'tcp', port: 22 });
    expect(made.problems.map(({ en }) => en).join()).toContain('TCP 22');
    expect(missedOf(made)).toEqual([]);
  });

  it('are named as cells that cannot hold where the list is to stay', () => {
    const made = generated(cluster('calico'), { rows, keepFailsafe: true });
    expect(listOf(made)).toContainEqual({ protocol: 'tcp', port: 2379 });
    expect(missedOf(made)).toContain('internet => cp 2379 denied: failsafe failsafe host-firewall-1');
    expect(missedOf(made).some((one) => one.startsWith('nodes'))).toBe(false);
  });

  it('stay where a variable of the DaemonSet sets them, and that is said', () => {
    const agent = { env: [{ name: 'FELIX_FAILSAFEINBOUNDHOSTPORTS', value: 'tcp:2379' }] };
    const { daemonSets } = hostScene({ agent });
    const items = daemonSets.state === 'complete' ? daemonSets.items : [];
    const made = generated(cluster('calico', { more: { daemonSets: items } }), { rows });
    expect(made.problems.map(({ en }) => en).join()).toContain('FELIX_FAILSAFEINBOUNDHOSTPORTS');
    expect(missedOf(made)).toContain('internet => w1 2379 denied: failsafe failsafe host-firewall-1');
  });
});

describe('what is there already', () => {
  const rows = [{ nodes: '*', ports: [10_250], from: 'nodes', access: 'allowed' }];

  it('is asked after the new policies, and host endpoints are made only where there is none', () => {
    const endpoint = labelled(hostEndpoint('w1', { profiles: ['projectcalico-default-allow'] }), {
      'kubernetes.io/hostname': 'w1',
      pool: 'blue',
    });
    const open = hostPolicy('open', { order: 7, types: ['Ingress'], ingress: [{ action: 'Allow' }] });
    const made = generated(cluster('calico', { endpoints: [endpoint], policies: [open] }), { rows });
    expect(made.objects.map(({ metadata }) => metadata.name)).toEqual([
      'host-firewall-1',
      'cp-all',
      'w2-all',
      'default',
    ]);
    expect(made.objects[0]?.spec['order']).toBe(6);
    expect(missedOf(made)).toEqual([]);
  });

  it('gets a label where none tells its host endpoints apart, and that is said', () => {
    const endpoints = ['cp', 'w1', 'w2'].map((name) =>
      hostEndpoint(name, { profiles: ['projectcalico-default-allow'] }),
    );
    const made = generated(cluster('calico', { endpoints }), {
      rows: [...rows, { nodes: 'cp', ports: [6443], from: 'anyone', access: 'allowed' }],
    });
    const relabelled = made.objects.filter(({ kind }) => kind === 'HostEndpoint');
    expect(relabelled.map(({ metadata: { name, labels } }) => [name, labels])).toContainEqual([
      'w1-all',
      { host: 'yes', 'kubernetes.io/hostname': 'w1' },
    ]);
    expect(made.problems.map(({ en }) => en).join()).toContain('No labels tell the host endpoints apart');
    expect(missedOf(made)).toEqual([]);
    const one = generated(cluster('calico', { endpoints }), { rows });
    expect(one.objects.some(({ kind }) => kind === 'HostEndpoint')).toBe(false);
  });

  it('is named where it decides before the new policies are asked', () => {
    const early = calico('GlobalNetworkPolicy', 'early', {
      ...EARLY,
      order: 5,
      ingress: [{ action: 'Allow' }],
    });
    const made = generated(cluster('calico', { policies: [early] }), { rows });
    expect(missedOf(made)).toContain('internet => cp 10250 denied: allowed pre-dnat early');
  });
});

describe('ports that nodes pass on to pods', () => {
  const web = service('web', {
    spec: { type: 'NodePort', ports: [{ port: 80, nodePort: 30_080, protocol: 'TCP' }] },
  });
  const rows = [{ nodes: '*', ports: [30_080], from: '203.0.113.0/24', access: 'allowed' }];

  it('are closed before DNAT under Calico', () => {
    const made = generated(cluster('calico', { more: { services: [web] } }), { rows });
    expect(made.objects.map(({ metadata }) => metadata.name)).toContain('host-firewall-1-before-dnat');
    expect(missedOf(made).filter((one) => !one.startsWith('pods'))).toEqual([]);
  });

  it('cannot be closed under Cilium, and are named', () => {
    const made = generated(cluster('cilium', { more: { services: [web] } }), { plugin: 'cilium', rows });
    expect(missedOf(made)).toContain('internet => cp 30080 denied: allowed node-port ');
    expect(missedOf(made).some((one) => one.startsWith('203.0.113.0/24'))).toBe(false);
  });
});

describe('a table that cannot be read', () => {
  it.each([
    { name: 'no rows', rows: [], says: 'The table must be a list of rows' },
    {
      name: 'a port that is none',
      rows: [{ nodes: '*', ports: [0], from: 'nodes', access: 'allowed' }],
      says: '"0" is no port',
    },
    {
      name: 'an unknown sender',
      rows: [{ nodes: '*', ports: 22, from: 'friends', access: 'allowed' }],
      says: '"friends" is no sender',
    },
    { name: 'no access', rows: [{ nodes: '*', ports: 22, from: 'nodes' }], says: 'Row 1: access must be' },
    {
      name: 'a field of another name',
      rows: [{ node: '*', ports: 22, from: 'nodes', access: 'denied' }],
      says: '"node" is not a field',
    },
  ])('is told of: $name', ({ rows, says }) => {
    expect(
      readWantedHosts(rows)
        .faults.map(({ en }) => en)
        .join(' '),
    ).toContain(says);
  });
});
