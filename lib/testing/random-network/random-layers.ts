import { interfacesOf } from '../direct-network/layer-interfaces.ts';
import type { LayerManifests } from '../direct-network/layer-manifests.ts';
import type { Manifest, PodManifest } from '../direct-network/manifests.ts';
import type { NetworkAsk } from '../direct-network/parties.ts';
import { World } from '../direct-network/world.ts';
import { Random } from '../random.ts';
import { maybe, NAMESPACE_LABELS, POD_LABELS, PORTS, several, someLabels } from './pools.ts';
import { NETWORKS, randomAttachments, randomDelegate } from './random-attachments.ts';
import { randomMultiPolicy } from './random-multi-policies.ts';
import { randomNetworkPolicy } from './random-network-policies.ts';

const PREFIX = 'k8s.v1.cni.cncf.io';

/** It looks after macvlan alone unless it is told of more. */
const CONTROLLERS = [
  [],
  ['--network-plugins=macvlan,ipvlan'],
  ['--network-plugins=macvlan,ipvlan,bridge,vlan'],
  ['--network-plugins=macvlan,ipvlan,bridge,vlan'],
] as const;

/** Returns one made-up cluster whose pods stand on several networks. */
export function randomLayers(seed: number): LayerManifests {
  const random = new Random(seed);
  const { attachments, thirds } = randomAttachments(random);
  const delegate = random.chance(0.1) ? randomDelegate(random) : null;
  const namespaces = ['red', 'green', 'blue'].map((name): Manifest<object> => ({
    metadata: { name, labels: someLabels(random, NAMESPACE_LABELS) },
    spec: {},
  }));
  const pods = several(random, [6, 9], (at) =>
    delegate === null ? pod(random, thirds, at) : plainPod(random, at, 'subnet' in delegate.ipam),
  );
  return {
    base: {
      pods,
      namespaces,
      networkPolicies: several(random, [0, 3], (at) => randomNetworkPolicy(random, `np${at}`)),
    },
    attachments,
    delegate,
    policies: several(random, [3, 7], (at) => randomMultiPolicy(random, `mnp${at}`)),
    controller: random.chance(0.92) ? random.pick(CONTROLLERS) : null,
    isEnforced: random.chance(0.6),
  };
}

/**
 * As the article has it: pods ask for nothing, and some have an address that an annotation fixes, with the mask of
 * the network where that has one.
 */
function plainPod(random: Random, at: number, hasSubnet: boolean): PodManifest {
  const ip = `10.0.0.${at + 1}`;
  const fixed = {
    'kube-ipam.ip': `10.188.${random.integer(0, 3)}.${at + 1}`,
    'kube-ipam.netmask': hasSubnet ? '255.255.0.0' : random.pick(['255.255.0.0', '255.255.254.0']),
  };
  return podOf(
    random,
    { at, ip, namespace: random.pick(['red', 'green', 'blue']) },
    random.chance(0.7) ? fixed : {},
  );
}

interface Foot {
  readonly network: string;
  /** As the request names it. */
  readonly interface: string | null;
  readonly ip: string;
}

function pod(random: Random, thirds: Readonly<Record<string, number>>, at: number): PodManifest {
  const namespace = random.pick(['red', 'red', 'green', 'blue']);
  const feet = random.some(NETWORKS, [1, 3]).map((network, index): Foot => ({
    network,
    interface: random.chance(0.2) ? `data${index}` : null,
    ip: `192.168.${thirds[network] ?? 0}.${at * 3 + index + 1}`,
  }));
  const ip = `10.0.0.${at + 1}`;
  const key = random.chance(0.85) ? 'network-status' : 'networks-status';
  const isReported = random.chance(0.88);
  const isAsked = !isReported || random.chance(0.93);
  const annotations = {
    ...maybe(isAsked, `${PREFIX}/networks`, request(random, namespace, feet)),
    ...maybe(isReported, `${PREFIX}/${key}`, report(feet, ip)),
  };
  return podOf(random, { at, ip, namespace }, annotations);
}

function podOf(
  random: Random,
  { at, ip, namespace }: { readonly at: number; readonly ip: string; readonly namespace: string },
  annotations: Readonly<Record<string, string>>,
): PodManifest {
  return {
    metadata: { name: `p${at}`, namespace, labels: someLabels(random, POD_LABELS), annotations },
    spec: {
      nodeName: random.pick(['n1', 'n2']),
      containers: [
        { name: 'main', image: 'registry.example/app:1', ports: [{ name: 'http', containerPort: 80 }] },
      ],
    },
    status: { phase: 'Running', podIP: ip, podIPs: [{ ip }] },
  };
}

function request(random: Random, namespace: string, feet: readonly Foot[]): string {
  if (random.chance(0.35))
    return JSON.stringify(
      feet.map((foot) => {
        const [place = '', name = ''] = foot.network.split('/');
        return {
          name,
          ...maybe(place !== namespace || random.chance(0.3), 'namespace', place),
          ...(foot.interface === null ? {} : { interface: foot.interface }),
        };
      }),
    );
  const short = feet.map((foot) => {
    const [place, name = ''] = foot.network.split('/');
    const network = place === namespace && random.chance(0.7) ? name : foot.network;
    return foot.interface === null ? network : `${network}@${foot.interface}`;
  });
  return short.join(random.pick([',', ', ']));
}

function report(feet: readonly Foot[], ip: string): string {
  const others = feet.map((foot, index) => ({
    name: foot.network,
    interface: foot.interface ?? `net${index + 1}`,
    ips: [foot.ip],
  }));
  return JSON.stringify([{ name: 'cbr0', interface: 'eth0', ips: [ip], default: true }, ...others]);
}

const OUTSIDE = ['10.188.2.77', '192.168.10.77', '192.168.20.77', '192.168.10.6', '203.0.113.5'];

const KINDS = [
  ...Array.from({ length: 7 }, () => 'same' as const),
  'eth0',
  'across',
  'outside',
  'any',
] as const;
const PROTOCOLS = ['TCP', 'TCP', 'TCP', 'TCP', 'UDP', 'UDP', 'SCTP', 'ICMP'] as const;

/** Returns questions: mostly about two pods on one network, some across, about eth0, or with a machine outside. */
export function randomLayerAsks(objects: LayerManifests, seed: number, count: number): NetworkAsk[] {
  const random = new Random(seed);
  const feet = (objects.base.pods ?? []).flatMap((pod) =>
    interfacesOf(new World([]), objects, pod).map(({ name, network }) => {
      const { namespace = '', name: podName } = pod.metadata;
      const at = network === null || random.chance(0.3) ? name : network;
      return { pod, network, text: `${namespace}/${podName}@${at}` };
    }),
  );
  const secondary = feet.filter(({ network }) => network !== null);
  return Array.from({ length: count }, () => {
    const kind = random.pick(KINDS);
    const near = random.pick(kind === 'any' ? feet : secondary);
    const network = kind === 'eth0' ? null : near.network;
    const able = kind === 'across' || kind === 'any' ? feet : feet.filter((one) => one.network === network);
    const others = able.filter(({ pod }) => pod !== near.pod);
    const far = random.pick(others.length === 0 ? able : others);
    const one = kind === 'eth0' ? random.pick(feet.filter((foot) => foot.network === null)).text : near.text;
    const two = kind === 'outside' ? random.pick(OUTSIDE) : far.text;
    const protocol = random.pick(PROTOCOLS);
    const port = protocol === 'ICMP' ? 8 * 256 : random.pick(PORTS);
    const [from, to] = random.chance(0.5) ? [one, two] : [two, one];
    return { from, to, port, protocol };
  });
}
