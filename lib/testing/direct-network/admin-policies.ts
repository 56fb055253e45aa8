import { isInAny, parseAddress } from './addresses.ts';
import { matchesLabels } from './label-selectors.ts';
import type { AdminPeer, AdminRule, AdminSpec, Manifest, NetworkManifests, PodsPeer } from './manifests.ts';
import { adminPortIs, type AdminApi } from './admin-ports.ts';
import type { PolicySetting } from './network-policies.ts';
import { addressOf, sidesOf, type Party, type PodParty } from './parties.ts';
import type { World } from './world.ts';

type Outcome = 'allow' | 'deny' | 'pass' | 'none';
type AdminPolicy = Manifest<AdminSpec>;

export interface AdminSetting extends PolicySetting {
  readonly objects: NetworkManifests;
}

const OUTCOMES: Readonly<Record<string, Outcome>> = {
  Accept: 'allow',
  Allow: 'allow',
  Deny: 'deny',
  Pass: 'pass',
};

/** CN-1: what the policies of a tier of the network policy API say. */
export function judgeByAdminTier(setting: AdminSetting, tier: 'Admin' | 'Baseline'): Outcome {
  const { objects, world, packet, direction, dataplane } = setting;
  const { subject } = sidesOf(packet, direction);
  if (dataplane.adminPolicies === 'inert' || subject.kind !== 'pod') return 'none';
  const newer = (objects.clusterNetworkPolicies ?? []).filter(({ spec }) => spec.tier === tier);
  const both = tier === 'Admin' ? objects.adminNetworkPolicies : objects.baselineAdminNetworkPolicies;
  // CN-15: Cilium has the newer version alone.
  const older = dataplane.name === 'cilium' ? [] : (both ?? []);
  const byNewer = () => judgeByApi(setting, newer, 'CNP');
  const byOlder = () => judgeByApi(setting, older, 'ANP');
  if (older.length === 0) return byNewer();
  if (newer.length === 0) return byOlder();
  // CN-2: between the two versions of the API no order is defined, nor that both are enforced.
  const turns = [[byNewer], [byOlder], [byNewer, byOlder], [byOlder, byNewer]];
  world.note('CN-2');
  for (const turn of turns[world.choose(`CN-2 APIs of ${tier}, ${direction}`, turns.length)] ?? []) {
    const outcome = turn();
    if (outcome !== 'none') return outcome;
  }
  return 'none';
}

/** CN-2: by priority; what policies of one priority disagree about is open. */
function judgeByApi(setting: AdminSetting, policies: readonly AdminPolicy[], api: AdminApi): Outcome {
  const { world, direction } = setting;
  const priorities = [...new Set(policies.map(priorityOf))].toSorted((a, b) => a - b);
  for (const priority of priorities) {
    const equal = policies.filter((one) => priorityOf(one) === priority);
    const told = equal.map((policy) => world.aside(() => firstMatch(setting, policy, api)));
    if (told.some(({ notes }) => notes.has('CN-4'))) world.note('CN-4');
    const outcomes = [...new Set(told.map(({ result }) => result))]
      .filter((one) => one !== 'none')
      .toSorted();
    if (outcomes.length === 0) continue;
    world.note('CN-2', 'CN-3', api === 'ANP' ? 'AN-1' : 'CN-1');
    const name = JSON.stringify([api, direction, equal[0]?.spec.tier, priority]);
    const outcome = outcomes[outcomes.length === 1 ? 0 : world.choose(`CN-2 ${name}`, outcomes.length)];
    for (const { result, notes } of told) if (result === outcome) world.note(...notes);
    return outcome ?? 'none';
  }
  return 'none';
}

function priorityOf({ spec }: AdminPolicy): number {
  return spec.priority ?? 0;
}

/** CN-3, CN-4, CN-11: what the first rule that matches does. */
function firstMatch(setting: AdminSetting, policy: AdminPolicy, api: AdminApi): Outcome {
  const { world, packet, direction } = setting;
  const { subject, peer } = sidesOf(packet, direction);
  if (subject.kind !== 'pod' || !isSubject(world, policy.spec.subject, subject)) return 'none';
  for (const rule of policy.spec[direction] ?? []) {
    const { result, notes } = world.aside(() => judgeByRule({ ...setting, rule, peer, api }));
    if (result !== 'none') {
      world.note(...notes);
      return result;
    }
    if (['CN-8', 'CN-10', 'CN-11'].some((id) => notes.has(id))) world.note(...notes);
  }
  world.note('CN-4');
  return 'none';
}

