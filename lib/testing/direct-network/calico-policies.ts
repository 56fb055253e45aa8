import { judgeByAdminTier, type AdminSetting } from './admin-policies.ts';
import { namespaceIs } from './calico-entities.ts';
import { calicoRuleMatches } from './calico-rules.ts';
import { calicoTest } from './calico-selector.ts';
import { podThing, type CalicoThing } from './calico-things.ts';
import type { CalicoRule, CalicoSpec, Manifest } from './manifests.ts';
import { allowsByRule, isolates } from './network-policies.ts';
import { sidesOf, type PodParty } from './parties.ts';

export type Outcome = 'allow' | 'deny' | 'pass' | 'none';

/** A policy that governs the pod in the direction asked about. */
export interface Governing {
  readonly order: number;
  readonly name: string;
  readonly tieBreak: string;
  readonly judge: () => Outcome;
}

interface Tier {
  readonly name: string;
  readonly order: number;
  readonly defaultAction: 'Deny' | 'Pass';
  /** Whether no object says that the tier exists. */
  readonly isMissing: boolean;
}

const ADMIN = { name: 'kube-admin', order: 1000, defaultAction: 'Pass', isMissing: false } as const;
const DEFAULT = { name: 'default', order: 1_000_000, defaultAction: 'Deny', isMissing: false } as const;
const BASELINE = {
  name: 'kube-baseline',
  order: 10_000_000,
  defaultAction: 'Pass',
  isMissing: false,
} as const;

/** Returns what Calico does with the packet on one side. */
export function judgeByCalico(setting: AdminSetting): 'allow' | 'deny' {
  const { packet, direction, world } = setting;
  const { subject } = sidesOf(packet, direction);
  if (subject.kind !== 'pod') return 'allow';
  for (const tier of tiersOf(setting)) {
    const { result, notes } = world.aside(() => judgeByTier(setting, tier, subject));
    world.note(...notes);
    if (result === 'allow' || result === 'deny') return result;
  }
  return judgeByProfile(setting, subject);
}

/** CA-1: by order, one without an order last, then by name; CA-9: what does not exist comes after all. */
export function tiersOf({ objects }: AdminSetting): readonly Tier[] {
  const named = (objects.calicoTiers ?? []).map(({ metadata, spec }): Tier => ({
    name: metadata.name,
    order: spec.order ?? Number.POSITIVE_INFINITY,
    defaultAction: spec.defaultAction === 'Pass' ? 'Pass' : 'Deny',
    isMissing: false,
  }));
  const builtIn = [ADMIN, DEFAULT, BASELINE];
  const tiers = [...builtIn, ...named.filter(({ name }) => builtIn.every((one) => one.name !== name))];
  const sorted = tiers.toSorted((a, b) => byOrder(a, b) || byText(a.name, b.name));
  const policies = [...(objects.calicoNetworkPolicies ?? []), ...(objects.calicoGlobalNetworkPolicies ?? [])];
  const wanted = new Set(policies.map(({ spec }) => spec.tier ?? 'default'));
  const missing = [...wanted].filter((name) => tiers.every((one) => one.name !== name)).toSorted(byText);
  return [
    ...sorted,
    ...missing.map((name): Tier => ({ name, order: 0, defaultAction: 'Deny', isMissing: true })),
  ];
}

function byOrder(a: { readonly order: number }, b: { readonly order: number }): number {
  return a.order === b.order ? 0 : a.order < b.order ? -1 : 1;
}

function byText(a: string, b: string): number {
  return a === b ? 0 : a < b ? -1 : 1;
}

/** CA-4, CA-5, CA-6: the first rule that matches decides, else the tier's own action where a policy governs. */
function judgeByTier(setting: AdminSetting, tier: Tier, pod: PodParty): Outcome {
  const { world } = setting;
  if (tier.name === 'kube-admin') return judgeByAdminTier(setting, 'Admin');
  if (tier.name === 'kube-baseline') return judgeByAdminTier(setting, 'Baseline');
  const governing = governingOf(setting, tier, pod);
  if (governing.length === 0) return 'none';
  if (tier.isMissing && !world.maybe('CA-9', `${tier.name} ${setting.direction}`)) return 'none';
  world.note('CA-1');
  for (const [index, policy] of inOrder(setting, governing).entries()) {
    const { result, notes } = world.aside(policy.judge);
    if (result === 'none') continue;
    world.note(...notes, 'CA-6', 'CA-2');
    if (index > 0) world.note('CA-4');
    return result;
  }
  world.note('CA-5');
  for (const policy of governing) world.note(...world.aside(policy.judge).notes);
  return tier.defaultAction === 'Deny' ? 'deny' : 'none';
}

/** CA-2: by order and name; between policies of one name it depends on the version. */
export function inOrder({ world }: AdminSetting, governing: readonly Governing[]): readonly Governing[] {
  const sorted = governing.toSorted((a, b) => byOrder(a, b) || byText(a.tieBreak, b.tieBreak));
  const out: Governing[] = [];
  while (sorted.length > 0) {
    const [first] = sorted;
    const same = sorted.filter(({ name, order }) => name === first?.name && order === first.order);
    const next = same[same.length === 1 ? 0 : world.choose(`CA-2 ${out.length}`, same.length)];
    if (next === undefined) break;
    out.push(next);
    sorted.splice(sorted.indexOf(next), 1);
  }
  return out;
}

