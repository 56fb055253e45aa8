import type { Text } from '#lib/model/text.ts';
import { text } from '#lib/model/text.ts';
import { addressText, type AddressRange } from '#lib/analysis/network/reach/address-ranges.ts';
import { holdsAddress, type Ipam } from './attachment-ipam.ts';
import type { LayerMember, Layers } from './build-layers.ts';
import type { LayerPod } from './layer-pods.ts';
import type { InterfaceAddress } from './pod-interfaces.ts';
import { wireOf } from './wire.ts';

/** What may be wrong with the networks of pods, the gravest first. */
export const LAYER_PROBLEMS = [
  'not-enforced',
  'open-beside-policies',
  'given-to-all',
  'way-in',
  'duplicate-address',
  'fixed-with-replicas',
  'out-of-range',
  'fixed-in-pool',
  'bad-definition',
  'bad-annotation',
  'missing-definition',
  'other-namespace',
  'not-given',
  'declared-only',
] as const;
export type LayerProblemKind = (typeof LAYER_PROBLEMS)[number];

export interface LayerProblem {
  readonly kind: LayerProblemKind;
  /** Key of the network it is about; null where it is about none that is known. */
  readonly network: string | null;
  readonly message: Text;
}

/** Returns what is wrong with networks, their definitions and addresses, each thing once. */
export function findLayerProblems(
  layers: Layers,
  { areDefinitionsRead }: { readonly areDefinitionsRead: boolean },
): LayerProblem[] {
  const found = [
    ...givenToAll(layers),
    ...duplicates(layers),
    ...[...layers.members.values()].flatMap((members) => members.flatMap(addressProblems)),
    ...staticShared(layers),
    ...definitionProblems(layers),
    ...layers.pods.flatMap((one) =>
      one.problems.map((message): LayerProblem => ({
        kind: 'bad-annotation',
        network: null,
        message: prefixed(nameOf(one.pod), message),
      })),
    ),
    ...requestProblems(layers, areDefinitionsRead),
  ];
  const once = new Map(found.map((one) => [`${one.kind} ${one.message.en}`, one]));
  return [...once.values()].toSorted(
    (a, b) => LAYER_PROBLEMS.indexOf(a.kind) - LAYER_PROBLEMS.indexOf(b.kind),
  );
}

/** A layer that every pod has separates nobody (MN-11). */
function givenToAll({ networks }: Layers): LayerProblem[] {
  return networks
    .filter(({ isClusterWide, origin }) => isClusterWide && origin !== 'primary')
    .map(({ key }) => ({
      kind: 'given-to-all',
      network: key,
      message: text(
        `Multus gives ${key} to every pod, so this layer separates nobody from anybody.`,
        `Multus 把 ${key} 分配给每一个 Pod，因此这一层没有隔离任何一方。`,
      ),
    }));
}

interface Held {
  readonly member: LayerMember;
  readonly address: InterfaceAddress;
}

/** One address on one wire belongs to one pod. */
function duplicates({ members }: Layers): LayerProblem[] {
  const held = new Map<string, Held[]>();
  for (const member of [...members.values()].flat()) {
    for (const address of member.interface.addresses) {
      const key = `${wireOf(member.network)} ${address.family} ${address.value}`;
      const list = held.get(key) ?? [];
      list.push({ member, address });
      held.set(key, list);
    }
  }
  return [...held.values()].flatMap((list): LayerProblem[] => {
    const names = [...new Set(list.map(({ member }) => ownerOf(member.pod)))].toSorted();
    const [first] = list;
    if (names.length < 2 || first === undefined) return [];
    const { address, member } = first;
    return [
      {
        kind: 'duplicate-address',
        network: member.network.key,
        message: text(
          `${address.text} is given more than once: to ${names.join(' and ')}.`,
          `${address.text} 被重复分配：${names.join('、')}。`,
        ),
      },
    ];
  });
}

function addressProblems(member: LayerMember): LayerProblem[] {
  const { network, pod } = member;
  return member.interface.addresses.flatMap((address): LayerProblem[] => {
    const of = (kind: LayerProblemKind, message: Text): LayerProblem => ({
      kind,
      network: network.key,
      message,
    });
    const who = ownerOf(pod);
    return [
      ...(isOutside(
        network.subnets.map(({ range }) => range),
        address,
      )
        ? [of('out-of-range', outside(who, address.text, network.subnets.map(({ cidr }) => cidr).join(', ')))]
        : []),
      ...(address.fixedBy === null
        ? []
        : fixedProblems(member, address).map(([kind, message]) => of(kind, message))),
    ];
  });
}

function isOutside(ranges: readonly AddressRange[], address: InterfaceAddress): boolean {
  const own = ranges.filter(({ family }) => family === address.family);
  return own.length > 0 && !own.some((range) => holdsAddress(range, address));
}

/** MN-10: a fixed address is for one pod, and lies where nothing gives addresses out by itself. */
function fixedProblems(
  { network: { config }, pod, interface: one }: LayerMember,
  address: InterfaceAddress,
): [LayerProblemKind, Text][] {
  const who = ownerOf(pod);
  const out: [LayerProblemKind, Text][] = [];
  const count = pod.replicas ?? 1;
  if (count > 1) out.push(['fixed-with-replicas', replicas(who, address.text, count)]);
  out.push(
    ...poolProblems(config?.ipam ?? null, address, who).map(
      (message) => ['fixed-in-pool', message] as [LayerProblemKind, Text],
    ),
  );
  if (!address.isObserved) out.push(['declared-only', declaredOnly(who, address, one.name)]);
  return out;
}

