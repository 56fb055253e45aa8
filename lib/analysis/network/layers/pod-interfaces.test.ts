import { describe, expect, it } from 'vitest';
import { configMap } from '#lib/testing/builders/cluster.ts';
import { inventory, type GivenSlices } from '#lib/testing/builders/inventory.ts';
import { attachment, podOn } from '#lib/testing/builders/layers.ts';
import { livePod } from '#lib/testing/builders/workloads.ts';
import { layersOf } from './layer-view.ts';

const REQUEST = 'k8s.v1.cni.cncf.io/networks';
const STATUS = 'k8s.v1.cni.cncf.io/network-status';

/** Interfaces of the one pod of a case as `name network reason addresses`; a star marks what is declared alone. */
function interfaces(annotations: Readonly<Record<string, string>>, given: GivenSlices = {}): string[] {
  const pods = [livePod('web', { node: 'n1', ip: '10.244.0.5', annotations })];
  const { slices } = inventory({ pods, ...given });
  return (layersOf(slices).pods[0]?.interfaces ?? []).map(({ name, network, reason, addresses }) =>
    [name, network, reason, ...addresses.map((one) => `${one.text}${one.isObserved ? '' : '*'}`)].join(' '),
  );
}

const ETH0 = 'eth0 primary primary 10.244.0.5';

describe('MN-5: what a pod asks for', () => {
  it('is a list of names, with namespace and interface where they are written', () => {
    expect(interfaces({ [REQUEST]: 'data, lab/other@ext0' })).toEqual([
      ETH0,
      'net1 shop/data requested',
      'ext0 lab/other requested',
    ]);
  });

  it('may be JSON with addresses', () => {
    const json = [
      { name: 'data', ips: ['10.188.0.9/16'] },
      { name: 'x', namespace: 'lab', interface: 'ext0' },
    ];
    expect(interfaces({ [REQUEST]: JSON.stringify(json) })).toEqual([
      ETH0,
      'net1 shop/data requested 10.188.0.9*',
      'ext0 lab/x requested',
    ]);
  });

  it('is nothing where it cannot be read, and told', () => {
    const annotations = { [REQUEST]: '[{"name": ' };
    const pods = [livePod('web', { node: 'n1', ip: '10.244.0.5', annotations })];
    const [found] = layersOf(inventory({ pods }).slices).pods;
    expect(found?.interfaces).toHaveLength(1);
    expect(found?.problems).toHaveLength(1);
  });

  it('has what its status reports, also under the older key and for two interfaces of one network', () => {
    const status = JSON.stringify([
      { name: 'cbr0', interface: 'eth0', ips: ['10.244.0.5'], default: true },
      { name: 'shop/data', interface: 'ext0', ips: ['10.188.0.9'] },
      { name: 'shop/data', interface: 'net1', ips: ['10.188.0.8'] },
    ]);
    const expected = [ETH0, 'net1 shop/data requested 10.188.0.8', 'ext0 shop/data requested 10.188.0.9'];
    expect(interfaces({ [REQUEST]: 'data,data@ext0', [STATUS]: status })).toEqual(expected);
    expect(interfaces({ [REQUEST]: 'data,data@ext0', 'k8s.v1.cni.cncf.io/networks-status': status })).toEqual(
      expected,
    );
  });

  it('may be less than what its status reports', () => {
    const status = JSON.stringify([{ name: 'lab/extra', interface: 'net7', ips: ['10.9.0.1'] }]);
    expect(interfaces({ [STATUS]: status })).toEqual([ETH0, 'net7 lab/extra reported 10.9.0.1']);
  });

  it('is nothing beside eth0 for a pod on the network of its node, which has none of its own', () => {
    const onHost = livePod('agent', { node: 'n1', ip: '10.0.0.1', spec: { hostNetwork: true } });
    expect(layersOf(inventory({ pods: [onHost] }).slices).pods).toEqual([]);
  });
});

const CONFIG = {
  type: 'multus',
  delegates: [
    { type: 'flannel', name: 'flannel.1', masterplugin: true },
    {
      type: 'macvlan',
      name: 'macvlan-conf',
      master: 'eth1',
      mode: 'bridge',
      ipam: { type: 'kube-ipam', subnet: '10.188.0.0/16', gateway: '10.188.0.1' },
    },
  ],
};
const MULTUS = [
  configMap('multus-cni-config', {
    namespace: 'kube-system',
    data: { 'cni-conf.json': JSON.stringify(CONFIG) },
  }),
];
const KUBE_IPAM = { 'kube-ipam.ip': '10.188.0.218', 'kube-ipam.netmask': '255.255.0.0' };

