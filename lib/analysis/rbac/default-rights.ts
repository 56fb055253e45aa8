import { DEFAULT_RBAC } from '#lib/facts/default-rbac.ts';
import type { DefaultRbacObject, DefaultVariant } from '#lib/facts/default-rbac.ts';
import { PLATFORM_RBAC } from '#lib/facts/platform-rbac.ts';
import type { ServerVersion } from '#lib/model/cluster-objects.ts';
import type { Grant, GrantSource, PolicyRule, Subject } from '#lib/model/rbac.ts';
import { selectsLabels } from './select-labels.ts';

/** Where a role or binding comes from: the cluster itself, somebody who changed it, or somebody who made it. */
export type Origin = 'default' | 'changed' | 'added';

/**
 * Tells the rights that Kubernetes, kubeadm or the cluster's platform gives by itself from those somebody added. A
 * right counts as default only where binding, role, subject and rule are those of the cluster's own version and
 * platform: a label or a name that says so counts for nothing, for anybody may choose it. Before 1.20 there is no
 * baseline and nothing is default; where the version could not be read, the default of any version is one.
 */
export class DefaultRights {
  /** The server's minor version; null where it could not be read. */
  readonly minor: number | null;
  readonly #covers: (variant: DefaultVariant) => boolean;
  readonly #objects: ReadonlyMap<string, DefaultObject>;
  readonly #names: ReadonlySet<string>;
  readonly #allowed = new Map<string, ReadonlySet<string>>();

  /** The platform as `distributionOf` names it; null where it is not known. */
  constructor(version: ServerVersion | null, platform: string | null = null) {
    this.#objects = objectsOf(platform);
    this.#names = new Set([...this.#objects.values()].map(({ name }) => name));
    this.minor = version === null ? null : minorOf(version);
    const compared = this.minor === null ? null : Math.min(this.minor, DEFAULT_RBAC.newest);
    this.#covers = ({ from, to }) => compared === null || (from <= compared && compared <= to);
  }

  /** Returns whether a grant of this rule is one that the cluster was born with. */
  isDefault(grant: Grant, rule: PolicyRule): boolean {
    // Most bindings have a name that no default has, which is told without a look at anything else.
    if (!this.#names.has(grant.binding.name)) return false;
    const isBound = this.#variantsOf(grant.binding).some(
      ({ roleRef, subjects }) =>
        roleRef?.kind === grant.role.kind &&
        roleRef.name === grant.role.name &&
        (subjects ?? []).some((subject) => isSame(subject, grant.subject)),
    );
    if (!isBound) return false;
    const allowed = this.#allowedBy(grant.role);
    return rightsOf(rule).every((right) => allowed.has(right));
  }

  /** Returns whether a rule is one that a default role of this name came with. */
  isDefaultRule(role: GrantSource, rule: PolicyRule): boolean {
    const allowed = this.#allowedBy(role);
    return rightsOf(rule).every((right) => allowed.has(right));
  }

  /** Returns whether a role or binding of this name is one that this version makes by itself. */
  knows(source: GrantSource): boolean {
    return this.#variantsOf(source).length > 0;
  }

  /** Returns whether a role stands as the cluster made it, was changed since, or was added by somebody. */
  originOf(role: GrantSource, rules: readonly PolicyRule[]): Origin {
    if (!this.knows(role)) return 'added';
    const held = new Set(rules.flatMap(rightsOf));
    // Behind a feature gate a role has more than one form.
    const isWhole = this.#variantsOf(role).some(({ rules: made = [] }) =>
      made.flatMap(rightsOf).every((right) => held.has(right)),
    );
    return isWhole && this.isDefaultRole(role, rules) ? 'default' : 'changed';
  }

  /** Returns whether a role is one the cluster was born with and holds nothing that was added to it. */
  isDefaultRole(role: GrantSource, rules: readonly PolicyRule[]): boolean {
    return this.knows(role) && rules.every((rule) => this.isDefaultRule(role, rule));
  }

  #variantsOf(source: GrantSource): readonly DefaultVariant[] {
    return (this.#objects.get(keyOf(source))?.variants ?? []).filter(this.#covers);
  }

  #allowedBy(role: GrantSource): ReadonlySet<string> {
    const key = keyOf(role);
    let allowed = this.#allowed.get(key);
    if (allowed === undefined) {
      allowed = new Set(this.#drawnBy(role, new Set()).flatMap(rightsOf));
      this.#allowed.set(key, allowed);
    }
    return allowed;
  }

  /** The rules of a default role and, as the controller manager fills them in, of the default roles it aggregates. */
  #drawnBy(role: GrantSource, seen: Set<string>): readonly PolicyRule[] {
    const key = keyOf(role);
    if (seen.has(key)) return [];
    seen.add(key);
    return this.#variantsOf(role).flatMap(({ rules = [], aggregationRule }) => {
      const selectors = aggregationRule?.clusterRoleSelectors ?? [];
      const drawn = [...this.#objects.values()].filter(
        ({ kind, labels }) =>
          kind === 'ClusterRole' && selectors.some((selector) => selectsLabels(selector, labels)),
      );
      return [
        ...rules,
        ...drawn.flatMap(({ kind, name }) => this.#drawnBy({ kind, namespace: null, name }, seen)),
      ];
    });
  }
}

type DefaultObject = Pick<DefaultRbacObject, 'kind' | 'name' | 'namespace' | 'labels' | 'variants'>;

const KNOWN = new Map<string | null, ReadonlyMap<string, DefaultObject>>();

/** The defaults of Kubernetes with those of a platform, which may make an object of the same name in its own way. */
function objectsOf(platform: string | null): ReadonlyMap<string, DefaultObject> {
  let objects = KNOWN.get(platform);
  if (objects === undefined) {
    const merged = new Map<string, DefaultObject>(
      DEFAULT_RBAC.objects.map((object) => [keyOf(object), object]),
    );
    for (const object of PLATFORM_RBAC.objects.filter(({ platforms }) =>
      platforms.some((one) => one === platform),
    )) {
      const key = keyOf(object);
      merged.set(key, { ...object, variants: [...(merged.get(key)?.variants ?? []), ...object.variants] });
    }
    objects = merged;
    KNOWN.set(platform, objects);
  }
  return objects;
}

/** Vendors append to it: `28+`. */
function minorOf({ major, minor }: ServerVersion): number {
  return major === '1' ? Number.parseInt(minor, 10) || 0 : DEFAULT_RBAC.newest;
}

function keyOf({ kind, namespace, name }: GrantSource | DefaultObject): string {
  return `${kind}/${namespace ?? ''}/${name}`;
}

/** Only a service account has a namespace; where another subject carries one, the server does not look at it. */
function isSame(a: Subject, b: Subject): boolean {
  if (a.kind !== b.kind || a.name !== b.name) return false;
  return a.kind !== 'ServiceAccount' || (a.namespace ?? '') === (b.namespace ?? '');
}

/** A rule taken apart, so that two ways to write the same rights compare equal. */
function rightsOf(rule: PolicyRule): string[] {
  const names = rule.resourceNames?.length ? rule.resourceNames : [''];
  return rule.verbs.flatMap((verb) => [
    ...(rule.nonResourceURLs ?? []).map((url) => `${verb} ${url}`),
    ...(rule.apiGroups ?? []).flatMap((group) =>
      (rule.resources ?? []).flatMap((resource) =>
        names.map((name) => `${verb} ${group} ${resource} ${name}`),
      ),
    ),
  ]);
}
