import type { Verdict } from '#lib/model/network-answer.ts';
import { judgeByAdminTier, type AdminSetting } from './admin-policies.ts';
import { judgeByCalico } from './calico-policies.ts';
import { judgeByCilium } from './cilium-policies.ts';
import type { Direction, NetworkManifests } from './manifests.ts';
import { judgeByNetworkPolicies } from './network-policies.ts';
import { partyCalled, type DirectDataplane, type NetworkAsk, type Packet, type Party } from './parties.ts';
import { everyWorld, type RuleId, type World } from './world.ts';

/*
 * Who reaches whom, answered the slow way, straight from the specification: one packet at a time, through every
 * policy, rule, peer and port. Shares nothing with the engine it is compared with, and must not.
 */

export interface DirectAnswer {
  /** `nobody` where a side is not there or the two have no address family in common. */
  readonly verdict: Verdict | 'nobody';
  /** The rules of the specification that had a say in it. */
  readonly rules: ReadonlySet<RuleId>;
}

/** Returns what the specification says to one question. */
export function directVerdict(
  objects: NetworkManifests,
  dataplane: DirectDataplane,
  ask: NetworkAsk,
): DirectAnswer {
  const [source, target] = [partyCalled(objects, ask.from), partyCalled(objects, ask.to)];
  const rules = new Set<RuleId>();
  if (source === null || target === null) return { verdict: 'nobody', rules: new Set(['NP-26', 'CA-20']) };
  const verdicts = new Set<boolean>();
  for (const family of [4, 6] as const) {
    if (![source, target].every(({ addresses }) => addresses.some((one) => one.family === family))) continue;
    const packet: Packet = { source, target, family, protocol: ask.protocol, port: ask.port };
    for (const { result, notes } of everyWorld((world) =>
      world.aside(() => isAllowed(world, objects, { dataplane, packet })),
    )) {
      verdicts.add(result);
      for (const id of notes) rules.add(id);
    }
  }
  const [first, second] = verdicts;
  if (first === undefined) return { verdict: 'nobody', rules };
  return { verdict: second === undefined ? (first ? 'allowed' : 'denied') : 'unknown', rules };
}

interface Question {
  readonly dataplane: DirectDataplane;
  readonly packet: Packet;
}

/** Policies have no say over a pod and itself (NP-25), nor over what does not leave a host. */
function isAllowed(world: World, objects: NetworkManifests, question: Question): boolean {
  const { dataplane, packet } = question;
  const { source, target } = packet;
  if (dataplane.name === 'none') return true;
  if (isItself(source, target)) {
    world.note('NP-25', 'CN-13');
    return true;
  }
  if (source.kind === 'host' && target.kind === 'host' && isOn(source, target)) return true;
  if (source.kind === 'host' && target.kind === 'pod' && isOn(source, target)) {
    if (dataplane.fromOwnNode === 'exempt') return isLetInByNode(world, objects, question);
    world.note('CI-10');
  }
  if (bothAllow(world, objects, question)) return true;
  return mayPassOnNode(world, question);
}

/** NP-24: what may pass between a pod and its own node although policies deny it. */
function mayPassOnNode(world: World, { dataplane, packet: { source, target } }: Question): boolean {
  if (source.kind === 'host' && target.kind === 'pod')
    return isNodeUnknown(source, target) && world.maybe('NP-24', 'host and pod on one node');
  if (source.kind !== 'pod' || target.kind !== 'host' || dataplane.podToOwnNode !== 'unknown') return false;
  const isOwn = isOn(target, source) || isNodeUnknown(target, source);
  return isOwn && world.maybe('NP-24', 'pod to own node');
}

/** NP-24: of a host's own rules for what it sends the specification does not say whether they come first (CI-12). */
function isLetInByNode(world: World, objects: NetworkManifests, { dataplane, packet }: Question): boolean {
  world.note('NP-24', 'CI-10', 'CA-21');
  const sent = judge({ world, objects, dataplane, packet, direction: 'egress' });
  return sent !== 'deny' || world.maybe('CI-10', 'host to its own pod');
}

/** NP-19: both sides must allow it. */
function bothAllow(world: World, objects: NetworkManifests, { dataplane, packet }: Question): boolean {
  const sides = (['egress', 'ingress'] as const).map((direction) =>
    world.aside(() => judge({ world, objects, dataplane, packet, direction })),
  );
  const refused = sides.filter(({ result }) => result === 'deny');
  for (const { notes } of refused.length === 0 ? sides : refused) world.note(...notes);
  if (refused.length === 1) world.note('NP-19');
  return refused.length === 0;
}

function isItself(source: Party, target: Party): boolean {
  return source.kind === 'pod' && target.kind === 'pod' && source.pod === target.pod;
}

function isOn(host: { readonly node: string | null }, pod: { readonly node: string | null }): boolean {
  return host.node !== null && host.node === pod.node;
}

function isNodeUnknown(
  host: { readonly node: string | null },
  pod: { readonly node: string | null },
): boolean {
  return host.node === null || pod.node === null;
}

/** CN-1, CN-5: admin tier, NetworkPolicies, baseline tier, allow; plugins with policies of their own differ. */
export function judge(setting: AdminSetting & { readonly direction: Direction }): 'allow' | 'deny' {
  const { dataplane, objects, world } = setting;
  if (dataplane.name === 'calico') return judgeByCalico(setting);
  const admin = judgeByAdminTier(setting, 'Admin');
  if (admin === 'allow' || admin === 'deny') return admin;
  if (admin === 'pass' || (objects.baselineAdminNetworkPolicies ?? []).length > 0) world.note('AN-4');
  return judgeBelowAdmin(setting);
}

/** CN-5: the baseline is for pods that no NetworkPolicy isolates. */
function judgeBelowAdmin(setting: AdminSetting): 'allow' | 'deny' {
  const { world, dataplane } = setting;
  const plain =
    dataplane.name === 'cilium'
      ? judgeByCilium(setting)
      : judgeByNetworkPolicies(setting, setting.objects.networkPolicies ?? []);
  const baseline = world.aside(() => judgeByAdminTier(setting, 'Baseline'));
  if (plain === 'none') {
    world.note(...baseline.notes);
    return baseline.result === 'deny' ? 'deny' : 'allow';
  }
  if (baseline.result !== 'none' && baseline.result !== plain) world.note('CN-5');
  return plain;
}
