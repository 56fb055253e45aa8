import type { AdminSetting } from './admin-policies.ts';
import {
  hasDirection,
  inOrder,
  isInNamespaces,
  judgeRules,
  tiersOf,
  type Governing,
  type Outcome,
} from './calico-policies.ts';
import { calicoTest } from './calico-selector.ts';
import { hostThing } from './calico-things.ts';
import type { CalicoSpec, HostEndpointManifest, Manifest } from './manifests.ts';

/** Where a policy of a host endpoint acts: before tracking, before DNAT, on the host itself, on what it forwards. */
export type HostStage = 'raw' | 'pre-dnat' | 'normal' | 'forward';

type Decided = 'allow' | 'deny' | 'none';

/** Returns what the policies of one stage do with the packet; only `normal` and `forward` end in a drop (HE-7). */
export function judgeByStage(
  setting: AdminSetting,
  endpoint: HostEndpointManifest,
  stage: HostStage,
): Decided {
  const { world, direction } = setting;
  for (const tier of tiersOf(setting)) {
    const governing = governingOf(setting, endpoint, stage).filter(
      ({ spec }) => (spec.tier ?? 'default') === tier.name,
    );
    if (governing.length === 0) continue;
    if (tier.isMissing && !world.maybe('CA-9', `${tier.name} ${direction}`)) continue;
    const outcome = firstOutcome(setting, governing);
    if (outcome === 'allow' || outcome === 'deny') return outcome;
    if (outcome === 'pass' || stage === 'raw' || stage === 'pre-dnat') continue;
    if (tier.defaultAction === 'Deny') return 'deny';
  }
  return 'none';
}

function firstOutcome(setting: AdminSetting, policies: readonly Manifest<CalicoSpec>[]): Outcome {
  const governing = policies.map(({ metadata: { name }, spec }): Governing => ({
    order: spec.order ?? Number.POSITIVE_INFINITY,
    name,
    tieBreak: name,
    judge: () => judgeRules(setting, spec[setting.direction] ?? [], null),
  }));
  for (const { judge } of inOrder(setting, governing)) {
    const outcome = judge();
    if (outcome !== 'none') return outcome;
  }
  return 'none';
}

/** CA-11: returns the global policies that select the endpoint. */
function governingOf(
  setting: AdminSetting,
  endpoint: HostEndpointManifest,
  stage: HostStage,
): readonly Manifest<CalicoSpec>[] {
  const thing = hostThing(setting.objects, endpoint);
  return (setting.objects.calicoGlobalNetworkPolicies ?? []).filter(
    (policy) =>
      isOfStage(policy.spec, stage) &&
      calicoTest(policy.spec.selector ?? '')(thing.labels) &&
      isInNamespaces(policy.spec, thing) &&
      hasDirection(setting, policy),
  );
}

/** HE-8: what is for forwarded packets is for those to the host as well. */
function isOfStage({ doNotTrack, preDNAT, applyOnForward }: CalicoSpec, stage: HostStage): boolean {
  if (doNotTrack === true) return stage === 'raw';
  if (preDNAT === true) return stage === 'pre-dnat';
  return stage === 'normal' || (stage === 'forward' && applyOnForward === true);
}

/** HE-4: returns whether a profile lets the packet through; one that is absent does not. */
export function isAllowedByProfile(setting: AdminSetting, { spec }: HostEndpointManifest): boolean {
  for (const name of spec.profiles ?? []) {
    if (name === 'projectcalico-default-allow') return true;
    const found = (setting.objects.calicoProfiles ?? []).find(({ metadata }) => metadata.name === name);
    const outcome = judgeRules(setting, found?.spec[setting.direction] ?? [], null);
    if (outcome === 'allow' || outcome === 'deny') return outcome === 'allow';
  }
  return false;
}
