import type { AttachmentManifest } from '../direct-network/layer-manifests.ts';
import type { Random } from '../random.ts';
import { maybe } from './pools.ts';

/** Every network there may be, with the subnet its addresses are from. */
export const NETWORKS = ['red/data', 'red/store', 'green/data', 'green/back'] as const;

/** How addresses of the third byte are handed out; the last tells nobody. */
function ipam(random: Random, third: number): object {
  const subnet = `192.168.${third}.0/24`;
  return random.pick([
    { type: 'whereabouts', range: subnet },
    { type: 'whereabouts', range: subnet },
    { type: 'whereabouts', range: `192.168.${third}.1-192.168.${third}.90/24` },
    { type: 'host-local', subnet },
    { type: 'host-local', ranges: [[{ subnet }]] },
    { type: 'host-local', ranges: [[{ subnet: '192.168.99.0/24' }], [{ subnet }]] },
    random.chance(0.4) ? { type: 'dhcp' } : { type: 'whereabouts', range: subnet },
  ]);
}

function plugin(random: Random): object {
  const vlan = random.pick([{}, {}, {}, { vlan: 7 }]);
  const master = random.pick(['eth1', 'eth1', 'eth2']);
  const modes = ['bridge', 'bridge', 'bridge', 'bridge', 'bridge', 'private', 'vepa', 'passthru'];
  return random.pick([
    { type: 'macvlan', master, ...maybe(random.chance(0.8), 'mode', random.pick(modes)), ...vlan },
    { type: 'macvlan', master, mode: 'bridge' },
    { type: 'macvlan', master, mode: 'bridge' },
    { type: 'macvlan', master, mode: 'bridge' },
    { type: 'ipvlan', master, ...maybe(random.chance(0.8), 'mode', random.pick(['l2', 'l2', 'l3'])) },
    { type: 'vlan', master, vlanId: 7 },
    { type: 'bridge', bridge: random.pick(['br1', 'br2']), ...vlan },
  ]);
}

/** Returns the definitions of a cluster's networks and the subnets that pods on them have addresses from. */
export function randomAttachments(random: Random): {
  readonly attachments: readonly AttachmentManifest[];
  readonly thirds: Readonly<Record<string, number>>;
} {
  const thirds: Record<string, number> = {};
  const attachments = NETWORKS.map((network): AttachmentManifest => {
    const [namespace = '', name = ''] = network.split('/');
    const third = random.pick([10, 10, 20]);
    thirds[network] = third;
    const single = { ...plugin(random), ipam: ipam(random, third) };
    const config = random.chance(0.2) ? { plugins: [single, { type: 'tuning' }] } : single;
    const text = JSON.stringify({ cniVersion: '0.3.1', name, ...config });
    return { metadata: { name, namespace }, spec: { config: text } };
  });
  return { attachments: attachments.filter(() => random.chance(0.97)), thirds };
}

/** Returns a network that Multus itself gives to every pod; of some only the pods' annotations tell the subnet. */
export function randomDelegate(random: Random) {
  const mode = random.pick(['bridge', 'bridge', 'bridge', 'vepa']);
  const ipam = { type: 'kube-ipam', ...maybe(random.chance(0.5), 'subnet', '10.188.0.0/16') };
  return { type: 'macvlan', name: 'wide', master: 'eth1', mode, ipam };
}
