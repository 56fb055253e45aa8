import { FAMILIES, parseAddress, type Family } from '#lib/analysis/network/reach/address-ranges.ts';
import type { PathScene } from './path-scene.ts';

/** Where a connection to a service begins. */
export interface Sender {
  readonly kind: 'pod' | 'node' | 'outside';
  /** The node it is, or runs on; null where that is not known. */
  readonly node: string | null;
  /** The one that was named, or those of a pod; none where they are not known yet. */
  readonly addresses: readonly SenderAddress[];
}

interface SenderAddress {
  readonly family: Family;
  readonly value: bigint;
}

/** Returns where a question comes from; null where no pod of that name has an address. */
export function senderOf({ reach }: PathScene, from: string): Sender | null {
  const { pods } = reach.space;
  if (from.includes('/')) {
    const [namespace, name] = from.split('/');
    const inside = pods.filter((pod) => pod.namespace === namespace);
    const pod = inside.find((one) => one.name === name) ?? inside.find(({ owner }) => owner.name === name);
    if (pod === undefined) return null;
    const addresses = FAMILIES.flatMap((family) => {
      const value = pod.addresses[family];
      return value === undefined ? [] : [{ family, value }];
    });
    return { kind: pod.isOnHost ? 'node' : 'pod', node: pod.node, addresses };
  }
  const address = parseAddress(from);
  if (address === null) return null;
  const pod = pods.find((one) => !one.isOnHost && one.addresses[address.family] === address.value);
  const addresses = [address];
  if (pod !== undefined) return { kind: 'pod', node: pod.node, addresses };
  const node = reach.nodeAt.get(`${address.family} ${address.value}`);
  return node === undefined ? { kind: 'outside', node: null, addresses } : { kind: 'node', node, addresses };
}
