import { itemsOf } from '#lib/model/collected.ts';
import type { HostJudgement, HostLint } from '#lib/model/host-firewall.ts';
import { byCodeUnit } from '#lib/model/order.ts';
import { endpointLints } from './endpoint-lints.ts';
import { hostEndpointsOf } from './host-endpoints.ts';
import type { HostSlices } from './host-firewall.ts';
import type { HostPlan } from './host-plan.ts';
import type { JudgedPort } from './host-ways.ts';
import type { AddressSource } from './host-sources.ts';
import type { HostState } from './host-state.ts';
import type { HostTable } from './host-table.ts';
import { installerLints } from './installer-lints.ts';
import { policyLints } from './policy-lints.ts';
import { settingLints } from './setting-lints.ts';

/** What lints of Calico's host firewall look at. */
export interface LintSources {
  readonly slices: HostSlices;
  readonly plan: HostPlan;
  readonly hosts: readonly HostState[];
  readonly table: HostTable<HostState>;
  /** What becomes of a host's packet from 127.0.0.1 to a port of its own that is no failsafe one. */
  readonly loopback: (to: HostState) => HostJudgement | null;
  readonly ports: readonly JudgedPort[];
  readonly sources: readonly AddressSource[];
}

const SEVERITIES = ['high', 'medium', 'low'] as const;

/** Returns what of the host firewall does not do what it seems to, the worst first. */
export function calicoLints(given: LintSources): HostLint[] {
  const { slices, plan } = given;
  const endpoints = hostEndpointsOf(itemsOf(slices.calicoHostEndpoints), itemsOf(slices.calicoProfiles));
  const unread = plan.problems.map(({ ref, rule, message }): HostLint => ({
    id: 'unclear-policy',
    rule,
    severity: 'medium',
    objects: [`${ref.kind} ${ref.name}`],
    message,
  }));
  const all = [
    ...endpointLints(slices, endpoints),
    ...policyLints(plan.policies, endpoints),
    ...settingLints(given),
    ...installerLints(slices, endpoints),
    ...unread,
  ];
  return all.toSorted(
    (a, b) =>
      SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity) ||
      byCodeUnit(a.id, b.id) ||
      byCodeUnit(a.objects.join(), b.objects.join()),
  );
}
