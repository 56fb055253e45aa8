import type { HostCell, HostFirewall, HostPart } from '#lib/model/host-firewall.ts';
import type { Slices } from '#lib/model/inventory.ts';
import { networkRecords } from './compare-network.ts';
import { isInAny, parseAddress } from './direct-network/addresses.ts';
import { addressOfNode } from './direct-network/bound-endpoint.ts';
import { directHostVerdict, type HostAsk } from './direct-network/host-verdict.ts';
import type { NetworkManifests } from './direct-network/manifests.ts';
import { partyCalled, type DirectDataplane, type Party } from './direct-network/parties.ts';
import { hostCell, hostScene } from './host-scene.ts';
import { randomHostFirewall } from './random-network/random-host-firewall.ts';
import { Random } from './random.ts';

type HostEngine = (slices: Slices) => HostFirewall;

export interface HostComparison {
  readonly asked: number;
  readonly verdicts: ReadonlyMap<string, number>;
  readonly rules: ReadonlyMap<string, number>;
  readonly differences: readonly {
    readonly seed: number;
    readonly ask: HostAsk;
    readonly told: string;
    readonly wanted: string;
    readonly rules: readonly string[];
  }[];
}

const OUTSIDE = ['198.51.100.7', '203.0.113.5', '203.0.113.200'];

/** Puts the same questions on random clusters to the host firewall's engine and to the direct evaluator. */
export function compareHosts(
  engine: HostEngine,
  dataplane: DirectDataplane,
  { clusters, questions }: { readonly clusters: number; readonly questions: number },
): HostComparison {
  const [rules, verdicts] = [new Map<string, number>(), new Map<string, number>()];
  const differences: HostComparison['differences'][number][] = [];
  let asked = 0;
  for (let seed = 1; seed <= clusters; seed += 1) {
    const objects = randomHostFirewall(seed);
    const firewall = engine(hostScene({ more: networkRecords(objects) }));
    for (const ask of hostAsks(objects, firewall, { seed, questions })) {
      const direct = directHostVerdict(objects, dataplane, ask);
      const part = toldBy(objects, firewall, ask);
      if (direct === null || part === null) continue;
      asked += 1;
      for (const rule of direct.rules) countOne(rules, rule);
      countOne(verdicts, direct.verdict);
      if (part.verdict === direct.verdict) continue;
      const told = `${part.verdict} ${part.decision} ${part.decider?.name ?? ''}`.trim();
      differences.push({ seed, ask, told, wanted: direct.verdict, rules: [...direct.rules].toSorted() });
    }
  }
  return { asked, verdicts, rules, differences };
}

function countOne(counts: Map<string, number>, name: string): void {
  counts.set(name, (counts.get(name) ?? 0) + 1);
}

function hostAsks(
  { pods = [], nodes = [] }: NetworkManifests,
  { ports }: HostFirewall,
  { seed, questions }: { readonly seed: number; readonly questions: number },
): HostAsk[] {
  const random = new Random(seed + 1_000_000);
  const names = nodes.map(({ metadata }) => metadata.name);
  const addresses = nodes.flatMap(({ status }) => status.addresses.map(({ address }) => address));
  const senders = pods.map(({ metadata }) => `${metadata.namespace ?? ''}/${metadata.name}`);
  const forwarded = ports.filter(({ isForwarded }) => isForwarded);
  return Array.from({ length: questions }, () => {
    const { port, lane } = random.pick(random.chance(0.15) ? forwarded : ports);
    const from = random.chance(0.08) ? null : random.pick([...OUTSIDE, ...addresses, ...senders]);
    return { from, node: random.pick(names), port, protocol: lane };
  });
}

/** Returns the engine's answer about one sender; null where the table does not name it. */
function toldBy(objects: NetworkManifests, firewall: HostFirewall, ask: HostAsk): HostPart | null {
  const { from, node, port } = ask;
  const sender = partyCalled(objects, from ?? addressOfNode(objects, node));
  const isForwarded = firewall.ports.some((one) => one.isForwarded && one.port === port);
  // What a node passes on for itself and its own pods is judged as traffic to the pods behind the port.
  if (sender === null || (isForwarded && isAt(sender, node))) return null;
  const cellOf = (source: string): HostCell => hostCell(firewall, [source, port, node]);
  switch (sender.kind) {
    case 'pod':
      return partOf(cellOf(isAt(sender, node) ? 'pods-here' : 'pods-elsewhere'), (who) => who === from);
    case 'host':
      return partOf(cellOf(isAt(sender, node) ? 'self' : 'nodes'), (who) => who === sender.node);
    case 'outside':
      return partOf(cellOf(outsideKey(firewall, from ?? '')), (who) => holds(who, from ?? ''));
  }
}

function isAt(sender: Party, node: string): boolean {
  return sender.kind !== 'outside' && sender.node === node;
}

/** Returns which source an address is of: a network that something mentions, or the internet. */
function outsideKey({ sources }: HostFirewall, address: string): string {
  const network = sources.find(({ cidr }) => cidr !== null && cidr !== '0.0.0.0/0' && holds(cidr, address));
  return network?.key ?? 'internet';
}

/** Of a part only the first few are named: whoever no part names is in the one that has more. */
function partOf({ parts }: HostCell, isIt: (who: string) => boolean): HostPart | null {
  if (parts.length === 1) return parts[0] ?? null;
  const named = parts.filter(({ who }) => who.some(isIt));
  const rest = parts.filter(({ more }) => more > 0);
  return (named.length === 1 ? named[0] : rest.length === 1 ? rest[0] : undefined) ?? null;
}

/** Returns whether a block, or what is from one address to another, holds the address. */
function holds(block: string, from: string): boolean {
  const address = parseAddress(from);
  if (address === null) return false;
  const [first = '', last] = block.split('-');
  if (last === undefined) return isInAny([first], address);
  const [low, high] = [parseAddress(first), parseAddress(last)];
  return low !== null && high !== null && low.value <= address.value && address.value <= high.value;
}