describe('MN-11: networks that nobody asked for', () => {
  it('are those of the delegates of Multus, given to every pod', () => {
    expect(interfaces({}, { configMaps: MULTUS })).toEqual([ETH0, 'net1 macvlan-conf cluster-wide']);
    expect(interfaces({})).toEqual([ETH0]);
  });

  it('come before those that a pod asks for', () => {
    expect(interfaces({ [REQUEST]: 'data' }, { configMaps: MULTUS })).toEqual([
      ETH0,
      'net1 macvlan-conf cluster-wide',
      'net2 shop/data requested',
    ]);
  });

  it('are the definitions that Multus is told to add', () => {
    const data = { 'daemon-config.json': '{"chrootDir":"/hostroot","defaultNetworks":["audit"]}' };
    const configMaps = [configMap('multus-daemon-config', { namespace: 'kube-system', data })];
    const definitions = [attachment('audit', CONFIG.delegates[1], { namespace: 'kube-system' })];
    const given = { configMaps, networkAttachmentDefinitions: definitions };
    expect(interfaces({}, given)).toEqual([ETH0, 'net1 kube-system/audit cluster-wide']);
  });

  it('take the fixed address of their manager, which is declared and not observed', () => {
    expect(interfaces(KUBE_IPAM, { configMaps: MULTUS })).toEqual([
      ETH0,
      'net1 macvlan-conf cluster-wide 10.188.0.218*',
    ]);
  });

  it('are inferred from the annotation where no configuration was read', () => {
    expect(interfaces(KUBE_IPAM)).toEqual([ETH0, 'net1 kube-ipam 10.188.0.0/16 declared 10.188.0.218*']);
  });

  it('are not inferred where the fixed address is the one of eth0', () => {
    expect(interfaces({ ...KUBE_IPAM, 'kube-ipam.ip': '10.244.0.5' })).toEqual([ETH0]);
  });

  it('are not inferred from managers of the primary network', () => {
    expect(interfaces({ 'cni.projectcalico.org/ipAddrs': '["10.244.0.9"]' })).toEqual([
      `${ETH0} 10.244.0.9*`,
    ]);
    expect(interfaces({ 'ovn.kubernetes.io/ip_address': '10.244.0.5' })).toEqual([ETH0]);
  });

  it('are inferred from an address that Kube-OVN keeps for a definition', () => {
    expect(interfaces({ 'data.shop.ovn.kubernetes.io/ip_address': '10.188.0.3' })).toEqual([
      ETH0,
      'net1 shop/data declared 10.188.0.3*',
    ]);
  });
});

describe('MN-4: the default network of a pod', () => {
  it('takes the place of the cluster one on eth0', () => {
    expect(interfaces({ 'v1.multus-cni.io/default-network': 'lab/own' })).toEqual([
      'eth0 lab/own default-network 10.244.0.5',
    ]);
    expect(interfaces({ 'v1.multus-cni.io/default-network': 'own' })).toEqual([
      'eth0 kube-system/own default-network 10.244.0.5',
    ]);
  });
});

describe('a definition', () => {
  const configOf = (config: unknown) => {
    const given = { networkAttachmentDefinitions: [attachment('data', config)] };
    return layersOf(inventory(given).slices).networks.find(({ key }) => key === 'shop/data');
  };

  it('tells plugin, mode, master, VLAN and subnets, of one plugin or a list of them', () => {
    const macvlan = {
      type: 'macvlan',
      master: 'eth1',
      vlan: 12,
      ipam: { type: 'host-local', subnet: '10.9.0.0/24' },
    };
    for (const config of [macvlan, { name: 'x', plugins: [macvlan, { type: 'sbr' }] }]) {
      expect(configOf(config)?.config).toMatchObject({
        type: 'macvlan',
        mode: 'bridge',
        master: 'eth1',
        vlan: 12,
      });
      expect(configOf(config)?.subnets.map(({ cidr }) => cidr)).toEqual(['10.9.0.0/24']);
    }
  });

  it.each([
    [{ type: 'whereabouts', range: '10.9.0.10-10.9.0.20/24' }, ['10.9.0.20/24']],
    [
      { type: 'whereabouts', ipRanges: [{ range: '10.9.0.0/24' }, { range: 'fd00::/64' }] },
      ['10.9.0.0/24', 'fd00::/64'],
    ],
    [
      { type: 'host-local', ranges: [[{ subnet: '10.9.0.0/24' }], [{ subnet: 'fd00::/64' }]] },
      ['10.9.0.0/24', 'fd00::/64'],
    ],
    [{ type: 'static', addresses: [{ address: '10.9.0.4/24' }] }, ['10.9.0.4/24']],
    [{ type: 'dhcp' }, []],
  ])('reads the networks of %j', (ipam, cidrs) => {
    expect(configOf({ type: 'macvlan', ipam })?.subnets.map(({ cidr }) => cidr)).toEqual(cidrs);
  });

  it('that is no JSON, or names no plugin, is a problem and no crash', () => {
    expect(configOf('{"type": "macvlan"')?.problem?.en).toContain('no JSON object');
    expect(configOf({ master: 'eth1' })?.problem?.en).toContain('names no plugin');
    expect(configOf({ type: 'macvlan' })?.problem).toBeNull();
    expect(configOf('')?.problem).toBeNull();
  });
});

describe('pods that go away', () => {
  it('are on no network any more', () => {
    const gone = podOn('old', [{ network: 'data', ip: '10.188.0.9' }]);
    const ending = { ...gone, metadata: { ...gone.metadata, deletionTimestamp: '2026-11-22T08:00:00Z' } };
    expect(layersOf(inventory({ pods: [ending] }).slices).pods).toEqual([]);
    expect(layersOf(inventory({ pods: [gone] }).slices).pods).toHaveLength(1);
  });
});