function judgeByRule(question: RuleQuestion): Outcome {
  const { rule, direction } = question;
  const peers = (direction === 'ingress' ? rule.from : rule.to) ?? [];
  if (peers.some(hasNoKnownField)) return closes(question) ? 'deny' : 'none';
  return ruleMatches(question) ? (OUTCOMES[rule.action] ?? 'none') : 'none';
}

function isSubject(world: World, subject: AdminSpec['subject'], pod: PodParty): boolean {
  if (subject.namespaces !== undefined) return matchesLabels(world, subject.namespaces, pod.namespaceLabels);
  world.note('CN-6');
  return subject.pods !== undefined && isOfPods(world, subject.pods, pod);
}

/** CN-7: without a namespace selector it is every namespace. */
function isOfPods(world: World, peer: PodsPeer, pod: PodParty): boolean {
  if (peer.namespaceSelector === undefined) world.note('CN-7');
  if (!matchesLabels(world, peer.podSelector, pod.labels)) return false;
  return matchesLabels(world, peer.namespaceSelector ?? {}, pod.namespaceLabels);
}

const KNOWN_FIELDS = ['namespaces', 'pods', 'networks', 'nodes', 'domainNames'] as const;

function hasNoKnownField(peer: AdminPeer): boolean {
  return KNOWN_FIELDS.every((field) => peer[field] === undefined);
}

/** CN-11: a rule nobody can read matches nothing where it accepts, else it denies; its ports may narrow that. */
function closes(question: RuleQuestion): boolean {
  const { world, rule } = question;
  world.note('CN-11');
  if (OUTCOMES[rule.action] === 'allow') return false;
  const isPort = adminPortIs({ ...question, isByPods: true });
  return isPort || world.maybe('CN-11', JSON.stringify(rule));
}

interface RuleQuestion extends AdminSetting {
  readonly rule: AdminRule;
  readonly peer: Party;
  readonly api: AdminApi;
}

function ruleMatches(question: RuleQuestion): boolean {
  const { rule, direction, world, api } = question;
  if (rule.protocols === undefined && rule.ports === undefined) world.note(api === 'ANP' ? 'AN-2' : 'CN-9');
  for (const peer of (direction === 'ingress' ? rule.from : rule.to) ?? []) {
    const by = peerIs(question, peer);
    if (by === null) continue;
    if (adminPortIs({ ...question, isByPods: by === 'pods' })) return true;
  }
  return false;
}

/** Returns by what a peer matches, or null where it does not. */
function peerIs(question: RuleQuestion, listed: AdminPeer): 'pods' | 'address' | null {
  const { peer, world } = question;
  if (listed.namespaces !== undefined || listed.pods !== undefined) {
    if (peer.kind !== 'pod') {
      world.note(peer.kind === 'host' ? 'CN-6' : 'CN-8', 'CN-8');
      return null;
    }
    const isIt =
      listed.namespaces === undefined
        ? listed.pods !== undefined && isOfPods(world, listed.pods, peer)
        : matchesLabels(world, listed.namespaces, peer.namespaceLabels);
    return isIt ? 'pods' : null;
  }
  return question.direction === 'egress' && addressMatches(question, listed) ? 'address' : null;
}

/** CN-8: networks match whatever has the address, nodes the addresses of nodes, names nobody knows what. */
function addressMatches(question: RuleQuestion, { networks, nodes, domainNames }: AdminPeer): boolean {
  const { peer, packet, objects, world, rule } = question;
  const address = addressOf(peer, packet.family);
  world.note('CN-8');
  if (networks !== undefined) return isInAny(networks, address);
  if (nodes !== undefined) {
    return (objects.nodes ?? []).some(
      ({ metadata, status }) =>
        matchesLabels(world, nodes, metadata.labels ?? {}) &&
        status.addresses.some((one) => {
          const own = parseAddress(one.address);
          return own !== null && own.family === address.family && own.value === address.value;
        }),
    );
  }
  if (domainNames === undefined || peer.kind !== 'outside') return false;
  return world.maybe('CN-8', `${rule.action} ${domainNames.join(' ')}`);
}