function poolProblems(ipam: Ipam | null, address: InterfaceAddress, who: string): Text[] {
  if (ipam === null) return [];
  const { pools, fixedPool } = ipam;
  const pool = pools.find((range) => holdsAddress(range, address));
  return [
    ...(pool === undefined ? [] : [inPool(who, address.text, rangeText(pool))]),
    ...(fixedPool === null || holdsAddress(fixedPool, address)
      ? []
      : [beyondKept(who, address.text, rangeText(fixedPool))]),
  ];
}

/** A definition with a static address gives it to each of its pods. */
function staticShared({ members }: Layers): LayerProblem[] {
  return [...members.values()].flatMap((list): LayerProblem[] => {
    const [first] = list;
    const addresses = first?.network.config?.ipam?.staticAddresses ?? [];
    if (first === undefined || addresses.length === 0 || list.length < 2) return [];
    return [
      {
        kind: 'duplicate-address',
        network: first.network.key,
        message: text(
          `${first.network.key} gives the same address, ${addresses.join(', ')}, to each of its ${list.length} pods.`,
          `${first.network.key} 给它的 ${list.length} 个 Pod 都分配同一个地址 ${addresses.join('、')}。`,
        ),
      },
    ];
  });
}

function definitionProblems({ networks }: Layers): LayerProblem[] {
  return networks.flatMap(({ key, problem }): LayerProblem[] =>
    problem === null ? [] : [{ kind: 'bad-definition', network: key, message: prefixed(key, problem) }],
  );
}

function requestProblems(layers: Layers, areDefinitionsRead: boolean): LayerProblem[] {
  const defined = new Set(
    layers.networks.filter(({ origin }) => origin === 'definition').map(({ key }) => key),
  );
  const allowed = layers.multus.isolatedExcept;
  return layers.pods.flatMap(({ pod, requested, unfulfilled }) => {
    const who = ownerOf(pod);
    const isForeign = (key: string): boolean => {
      const [namespace = ''] = key.split('/');
      return allowed !== null && namespace !== pod.namespace && !allowed.includes(namespace);
    };
    const gone = areDefinitionsRead ? requested.filter((key) => !defined.has(key)) : [];
    return [
      ...gone.map((key): LayerProblem => ({
        kind: 'missing-definition',
        network: key,
        message: missing(who, key),
      })),
      ...requested
        .filter(isForeign)
        .map((key): LayerProblem => ({ kind: 'other-namespace', network: key, message: foreign(who, key) })),
      ...unfulfilled.map((key): LayerProblem => ({
        kind: 'not-given',
        network: key,
        message: notGiven(who, key),
      })),
    ];
  });
}

function ownerOf({ namespace, owner }: LayerPod): string {
  return `${namespace}/${owner.name}`;
}

function nameOf({ namespace, name }: LayerPod): string {
  return `${namespace}/${name}`;
}

function prefixed(who: string, message: Text): Text {
  return text(`${who}: ${message.en}`, `${who}：${message['zh-CN']}`);
}

function rangeText({ family, first, last }: AddressRange): string {
  return `${addressText(family, first)}–${addressText(family, last)}`;
}

function outside(who: string, address: string, subnets: string): Text {
  return text(
    `${address} of ${who} lies outside the network it is on, ${subnets}.`,
    `${who} 的地址 ${address} 不在其所在网络 ${subnets} 之内。`,
  );
}

function replicas(who: string, address: string, count: number): Text {
  return text(
    `${who} wants ${count} pods and fixes the one address ${address} for all of them.`,
    `${who} 需要 ${count} 个 Pod，却为它们固定了同一个地址 ${address}。`,
  );
}

function inPool(who: string, address: string, pool: string): Text {
  return text(
    `${address}, fixed for ${who}, lies in ${pool}, from where addresses are given out freely, so another pod may be given it.`,
    `为 ${who} 固定的 ${address} 位于自由分配的范围 ${pool} 内，可能被分配给其他 Pod。`,
  );
}

function beyondKept(who: string, address: string, kept: string): Text {
  return text(
    `${address}, fixed for ${who}, lies outside ${kept}, which is kept for fixed addresses.`,
    `为 ${who} 固定的 ${address} 不在为固定地址保留的范围 ${kept} 之内。`,
  );
}

function declaredOnly(who: string, { text: address, fixedBy }: InterfaceAddress, name: string): Text {
  return text(
    `${address} of ${who} is declared by an annotation for ${fixedBy ?? ''} and not observed: no status tells that ${name} has it.`,
    `${who} 的 ${address} 只是通过 ${fixedBy ?? ''} 的注解声明，并未观察到：没有任何状态表明 ${name} 拥有该地址。`,
  );
}

function missing(who: string, key: string): Text {
  return text(
    `${who} asks for the network ${key}, of which there is no definition; its pods do not start.`,
    `${who} 请求网络 ${key}，但没有该网络的定义；其 Pod 无法启动。`,
  );
}

function foreign(who: string, key: string): Text {
  return text(
    `${who} asks for ${key} of another namespace, which Multus is told not to allow.`,
    `${who} 请求了其他命名空间的 ${key}，而 Multus 被配置为不允许这样做。`,
  );
}

function notGiven(who: string, key: string): Text {
  return text(
    `${who} asks for ${key}, and the status of a running pod does not name it.`,
    `${who} 请求了 ${key}，但其运行中 Pod 的状态里没有该网络。`,
  );
}
