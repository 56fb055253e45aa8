import { isInAny } from './addresses.ts';
import { calicoTest } from './calico-selector.ts';
import { thingsOf, type CalicoThing } from './calico-things.ts';
import type { CalicoEntity, CalicoRule, NetworkManifests } from './manifests.ts';
import { addressOf, type Packet, type Party } from './parties.ts';
import { hasPortNamed } from './pod-ports.ts';
import { parseAddress } from './addresses.ts';
import type { World } from './world.ts';

const WITH_PORTS: readonly string[] = ['TCP', 'UDP', 'SCTP'];

export interface EntityQuestion {
  readonly world: World;
  readonly objects: NetworkManifests;
  readonly packet: Packet;
  readonly entity: CalicoEntity;
  /** The rule it stands in. */
  readonly rule: CalicoRule;
  readonly side: 'source' | 'destination';
  /** The namespace of the policy; null where it is global. */
  readonly policyNamespace: string | null;
}

/** CA-12: returns whether one end of the packet is what the rule names; all criteria hold together. */
export function entityIs(question: EntityQuestion): boolean {
  const { entity, packet, side, world } = question;
  const party = side === 'source' ? packet.source : packet.target;
  const address = addressOf(party, packet.family);
  if (entity.nets !== undefined || entity.notNets !== undefined) world.note('CA-15');
  if (entity.nets !== undefined && !isInAny(entity.nets, address)) return false;
  if (entity.notNets !== undefined && isInAny(entity.notNets, address)) return false;
  return selectorsHold(question, party) && serviceIs(question, party) && portsHold(question);
}

function selectorsHold(question: EntityQuestion, party: Party): boolean {
  const { notSelector = '', namespaceSelector = '' } = question.entity;
  const isPositive = namesSomebody(question.entity);
  if (!isPositive && notSelector === '') return true;
  // CA-14: only a global policy that names no namespace means what is not known, too.
  const isAnybody = question.policyNamespace === null && namespaceSelector === '';
  const known = thingsOf(question.objects, question.packet, party);
  const inScope = known.filter((thing) => isAnybody || isInScope(question, thing));
  if (notSelector !== '') question.world.note('CA-14');
  if (notSelector !== '' && inScope.some(({ labels }) => calicoTest(notSelector)(labels))) return false;
  return (isAnybody && !isPositive) || isKnown(question, party, inScope);
}

function namesSomebody({ selector = '', namespaceSelector = '', serviceAccounts }: CalicoEntity): boolean {
  return selector !== '' || namespaceSelector !== '' || serviceAccounts !== undefined;
}

/** CA-13: one of the things the party is known by must be what the entity names. */
function isKnown({ entity, world }: EntityQuestion, party: Party, inScope: readonly CalicoThing[]): boolean {
  const { selector = '' } = entity;
  world.note('CA-12', 'CA-19');
  if (party.kind !== 'pod') world.note('CA-13');
  const matching = inScope.filter((thing) => isNamed(entity, thing));
  if (matching.length > 0 && /pcns|pcsa|projectcalico/.test(selector)) world.note('CA-18');
  if (matching.some(({ isHost }) => isHost === true)) world.note('HE-3');
  return matching.length > 0;
}

/** Returns whether the thing is in the policy's own namespace, or in those the entity names. */
function isInScope({ entity, policyNamespace }: EntityQuestion, thing: CalicoThing): boolean {
  const { namespaceSelector = '' } = entity;
  if (namespaceSelector !== '') return namespaceIs(namespaceSelector, thing);
  return policyNamespace === null || thing.namespace === policyNamespace;
}

function isNamed({ selector = '', serviceAccounts }: CalicoEntity, thing: CalicoThing): boolean {
  if (!calicoTest(selector)(thing.labels)) return false;
  if (serviceAccounts === undefined) return true;
  const { names = [], selector: accounts = '' } = serviceAccounts;
  if (thing.serviceAccount === null) return false;
  if (names.length > 0 && !names.includes(thing.serviceAccount.name)) return false;
  return calicoTest(accounts)(thing.serviceAccount.labels);
}

/** CA-11, CA-12: a negative term also holds where there is no namespace; `all()` and `global()` stand alone. */
export function namespaceIs(selector: string, thing: CalicoThing): boolean {
  if (selector.trim() === 'all()') return thing.namespace !== null;
  if (selector.trim() === 'global()') return thing.namespace === null;
  return calicoTest(selector)(thing.namespaceLabels);
}

/** CA-17: a service stands for the addresses in its slices and, as a destination, for their ports. */
function serviceIs(question: EntityQuestion, party: Party): boolean {
  const { entity, objects, packet, side, world } = question;
  const { services } = entity;
  if (services === undefined) return true;
  world.note('CA-17');
  if (side === 'destination' && !WITH_PORTS.includes(packet.protocol)) return false;
  if (services.namespace === undefined) return world.maybe('CA-17', services.name);
  const address = addressOf(party, packet.family);
  return (objects.endpointSlices ?? []).some((slice) => {
    const { labels, namespace } = slice.metadata;
    if (namespace !== services.namespace || labels?.['kubernetes.io/service-name'] !== services.name)
      return false;
    const isThere = slice.endpoints.some(({ addresses }) =>
      addresses.some((text) => {
        const one = parseAddress(text);
        return one !== null && one.family === address.family && one.value === address.value;
      }),
    );
    if (!isThere || side === 'source') return isThere;
    return slice.ports.some(
      ({ port, protocol }) => port === packet.port && (protocol ?? 'TCP') === packet.protocol,
    );
  });
}

/** CA-15: numbers, ranges and names; nobody knows the port a packet comes from. */
function portsHold({ entity, packet, side, world, rule }: EntityQuestion): boolean {
  const { ports, notPorts } = entity;
  if (ports === undefined && notPorts === undefined) return true;
  world.note('CA-15');
  if (side === 'source') return world.maybe('CA-15', JSON.stringify(rule));
  if (ports !== undefined && !ports.some((port) => portIs(world, port, packet))) return false;
  return notPorts === undefined || !notPorts.some((port) => portIs(world, port, packet));
}

function portIs(world: World, port: number | string, packet: Packet): boolean {
  if (!WITH_PORTS.includes(packet.protocol)) return false;
  if (typeof port === 'number') return port === packet.port;
  const [, low, , high] = /^(\d+)(:(\d+))?$/.exec(port) ?? [];
  if (low === undefined) return hasPortNamed(world, packet, port);
  return packet.port >= Number(low) && packet.port <= Number(high ?? low);
}
