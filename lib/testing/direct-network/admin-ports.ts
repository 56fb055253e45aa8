import type { AdminPort, AdminProtocol, AdminRule, DestinationPort } from './manifests.ts';
import type { Packet } from './parties.ts';
import { hasPortNamed } from './pod-ports.ts';
import type { World } from './world.ts';

/** `ANP` is the older version of the API. */
export type AdminApi = 'CNP' | 'ANP';

interface PortQuestion {
  readonly world: World;
  readonly packet: Packet;
  readonly rule: AdminRule;
  readonly api: AdminApi;
  /** The peer was matched as a pod, not by an address. */
  readonly isByPods: boolean;
}

/** CN-9, AN-2: returns whether the rule is for the packet's port; nothing listed is every protocol and port. */
export function adminPortIs(question: PortQuestion): boolean {
  const { rule, packet, api } = question;
  if (api === 'CNP') {
    if (rule.protocols === undefined) return true;
    return rule.protocols.some((item) => protocolIs(question, item, packet));
  }
  if (rule.ports === undefined) return true;
  return rule.ports.some((item) => olderPortIs(question, item, packet));
}

function protocolIs(question: PortQuestion, item: AdminProtocol, packet: Packet): boolean {
  if (item.destinationNamedPort !== undefined) return namedIs(question, item.destinationNamedPort);
  for (const name of ['tcp', 'udp', 'sctp'] as const) {
    const part = item[name];
    if (part === undefined || name.toUpperCase() !== packet.protocol) continue;
    question.world.note('CN-9');
    return numberIs(part.destinationPort, packet.port);
  }
  return false;
}

function numberIs(wanted: DestinationPort | undefined, port: number): boolean {
  if (wanted?.number !== undefined) return wanted.number === port;
  if (wanted?.range !== undefined) return port >= wanted.range.start && port <= wanted.range.end;
  return true;
}

/** CN-10: whatever protocol the port of that name has, on pods matched as pods alone. */
function namedIs({ world, packet, isByPods }: PortQuestion, name: string): boolean {
  world.note('CN-10');
  return isByPods && hasPortNamed(world, packet, name);
}

function olderPortIs(question: PortQuestion, item: AdminPort, packet: Packet): boolean {
  const { portNumber, portRange, namedPort } = item;
  question.world.note('AN-2');
  if (namedPort !== undefined) return namedIs(question, namedPort);
  if (portNumber !== undefined)
    return (portNumber.protocol ?? 'TCP') === packet.protocol && portNumber.port === packet.port;
  if (portRange === undefined || (portRange.protocol ?? 'TCP') !== packet.protocol) return false;
  return packet.port >= portRange.start && packet.port <= portRange.end;
}