function governingOf(setting: AdminSetting, tier: Tier, pod: PodParty): readonly Governing[] {
  const { objects } = setting;
  const namespaced = (objects.calicoNetworkPolicies ?? []).filter(
    ({ metadata }) => metadata.namespace === pod.namespace,
  );
  const own = [...namespaced, ...(objects.calicoGlobalNetworkPolicies ?? [])]
    .filter((policy) => (policy.spec.tier ?? 'default') === tier.name)
    .filter((policy) => governs(setting, policy, pod))
    .map((policy): Governing => {
      const { name, namespace = '' } = policy.metadata;
      const kind = namespace === '' ? 'GlobalNetworkPolicy' : 'NetworkPolicy';
      const order = policy.spec.order ?? Number.POSITIVE_INFINITY;
      const rules = policy.spec[setting.direction] ?? [];
      const judge = () => judgeRules(setting, rules, policy.metadata.namespace ?? null);
      return { order, name, tieBreak: `${name}/${namespace}/${kind}`, judge };
    });
  if (tier.name !== 'default') return own;
  // CA-3: NetworkPolicies are policies of the default tier that only allow.
  const plain = (objects.networkPolicies ?? [])
    .filter((policy) => isolates(setting, policy, pod))
    .map((policy): Governing => {
      const name = `knp.default.${policy.metadata.name}`;
      const judge = (): Outcome => {
        setting.world.note('CA-3');
        return allowsByRule(setting, policy) ? 'allow' : 'none';
      };
      return { order: 1000, name, tieBreak: `${name}/${policy.metadata.namespace ?? ''}`, judge };
    });
  return [...own, ...plain];
}

/** CA-8, CA-11. */
function governs(setting: AdminSetting, policy: Manifest<CalicoSpec>, pod: PodParty): boolean {
  const { spec, metadata } = policy;
  // CA-5: untracked and preDNAT policies are of other stages.
  if (spec.doNotTrack === true || spec.preDNAT === true) return false;
  const thing = podThing(setting.objects, pod);
  if (!calicoTest(spec.selector ?? '')(thing.labels)) return false;
  if (metadata.namespace === undefined && !isInNamespaces(spec, thing)) return false;
  if (metadata.namespace === undefined) setting.world.note('CA-11');
  return hasDirection(setting, policy);
}

export function isInNamespaces(
  { namespaceSelector = '', serviceAccountSelector = '' }: CalicoSpec,
  thing: CalicoThing,
): boolean {
  if (namespaceSelector !== '' && !namespaceIs(namespaceSelector, thing)) return false;
  return calicoTest(serviceAccountSelector)(thing.serviceAccount?.labels ?? {});
}

export function hasDirection(
  { world, direction }: AdminSetting,
  { spec, metadata }: Manifest<CalicoSpec>,
): boolean {
  const { types, ingress, egress } = spec;
  const name = `${metadata.namespace ?? ''}/${metadata.name}`;
  if (types !== undefined && types.length > 0) return types.some((type) => type.toLowerCase() === direction);
  world.note('CA-8');
  // CA-8: an empty list stays empty, which means both, or is filled in like a missing one.
  if (types !== undefined && world.maybe('CA-8', `empty list of ${name}`)) return true;
  if (egress === undefined) return direction === 'ingress';
  if (egress.length > 0) return direction === 'egress' || (ingress ?? []).length > 0;
  if ((ingress ?? []).length > 0) return direction === 'ingress';
  return world.maybe('CA-8', `${direction} of ${name}`);
}

/** CA-6. */
export function judgeRules(
  setting: AdminSetting,
  rules: readonly CalicoRule[],
  policyNamespace: string | null,
): Outcome {
  for (const rule of rules) {
    const { result, notes } = setting.world.aside(() =>
      calicoRuleMatches({ ...setting, policyNamespace }, rule),
    );
    if (!result || rule.action === 'Log') continue;
    setting.world.note(...notes);
    if (rule.action === 'Allow') return 'allow';
    return rule.action === 'Deny' ? 'deny' : 'pass';
  }
  return 'none';
}

/** CA-7: a namespace's generated profile allows everything; one that people changed says for itself. */
function judgeByProfile(setting: AdminSetting, pod: PodParty): 'allow' | 'deny' {
  setting.world.note('CA-7');
  const changed = (objects: AdminSetting['objects'], name: string) =>
    (objects.calicoProfiles ?? []).find(({ metadata }) => metadata.name === name);
  const account = pod.pod.spec.serviceAccountName ?? 'default';
  const ofNamespace = changed(setting.objects, `kns.${pod.namespace}`);
  if (ofNamespace === undefined) return 'allow';
  for (const profile of [ofNamespace, changed(setting.objects, `ksa.${pod.namespace}.${account}`)]) {
    const outcome = judgeRules(setting, profile?.spec[setting.direction] ?? [], null);
    if (outcome === 'allow' || outcome === 'deny') return outcome;
  }
  return 'deny';
}
