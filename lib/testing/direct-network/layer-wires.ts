import { placeIn, parseAddress, type Address } from './addresses.ts';
import type { Interface } from './layer-interfaces.ts';
import type { World } from './world.ts';

interface Config {
  readonly type: string;
  readonly master?: string;
  readonly bridge?: string;
  readonly mode?: string;
  readonly vlan?: number;
  readonly vlanId?: number;
  readonly ipam?: {
    readonly range?: string;
    readonly subnet?: string;
    readonly ranges?: readonly (readonly { readonly subnet: string }[])[];
  };
}

/** Returns the configuration that makes the interface: of a list of plugins the first. */
export function configOf({ attachment }: Interface): Config | null {
  if (attachment === null) return null;
  const { plugins, ...single } = JSON.parse(attachment.spec.config) as Config & { plugins?: Config[] };
  return plugins?.[0] ?? single;
}

/** MN-6: returns whether a frame of one interface gets to another; a router in between is never excluded. */
export function isJoined(world: World, source: Interface, target: Interface): boolean {
  world.note('MN-6');
  const [one, two] = [configOf(source), configOf(target)];
  if (one === null || two === null) return maybeRouted(world);
  const isOneSegment = source.network === target.network || isSameSegment(one, two);
  if (!isOneSegment || !isPassing(one) || !isPassing(two)) return maybeRouted(world);
  if (one.type === 'bridge' && !isOneNode(source, target)) return maybeRouted(world);
  const [near, far] = [subnetOf(world, source, one), subnetOf(world, target, two)];
  return (near !== null && far !== null && overlaps(near, far)) || maybeRouted(world);
}

function isOneNode(source: Interface, target: Interface): boolean {
  return source.pod.spec.nodeName === target.pod.spec.nodeName;
}

/** MN-6: a machine on the wire of an interface is there with an address of its subnet. */
export function isOnWireOf(world: World, address: Address, inside: Interface): boolean {
  world.note('MN-6');
  const config = configOf(inside);
  if (config === null || config.type === 'bridge' || !isPassing(config)) return maybeRouted(world);
  const subnet = subnetOf(world, inside, config);
  return (subnet !== null && placeIn(subnet, address) === 'in') || maybeRouted(world);
}

function maybeRouted(world: World): boolean {
  return world.maybe('MN-6', 'a way between');
}

/** Only these pass frames for certain: macvlan in mode bridge, ipvlan in mode l2, and what knows no modes. */
function isPassing({ type, mode }: Config): boolean {
  if (type === 'macvlan') return (mode ?? 'bridge') === 'bridge';
  if (type === 'ipvlan') return (mode ?? 'l2') === 'l2';
  return type === 'bridge' || type === 'vlan';
}

function isSameSegment(one: Config, two: Config): boolean {
  const vlan = ({ vlan: tag, vlanId }: Config) => vlanId ?? tag ?? 0;
  if (vlan(one) !== vlan(two)) return false;
  if (one.type === 'bridge' || two.type === 'bridge')
    return one.type === two.type && one.bridge === two.bridge;
  return one.master !== undefined && one.master === two.master;
}

/** Returns the subnet an interface is in: that of its address, or any of its network where no address is told. */
function subnetOf(
  world: World,
  { addresses, network, pod, subnet }: Interface,
  { ipam = {} }: Config,
): string | null {
  if (subnet !== undefined) return subnet;
  const all = writtenIn(ipam);
  const [address] = addresses;
  if (address !== undefined) return all.find((one) => placeIn(one, address) === 'in') ?? null;
  if (all.length < 2) return all[0] ?? null;
  return all[world.choose(`subnet of ${pod.metadata.name} on ${network ?? ''}`, all.length)] ?? null;
}

function writtenIn({ range, subnet, ranges = [] }: NonNullable<Config['ipam']>): readonly string[] {
  const written = [range ?? [], subnet ?? [], ranges.flat().map((one) => one.subnet)];
  // A range may be told by its ends; the length of the prefix stands behind the last.
  return written.flat().map((text) => text.slice(text.indexOf('-') + 1));
}

/** Of two blocks that have addresses in common one holds the other. */
function overlaps(one: string, two: string): boolean {
  const isIn = (inner: string, outer: string) => {
    const head = parseAddress(inner.split('/')[0] ?? '');
    return head !== null && placeIn(outer, head) === 'in';
  };
  return isIn(one, two) || isIn(two, one);
}
