import type { SpecObject } from '#lib/model/cluster-objects.ts';
import { fieldLists, fieldsOf, type Fields } from './raw-fields.ts';
import { refusedInSelector } from './refused-selector.ts';
import { fieldWords } from './refused-words.ts';

const ACTIONS = {
  newer: ['Accept', 'Deny', 'Pass'],
  older: ['Allow', 'Deny', 'Pass'],
  baseline: ['Allow', 'Deny'],
};
/** CN-8: only what traffic goes to is named by these. */
const EGRESS_PEERS = ['networks', 'nodes', 'domainNames'];
const PROTOCOLS = new Set<unknown>(['TCP', 'UDP', 'SCTP']);

/**
 * Returns what in a policy of the network policy API is not valid, as `field value`; null where all of it is. Peers of an unknown kind and addresses are judged where they are read.
 */
export function refusedInAdminPolicy({ kind, metadata, spec }: SpecObject): string | null {
  const isBaseline = kind === 'BaselineAdminNetworkPolicy';
  const isNewer = kind === 'ClusterNetworkPolicy';
  const actions = isNewer ? ACTIONS.newer : isBaseline ? ACTIONS.baseline : ACTIONS.older;
  // AN-1: there is one, of that name.
  if (isBaseline && metadata.name !== 'default') return fieldWords('metadata.name', metadata.name);
  if (isNewer && spec['tier'] !== 'Admin' && spec['tier'] !== 'Baseline')
    return fieldWords('spec.tier', spec['tier']);
  if (!isBaseline && !isWhole(spec['priority'], 0, 1000))
    return fieldWords('spec.priority', spec['priority']);
  return (
    refusedSubject(fieldsOf(spec['subject'])) ??
    refusedRule(spec['ingress'], { side: 'from', path: 'spec.ingress', actions }) ??
    refusedRule(spec['egress'], { side: 'to', path: 'spec.egress', actions })
  );
}

/** Whether nothing in it is wrong but ports that its rules name. */
export function isValidButForPorts(policy: SpecObject): boolean {
  const bare = (rules: unknown) =>
    fieldLists(rules).map((rule) => ({ ...rule, ports: undefined, protocols: undefined }));
  const { ingress, egress } = policy.spec;
  const spec = { ...policy.spec, ingress: bare(ingress), egress: bare(egress) };
  return refusedInAdminPolicy({ ...policy, spec }) === null;
}

function isWhole(value: unknown, least: number, most: number): boolean {
  return typeof value === 'number' && Number.isInteger(value) && value >= least && value <= most;
}

/** CN-6: exactly one of the two. */
function refusedSubject({ namespaces, pods }: Fields): string | null {
  if ((namespaces === undefined) === (pods === undefined)) {
    return fieldWords('spec.subject', namespaces === undefined ? undefined : 'namespaces, pods');
  }
  return refusedPods({ namespaces, pods }, 'spec.subject');
}

function refusedPods({ namespaces, pods }: Fields, path: string): string | null {
  const { namespaceSelector, podSelector } = fieldsOf(pods);
  return (
    refusedInSelector(namespaces, `${path}.namespaces`) ??
    refusedInSelector(namespaceSelector, `${path}.pods.namespaceSelector`) ??
    refusedInSelector(podSelector, `${path}.pods.podSelector`)
  );
}

interface RulePlace {
  readonly side: 'from' | 'to';
  readonly path: string;
  readonly actions: readonly unknown[];
}

function refusedRule(rules: unknown, { side, path, actions }: RulePlace): string | null {
  for (const [at, rule] of fieldLists(rules).entries()) {
    const here = `${path}[${at}]`;
    if (!actions.includes(rule['action'])) return fieldWords(`${here}.action`, rule['action']);
    const peers = fieldLists(rule[side]);
    if (peers.length === 0) return fieldWords(`${here}.${side}`, rule[side]);
    for (const [index, peer] of peers.entries()) {
      const where = `${here}.${side}[${index}]`;
      const refused = refusedPods(peer, where) ?? refusedInSelector(peer['nodes'], `${where}.nodes`);
      if (refused !== null) return refused;
      const isOutwards = side === 'from' && EGRESS_PEERS.some((field) => peer[field] !== undefined);
      if (isOutwards || Object.keys(peer).length > 1) return fieldWords(where, Object.keys(peer).join(', '));
    }
    const refused = refusedPort(rule, here);
    if (refused !== null) return refused;
  }
  return null;
}

function refusedPort({ ports, protocols }: Fields, path: string): string | null {
  for (const [at, item] of fieldLists(ports).entries()) {
    if (!isPortOfOlder(item)) return fieldWords(`${path}.ports[${at}]`, item);
  }
  for (const [at, item] of fieldLists(protocols).entries()) {
    if (!isPortOfNewer(item)) return fieldWords(`${path}.protocols[${at}]`, item);
  }
  return null;
}

/** AN-2: one of three ways to name it. */
function isPortOfOlder({ portNumber, portRange, namedPort }: Fields): boolean {
  const given = [portNumber, portRange, namedPort].filter((one) => one !== undefined);
  if (given.length !== 1) return false;
  if (namedPort !== undefined) return typeof namedPort === 'string';
  const { protocol = 'TCP', port } = fieldsOf(portNumber ?? portRange);
  if (!PROTOCOLS.has(protocol)) return false;
  return portNumber === undefined ? isRange(portRange, 0) : isWhole(port, 1, 65_535);
}

/** CN-9: a protocol without a port is taken for all its ports, though the schema wants one. */
function isPortOfNewer(item: Fields): boolean {
  const [name, ...more] = Object.keys(item);
  if (name === undefined || more.length > 0) return false;
  if (name === 'destinationNamedPort') return typeof item[name] === 'string';
  if (!PROTOCOLS.has(name.toUpperCase())) return false;
  const { destinationPort } = fieldsOf(item[name]);
  if (destinationPort === undefined) return true;
  const { number, range } = fieldsOf(destinationPort);
  return range === undefined ? isWhole(number, 1, 65_535) : number === undefined && isRange(range, 1);
}

/** In the older version a range may be one port. */
function isRange(range: unknown, least: number): boolean {
  const { start, end } = fieldsOf(range);
  return isWhole(start, 1, 65_535) && isWhole(end, 1, 65_535) && Number(end) - Number(start) >= least;
}
