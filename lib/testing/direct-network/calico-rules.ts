import { entityIs } from './calico-entities.ts';
import type { CalicoRule, NetworkManifests } from './manifests.ts';
import type { Packet } from './parties.ts';
import type { World } from './world.ts';

interface RuleQuestion {
  readonly world: World;
  readonly objects: NetworkManifests;
  readonly packet: Packet;
  readonly policyNamespace: string | null;
}

const NUMBERS: Readonly<Record<string, number>> = {
  tcp: 6,
  udp: 17,
  sctp: 132,
  icmp: 1,
  icmpv6: 58,
  udplite: 136,
};

/** CA-12: returns whether a rule is for the packet. */
export function calicoRuleMatches(question: RuleQuestion, rule: CalicoRule): boolean {
  if (!protocolIs(question, rule)) return false;
  const { source = {}, destination = {} } = rule;
  if (!entityIs({ ...question, rule, entity: source, side: 'source' })) return false;
  if (!entityIs({ ...question, rule, entity: destination, side: 'destination' })) return false;
  return rule.http === undefined || question.world.maybe('CA-16', 'http');
}

/** CA-16. */
function protocolIs({ world, packet }: RuleQuestion, rule: CalicoRule): boolean {
  const { protocol, notProtocol, ipVersion, icmp, notICMP } = rule;
  const wrong = [
    ipVersion !== undefined && ipVersion !== packet.family,
    protocol !== undefined && numberOf(protocol) !== protocolOf(packet),
    notProtocol !== undefined && numberOf(notProtocol) === protocolOf(packet),
    icmp !== undefined && !icmpIs(packet, icmp),
    notICMP !== undefined && icmpIs(packet, notICMP),
  ];
  if ([protocol, notProtocol, ipVersion].some((one) => one !== undefined)) world.note('CA-16');
  return !wrong.includes(true);
}

function numberOf(protocol: string | number): number {
  return typeof protocol === 'number' ? protocol : (NUMBERS[protocol.toLowerCase()] ?? Number(protocol));
}

function protocolOf({ protocol, port }: Packet): number {
  return protocol === 'OTHER' ? port : (NUMBERS[protocol.toLowerCase()] ?? 0);
}

function icmpIs(
  { protocol, port }: Packet,
  wanted: { readonly type?: number; readonly code?: number },
): boolean {
  if (protocol !== 'ICMP' && protocol !== 'ICMPv6') return false;
  const [type, code] = [Math.floor(port / 256), port % 256];
  return (wanted.type ?? type) === type && (wanted.code ?? code) === code;
}
