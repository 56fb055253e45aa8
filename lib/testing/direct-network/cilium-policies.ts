import { endpointIs, peerIs, type CiliumQuestion } from './cilium-peers.ts';
import type {
  CiliumPorts,
  CiliumRule,
  CiliumSpec,
  Direction,
  Manifest,
  NetworkManifests,
} from './manifests.ts';
import { judgeByNetworkPolicies, type PolicySetting } from './network-policies.ts';
import { policiesOfHost } from './cilium-hosts.ts';
import { sidesOf, type HostParty, type Packet } from './parties.ts';
import { hasPortNamed } from './pod-ports.ts';
import type { RuleId } from './world.ts';

interface Selecting {
  readonly question: CiliumQuestion;
  readonly policy: Manifest<CiliumSpec>;
}

export interface CiliumSetting extends PolicySetting {
  readonly objects: NetworkManifests;
}

const DENY: Readonly<Record<Direction, 'ingressDeny' | 'egressDeny'>> = {
  ingress: 'ingressDeny',
  egress: 'egressDeny',
};

/** CI-4: no order; a denial beats every allow, of NetworkPolicies, too. It says nothing where nothing isolates. */
export function judgeByCilium(setting: CiliumSetting): 'allow' | 'deny' | 'none' {
  const { subject } = sidesOf(setting.packet, setting.direction);
  if (subject.kind === 'outside') return 'none';
  return subject.kind === 'host' ? judgeHost(setting, subject) : judgeSelected(setting, selectingOf(setting));
}

/** CI-12: a node is an endpoint like any other where the firewall of hosts is on, and open where it is not. */
function judgeHost(setting: CiliumSetting, host: HostParty): 'allow' | 'deny' | 'none' {
  const { world, dataplane } = setting;
  const selecting = policiesOfHost(setting, host).map((policy): Selecting => ({
    question: { ...setting, policyNamespace: null },
    policy,
  }));
  if (selecting.length === 0 && !dataplane.closedByDefault) return 'none';
  world.note('CI-12');
  if (dataplane.hostPolicies === 'inert') return 'none';
  if (dataplane.hostPolicies === 'unknown' && !world.maybe('CI-12', 'firewall of hosts')) return 'none';
  return judgeSelected(setting, selecting);
}

function judgeSelected(setting: CiliumSetting, selecting: readonly Selecting[]): 'allow' | 'deny' | 'none' {
  const { direction, world, objects } = setting;
  for (const { question, policy } of selecting) {
    for (const rule of policy.spec[DENY[direction]] ?? []) {
      const { result, notes } = world.aside(() => ruleMatches(question, rule));
      if (!result) continue;
      world.note(...notes, 'CI-4');
      return 'deny';
    }
  }
  const plain = world.aside(() => judgeByNetworkPolicies(setting, objects.networkPolicies ?? []));
  if (plain.result === 'allow') {
    world.note(...plain.notes);
    return 'allow';
  }
  const byRule = isAllowed(selecting, direction);
  if (byRule) return 'allow';
  if (plain.result === 'deny') world.note(...plain.notes);
  const isIsolated = selecting.filter(({ policy }) => isolatesIn(setting, policy.spec)).length > 0;
  // CI-1.
  const { closedByDefault } = setting.dataplane;
  if (closedByDefault) world.note('CI-1');
  return isIsolated || closedByDefault ? 'deny' : plain.result;
}

function selectingOf(setting: CiliumSetting): readonly Selecting[] {
  const { subject } = sidesOf(setting.packet, setting.direction);
  if (subject.kind !== 'pod') return [];
  const { objects, world } = setting;
  const all = [...(objects.ciliumNetworkPolicies ?? []), ...(objects.ciliumClusterwideNetworkPolicies ?? [])];
  return all.flatMap((policy) => {
    const policyNamespace = policy.metadata.namespace ?? null;
    if (policyNamespace !== null && policyNamespace !== subject.namespace) return [];
    const { endpointSelector, nodeSelector } = policy.spec;
    // CI-12: what selects nodes is for hosts; Cilium refuses a policy for both.
    if (endpointSelector === undefined || nodeSelector !== undefined) return [];
    const question: CiliumQuestion = { ...setting, policyNamespace };
    const isIt = world.aside(() => endpointIs(question, endpointSelector, subject)).result;
    return isIt ? [{ question, policy }] : [];
  });
}

/** CI-2, CI-3: a section that is there isolates, unless the policy says that it does not. */
function isolatesIn({ direction, world }: CiliumSetting, spec: CiliumSpec): boolean {
  const rules = [...(spec[direction] ?? []), ...(spec[DENY[direction]] ?? [])];
  if (rules.length === 0) return false;
  if (spec.enableDefaultDeny?.[direction] === false) {
    world.note('CI-3');
    return false;
  }
  world.note('CI-2');
  if ((spec[direction] ?? []).length === 0) world.note('CI-4');
  return true;
}

function isAllowed(selecting: readonly Selecting[], direction: Direction): boolean {
  const misses = new Set<RuleId>();
  for (const { question, policy } of selecting) {
    for (const rule of policy.spec[direction] ?? []) {
      const { result, notes } = question.world.aside(() => ruleMatches(question, rule));
      if (result) {
        question.world.note(...notes);
        return true;
      }
      for (const id of notes) misses.add(id);
    }
  }
  selecting[0]?.question.world.note(...misses);
  return false;
}

/** CI-2, CI-6: peer and port hold together; a rule that says nothing at all is for nobody. */
function ruleMatches(question: CiliumQuestion, rule: CiliumRule): boolean {
  const { world, packet } = question;
  const peer = peerIs(question, rule);
  if (peer === null && rule.toPorts === undefined && rule.icmps === undefined) {
    world.note('CI-2');
    return false;
  }
  if (peer === false) return false;
  const isIcmp = packet.protocol === 'ICMP' || packet.protocol === 'ICMPv6';
  if (rule.icmps !== undefined) {
    world.note('CI-7');
    return rule.icmps.some(({ fields }) => fields.some((field) => icmpIs(field, packet)));
  }
  if (rule.toPorts === undefined) return true;
  world.note(isIcmp ? 'CI-7' : 'CI-6');
  return rule.toPorts.some((one) => portsHold(question, one));
}

function icmpIs(field: { readonly family?: string; readonly type: number }, packet: Packet): boolean {
  const protocol = field.family === 'IPv6' ? 'ICMPv6' : 'ICMP';
  return packet.protocol === protocol && Math.floor(packet.port / 256) === field.type;
}

/** CI-6, CI-15: of what layer 7 rules let through, nobody knows the requests. */
function portsHold({ world, packet }: CiliumQuestion, { ports = [], rules }: CiliumPorts): boolean {
  const isPort = ports.some(({ port, endPort, protocol = 'ANY' }) => {
    if (!['TCP', 'UDP', 'SCTP'].includes(packet.protocol)) return false;
    if (protocol.toUpperCase() !== 'ANY' && protocol.toUpperCase() !== packet.protocol) return false;
    if (!/^\d+$/.test(port)) return hasPortNamed(world, packet, port);
    return packet.port >= Number(port) && packet.port <= (endPort ?? Number(port));
  });
  if (!isPort || rules === undefined) return isPort;
  return world.maybe('CI-15', JSON.stringify(rules));
}
