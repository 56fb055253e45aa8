import { selectsLabels } from '#lib/analysis/rbac/select-labels.ts';
import type { PodSecurityLevel } from '#lib/analysis/workloads/pod-security-level.ts';
import { POD_SECURITY_LEVELS } from '#lib/analysis/workloads/pod-security-level.ts';
import type { SpecObject, WebhookConfiguration } from '#lib/model/cluster-objects.ts';
import type { UnknownPart } from '#lib/model/escalation.ts';
import type { ServerSettings } from './server-settings.ts';
import { judgedBy, UNKNOWN_PARTS, type AttackSlice } from './unknown-parts.ts';

/** What admission says to a pod made by somebody who may make one. */
export interface PodAdmission {
  readonly level: PodSecurityLevel;
  /** What else may refuse a pod that needs rights over its node. */
  readonly unknown: readonly UnknownPart[];
}

interface AdmissionObjects {
  readonly namespaces: readonly SpecObject[];
  readonly webhooks: readonly WebhookConfiguration[];
  readonly policies: readonly SpecObject[];
  readonly policyBindings: readonly SpecObject[];
  readonly settings: ServerSettings;
  readonly unread: ReadonlySet<AttackSlice>;
}

type Labels = Readonly<Record<string, string>>;

const ENFORCE = 'pod-security.kubernetes.io/enforce';
const NAME_LABEL = 'kubernetes.io/metadata.name';
const JUDGES = [
  'validatingWebhookConfigurations',
  'validatingAdmissionPolicies',
  'validatingAdmissionPolicyBindings',
] as const;

/** Tells, by namespace, which pods Pod Security admission lets in, and who else judges them. */
export class PodAdmissions {
  readonly #objects: AdmissionObjects;
  readonly #byName: ReadonlyMap<string, SpecObject>;
  readonly #known = new Map<string, PodAdmission>();

  constructor(objects: AdmissionObjects) {
    this.#objects = objects;
    this.#byName = new Map(objects.namespaces.map((one) => [one.metadata.name, one]));
  }

  /** Returns what is let in there. */
  in(namespace: string): PodAdmission {
    let admission = this.#known.get(namespace);
    if (admission === undefined) {
      admission = this.#judge(namespace);
      this.#known.set(namespace, admission);
    }
    return admission;
  }

  /** Returns what is let in where the namespace carries no label, as in one that was just made. */
  withoutLabel(namespace: string): PodAdmission {
    const { settings } = this.#objects;
    const unknown = settings.defaultPodSecurity;
    return { level: 'privileged', unknown: [...unknown, ...this.#judges({ [NAME_LABEL]: namespace })] };
  }

  #judge(namespace: string): PodAdmission {
    const object = this.#byName.get(namespace);
    if (object === undefined) {
      const { level, unknown } = this.withoutLabel(namespace);
      const isUnread = this.#objects.unread.has('namespaces');
      return { level, unknown: [...(isUnread ? [UNKNOWN_PARTS.namespaces] : []), ...unknown] };
    }
    const labels: Labels = { [NAME_LABEL]: namespace, ...object.metadata.labels };
    const enforced = POD_SECURITY_LEVELS.find((level) => level === labels[ENFORCE]);
    if (enforced === undefined || !this.#objects.settings.heedsPodSecurityLabels) {
      return {
        level: 'privileged',
        unknown: [...this.#objects.settings.defaultPodSecurity, ...this.#judges(labels)],
      };
    }
    return { level: enforced, unknown: this.#judges(labels) };
  }

  #judges(labels: Labels): readonly UnknownPart[] {
    const { webhooks, policies, policyBindings, unread } = this.#objects;
    const asked = webhooks
      .filter((one) =>
        one.webhooks.some((hook) => asksAboutPods(hook.rules) && selects(hook.namespaceSelector, labels)),
      )
      .map(({ metadata }) => `ValidatingWebhookConfiguration ${metadata.name}`);
    const denying = new Set(policyBindings.filter(isDenying).map(({ spec }) => spec['policyName']));
    const bound = policies
      .filter(({ metadata, spec }) => {
        const match = recordOf(spec['matchConstraints']);
        return (
          denying.has(metadata.name) &&
          asksAboutPods(match['resourceRules']) &&
          selects(match['namespaceSelector'], labels)
        );
      })
      .map(({ metadata }) => `ValidatingAdmissionPolicy ${metadata.name}`);
    return [
      ...JUDGES.filter((slice) => unread.has(slice)).map((slice) => UNKNOWN_PARTS[slice]),
      ...[...asked, ...bound].toSorted().map(judgedBy),
    ];
  }
}

function isDenying({ spec }: SpecObject): boolean {
  const actions = spec['validationActions'];
  return !Array.isArray(actions) || actions.includes('Deny');
}

function asksAboutPods(rules: unknown): boolean {
  return (Array.isArray(rules) ? rules : []).some((rule) => {
    const { apiGroups, resources, operations } = recordOf(rule);
    return (
      holdsAny(apiGroups, ['', '*']) &&
      holdsAny(resources, ['pods', '*', '*/*', 'pods/*']) &&
      holdsAny(operations, ['CREATE', '*'])
    );
  });
}

function holdsAny(list: unknown, wanted: readonly string[]): boolean {
  return Array.isArray(list) && list.some((one) => wanted.includes(String(one)));
}

/** A selector left out, or empty, selects everything. */
function selects(selector: unknown, labels: Labels): boolean {
  return selectsLabels(recordOf(selector), labels);
}

function recordOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : {};
}
