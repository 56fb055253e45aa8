import type { SpecObject } from '#lib/model/cluster-objects.ts';
import { planAdminTier } from './admin-policy-plan.ts';
import type { Dataplane } from './dataplane.ts';
import type { NetworkObjects } from './network-objects.ts';
import { planNetworkPolicies } from './network-policy-plan.ts';
import type { PolicyPlan, ReachTier } from './policy-ir.ts';

type PlanParts = Pick<ReachTier, 'ingress' | 'egress'> & Pick<PolicyPlan, 'problems'>;

/**
 * Returns everything that decides about pods' traffic, in the order a dataplane asks it (CN-1): admin policies,
 * network policies, baseline policies, and then everything is allowed.
 */
export function planPolicies(objects: NetworkObjects, dataplane: Dataplane): PolicyPlan {
  if (!dataplane.enforces) return { tiers: [], problems: [] };
  const cluster = objects.clusterNetworkPolicies ?? [];
  const admin = planAdminTier([...ofTier(cluster, 'Admin'), ...(objects.adminNetworkPolicies ?? [])]);
  const baseline = planAdminTier([
    ...ofTier(cluster, 'Baseline'),
    ...(objects.baselineAdminNetworkPolicies ?? []),
  ]);
  const policies = planNetworkPolicies(objects.networkPolicies ?? []);
  return {
    tiers: [
      tierOf('Admin', admin, 'pass'),
      { ...tierOf('NetworkPolicy', policies, 'deny'), ties: 'add' },
      tierOf('Baseline', baseline, 'pass'),
    ],
    problems: [...admin.problems, ...policies.problems, ...baseline.problems],
  };
}

function tierOf(name: string, { ingress, egress }: PlanParts, end: ReachTier['end']): ReachTier {
  return { name, end, ties: 'unknown', ingress, egress };
}

function ofTier(policies: readonly SpecObject[], tier: string): readonly SpecObject[] {
  return policies.filter(({ spec }) => spec['tier'] === tier);
}
