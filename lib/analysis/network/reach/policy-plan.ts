import type { SpecObject } from '#lib/model/cluster-objects.ts';
import { planAdminTier } from './admin-policy-plan.ts';
import { planCalico } from './calico-plan.ts';
import { CILIUM_ALLOW_RANK, planCilium } from './cilium-plan.ts';
import { FIREWALL_UNKNOWN } from './cilium-subject.ts';
import type { Dataplane } from './dataplane.ts';
import { withProfileLabels } from './host-endpoint-labels.ts';
import { wholeObjects, type NetworkObjects } from './network-objects.ts';
import { planNetworkPolicies } from './network-policy-plan.ts';
import type { PolicyPlan, ReachPolicy, ReachTier } from './policy-ir.ts';

type WholeObjects = ReturnType<typeof wholeObjects>;
type PlanParts = Pick<ReachTier, 'ingress' | 'egress'> & Pick<PolicyPlan, 'problems'>;

/**
 * Returns everything that decides about pods' traffic, in the order a dataplane asks it (CN-1): admin policies,
 * network policies, baseline policies, and then everything is allowed.
 */
export function planPolicies(given: NetworkObjects, dataplane: Dataplane): PolicyPlan {
  const objects = wholeObjects(given);
  if (!dataplane.enforces) return { tiers: [], problems: [] };
  if (dataplane.name === 'calico') return calicoPlan(objects);
  const middle = dataplane.name === 'cilium' ? ciliumTiers(objects, dataplane) : networkPolicyTier(objects);
  if (dataplane.adminPolicies === 'inert') return middle;
  const cluster = objects.clusterNetworkPolicies;
  // CN-15: Cilium knows the newer version of the API alone.
  const isNewerAlone = dataplane.name === 'cilium';
  const [olderAdmin, olderBaseline] = isNewerAlone
    ? [[], []]
    : [objects.adminNetworkPolicies, objects.baselineAdminNetworkPolicies];
  const admin = planAdminTier([...ofTier(cluster, 'Admin'), ...olderAdmin]);
  const baseline = planAdminTier([...ofTier(cluster, 'Baseline'), ...olderBaseline]);
  return {
    tiers: [tierOf('Admin', admin, 'pass'), ...middle.tiers, tierOf('Baseline', baseline, 'pass')],
    problems: [...admin.problems, ...middle.problems, ...baseline.problems],
  };
}

function calicoPlan(objects: WholeObjects): PolicyPlan {
  const cluster = objects.clusterNetworkPolicies;
  return planCalico(
    {
      tiers: objects.calicoTiers,
      policies: [...objects.calicoNetworkPolicies, ...objects.calicoGlobalNetworkPolicies],
      networkPolicies: objects.networkPolicies,
      profiles: objects.calicoProfiles,
      admin: [...ofTier(cluster, 'Admin'), ...objects.adminNetworkPolicies],
      baseline: [...ofTier(cluster, 'Baseline'), ...objects.baselineAdminNetworkPolicies],
    },
    {
      networkSets: objects.calicoNetworkSets,
      globalNetworkSets: objects.calicoGlobalNetworkSets,
      hostEndpoints: withProfileLabels(objects.calicoHostEndpoints, objects.calicoProfiles),
      endpointSlices: objects.endpointSlices,
      namespaces: new Map(
        objects.namespaces.map(({ metadata }) => [metadata.name, metadata.labels ?? {}] as const),
      ),
    },
  );
}

function networkPolicyTier({ networkPolicies, unreadPolicies }: WholeObjects): PolicyPlan {
  const parts = planNetworkPolicies(networkPolicies, { unread: unreadPolicies });
  return { tiers: [{ ...tierOf('NetworkPolicy', parts, 'deny'), ties: 'add' }], problems: parts.problems };
}

/** CI-1: with the mode `always` every pod is isolated, whether a policy selects it or not. */
const CLOSED: ReachPolicy = {
  ref: { kind: 'ConfigMap', namespace: 'kube-system', name: 'cilium-config' },
  subject: { op: 'pods', namespace: { labels: { op: 'true' } }, labels: { op: 'true' } },
  rank: CILIUM_ALLOW_RANK,
  governs: true,
  rules: [],
};

/** CI-12: the same for every host, where the firewall of hosts is on. */
const CLOSED_HOSTS: ReachPolicy = {
  ...CLOSED,
  subject: { op: 'hosts', labels: { op: 'true' } },
  isForHosts: true,
};

/** CI-4: allows of every kind add up, and a denial of any kind beats them all. */
function ciliumTiers(objects: WholeObjects, dataplane: Dataplane): PolicyPlan {
  const plain = planNetworkPolicies(objects.networkPolicies, {
    rank: CILIUM_ALLOW_RANK,
    unread: objects.unreadPolicies,
  });
  const cluster = {
    cidrGroups: objects.ciliumCIDRGroups,
    services: objects.services,
    endpointSlices: objects.endpointSlices,
  };
  const policies = [...objects.ciliumNetworkPolicies, ...objects.ciliumClusterwideNetworkPolicies];
  const own = planCilium(policies, cluster, dataplane);
  const closed = dataplane.closedByDefault ? [CLOSED] : [];
  const problems = [...plain.problems, ...own.problems];
  const pods: PlanParts = {
    ingress: [...plain.ingress, ...own.ingress.filter(isForPods), ...closed],
    egress: [...plain.egress, ...own.egress.filter(isForPods), ...closed],
    problems,
  };
  const tier: ReachTier = { ...tierOf('Cilium', pods, 'deny'), ties: 'add' };
  return { tiers: [tier, hostTier(own, dataplane)], problems };
}

/** CI-12: one setting turns all policies for hosts on or off. */
function hostTier(own: PlanParts, { closedByDefault, hostPolicies }: Dataplane): ReachTier {
  const closed = closedByDefault && hostPolicies !== 'inert' ? [CLOSED_HOSTS] : [];
  const of = (direction: 'ingress' | 'egress') => [
    ...own[direction].filter((one) => !isForPods(one)),
    ...closed,
  ];
  return {
    name: 'Cilium hosts',
    end: 'deny',
    ties: 'add',
    ...(hostPolicies === 'unknown' ? { doubt: FIREWALL_UNKNOWN } : {}),
    ingress: of('ingress'),
    egress: of('egress'),
  };
}

function isForPods({ isForHosts }: ReachPolicy): boolean {
  return isForHosts !== true;
}

function tierOf(name: string, { ingress, egress }: PlanParts, end: ReachTier['end']): ReachTier {
  return { name, end, ties: 'unknown', ingress, egress };
}

/** One of a tier that there is not is judged with the first, where it is in doubt. */
function ofTier(policies: readonly SpecObject[], tier: 'Admin' | 'Baseline'): readonly SpecObject[] {
  return policies.filter(({ spec }) => (spec['tier'] === 'Baseline') === (tier === 'Baseline'));
}
