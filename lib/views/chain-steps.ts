import type { ChainStep, EscalationChain } from '#lib/model/escalation.ts';
import type { GrantSource, Subject } from '#lib/model/rbac.ts';
import type { ResourceRef } from '#lib/model/resource-ref.ts';
import { fillText, type Locale } from '#lib/model/text.ts';
import { placedName, ruleLine, type RuleLine } from './rbac-rules.ts';

/** Something a step names, and the address of its page; null where it has none. */
export interface ChainLink {
  readonly label: string;
  readonly href: string | null;
}

/** A rule that a step uses, with where it stands. */
export interface ChainRule {
  /** Null where the step before has made the binding. */
  readonly binding: string | null;
  readonly role: ChainLink;
  readonly line: RuleLine;
}

/** One step of a chain as the page tells it. */
export interface ChainStepView {
  readonly edge: string;
  readonly sentence: string;
  /** Where it leads, where that is somebody or something with a page. */
  readonly to: ChainLink;
  readonly rules: readonly ChainRule[];
  readonly objects: readonly ChainLink[];
  /** What could not be read and the step rests on. */
  readonly unknown: readonly string[];
}

interface Places {
  readonly scanId: string;
  readonly locale: Locale;
  readonly addressOf: {
    readonly subject: (subject: Subject) => string;
    readonly role: (role: GrantSource) => string;
  };
}

/** Returns the steps of a chain in one language, each with its evidence. */
export function chainSteps({ steps }: EscalationChain, places: Places): readonly ChainStepView[] {
  return steps.map((step) => ({
    edge: step.edge,
    sentence: fillText(step.text[places.locale], step.params),
    to: { label: String(step.params['to']), href: placeHref(step, places) },
    rules: rulesOf(step, places),
    objects: step.objects.map((ref) => ({ label: objectLabel(ref), href: objectHref(ref, places) })),
    unknown: step.unknown.map(({ text }) => text[places.locale]),
  }));
}

function rulesOf({ grants }: ChainStep, places: Places): readonly ChainRule[] {
  return grants.map(({ binding, role, rules }) => ({
    binding: binding === null ? null : `${binding.kind} ${placedName(binding)}`,
    role: {
      label: `${role.kind} ${placedName(role)}`,
      href: `/rbac/roles/${encodeURIComponent(places.addressOf.role(role))}?scan=${places.scanId}`,
    },
    line: ruleLine(rules),
  }));
}

function placeHref({ to }: ChainStep, { scanId, addressOf }: Places): string | null {
  switch (to.kind) {
    case 'subject':
    case 'mode':
      return `/rbac/subjects/${encodeURIComponent(addressOf.subject(to.subject))}?scan=${scanId}`;
    case 'role':
      return `/rbac/roles/${encodeURIComponent(addressOf.role(to.role))}?scan=${scanId}`;
    case 'pod':
      return workloadHref(to.pod, scanId);
    case 'node':
      return `/nodes/${encodeURIComponent(to.name)}?scan=${scanId}`;
    case 'cluster':
      return null;
  }
}

function objectLabel({ kind, namespace, name }: ResourceRef): string {
  return `${kind} ${placedName({ namespace, name })}`;
}

const WORKLOADS = [
  'Pod',
  'Deployment',
  'DaemonSet',
  'StatefulSet',
  'ReplicaSet',
  'ReplicationController',
  'Job',
  'CronJob',
];

function objectHref(ref: ResourceRef, { scanId, addressOf }: Places): string | null {
  const { kind, namespace, name } = ref;
  if (kind === 'Node') return `/nodes/${encodeURIComponent(name)}?scan=${scanId}`;
  if (WORKLOADS.includes(kind)) return workloadHref(ref, scanId);
  if (kind === 'Namespace') return `/workloads?scan=${scanId}&ns=${encodeURIComponent(name)}`;
  if (kind === 'Role' || kind === 'ClusterRole')
    return `/rbac/roles/${encodeURIComponent(addressOf.role({ kind, namespace, name }))}?scan=${scanId}`;
  if (kind !== 'ServiceAccount') return null;
  const account = { kind, name, namespace: namespace ?? '' };
  return `/rbac/subjects/${encodeURIComponent(addressOf.subject(account))}?scan=${scanId}`;
}

/** Pods are listed by their workload, whose name theirs begins with. */
function workloadHref({ namespace, name, kind }: ResourceRef, scanId: string): string {
  const place = `/workloads?scan=${scanId}&ns=${encodeURIComponent(namespace ?? '')}`;
  return kind === 'Pod' ? place : `${place}&q=${encodeURIComponent(name)}`;
}
