import type { ServerVersion } from '#lib/model/cluster-objects.ts';
import { byCodeUnit } from '#lib/model/order.ts';
import type {
  Binding,
  ClusterRole,
  GrantSource,
  PolicyRule,
  Role,
  ServiceAccount,
  Subject,
} from '#lib/model/rbac.ts';
import { computeAggregated } from './aggregate-rules.ts';
import { withDefaultRoles } from './default-roles.ts';
import type { RbacProblem } from './rbac-problem.ts';
import type { RuleSource } from './rule-table.ts';

/** The four lists every answer stands on. */
export interface RbacObjects {
  readonly roles: readonly Role[];
  readonly clusterRoles: readonly ClusterRole[];
  readonly roleBindings: readonly Binding[];
  readonly clusterRoleBindings: readonly Binding[];
  /**
   * The objects are manifests: the cluster roles that every cluster is born with count as there, and aggregating
   * roles with empty rules are filled in. On a live cluster what is stored decides, as it does for the API server.
   */
  readonly fromFiles?: boolean;
  /** All cluster roles there are were read. */
  readonly isWhole?: boolean;
  /** All service accounts there are; left out where that is not known. */
  readonly serviceAccounts?: readonly ServiceAccount[];
  /** The server's version, which tells its default rights from added ones; empty where it could not be read. */
  readonly version?: readonly ServerVersion[];
  /** The platform as `distributionOf` names it, which tells what it installs from what was added; null for none. */
  readonly platform?: string | null;
}

/** A role that a binding gives to one subject. `order` is the binding's place in the sorted list of all. */
export interface BoundRole extends RuleSource {
  readonly binding: GrantSource;
  readonly role: GrantSource;
  readonly subject: Subject;
  /** Place of the subject in its binding: where several match one user, the first is the one named. */
  readonly subjectIndex: number;
  /** Where it holds; null on the whole cluster. */
  readonly namespace: string | null;
}

interface Named<T> {
  readonly object: T;
  readonly source: GrantSource;
}

/** Resolves bindings to the roles they give, subject by subject. */
export class BoundRoles {
  readonly all: readonly BoundRole[];
  readonly problems: readonly RbacProblem[];
  readonly #problems: RbacProblem[] = [];
  readonly #all: BoundRole[] = [];
  readonly #rules: ReadonlyMap<string, RulesOfRole>;

  constructor(objects: RbacObjects) {
    this.#rules = this.#rulesByRole(objects);
    const bindings = [
      ...this.#unique(named('ClusterRoleBinding', objects.clusterRoleBindings)),
      ...this.#unique(named('RoleBinding', objects.roleBindings)),
    ];
    let order = 0;
    for (const { object, source } of bindings) {
      this.#resolve(object, source, order);
      order += 1;
    }
    this.all = this.#all;
    this.problems = this.#problems;
  }

  #rulesByRole(objects: RbacObjects): ReadonlyMap<string, RulesOfRole> {
    const clusterRoles = clusterRolesThere(objects);
    const computed = objects.fromFiles ? computeAggregated(clusterRoles) : null;
    const rules = new Map<string, RulesOfRole>();
    for (const { object, source } of this.#unique(named('ClusterRole', clusterRoles)))
      rules.set(sourceKey(source), { role: source, rules: computed?.get(source.name) ?? object.rules });
    for (const { object, source } of this.#unique(named('Role', objects.roles)))
      rules.set(sourceKey(source), { role: source, rules: object.rules });
    return rules;
  }

  /** Sorts by namespace and name; of two objects with one name the later stands, as when both are applied. */
  #unique<T>(objects: readonly Named<T>[]): readonly Named<T>[] {
    // What a scan collected is sorted already, and a look at it is far cheaper than sorting.
    const sorted = isSorted(objects) ? objects : objects.toSorted(byName);
    const once: Named<T>[] = [];
    for (const one of sorted) {
      const before = once.at(-1);
      if (before !== undefined && byName(before, one) === 0) {
        this.#problems.push({ kind: 'duplicate', object: one.source, detail: one.source.name });
        once.pop();
      }
      once.push(one);
    }
    return once;
  }

  #resolve(object: Binding, binding: GrantSource, order: number): void {
    const key = this.#roleKey(object, binding);
    if (key === null) return;
    const given = this.#rules.get(key);
    if (given === undefined) {
      const { kind, name } = object.roleRef;
      this.#problems.push({ kind: 'missing-role', object: binding, detail: `${kind}/${name}` });
      return;
    }
    const { rules, role } = given;
    const { namespace } = binding;
    let subjectIndex = 0;
    for (const listed of object.subjects) {
      const subject = this.#subjectOf(listed, binding);
      if (subject !== null) this.#all.push({ order, rules, binding, role, subject, subjectIndex, namespace });
      subjectIndex += 1;
    }
  }

  /** A ClusterRoleBinding cannot use a Role, and nothing can use another kind. */
  #roleKey({ roleRef: { kind, name } }: Binding, binding: GrantSource): string | null {
    if (kind === 'ClusterRole') return sourceKey({ kind, namespace: null, name });
    if (kind === 'Role' && binding.namespace !== null) {
      return sourceKey({ kind, namespace: binding.namespace, name });
    }
    this.#problems.push({ kind: 'unusable-role-kind', object: binding, detail: `${kind}/${name}` });
    return null;
  }

  /** A service account without a namespace is one of the binding's own; a ClusterRoleBinding has none to lend. */
  #subjectOf(subject: Subject, binding: GrantSource): Subject | null {
    const { kind, name } = subject;
    if (kind === 'User' || kind === 'Group') return subject;
    if (kind === 'ServiceAccount') {
      if (subject.namespace) return subject;
      if (binding.namespace !== null) return { ...subject, namespace: binding.namespace };
    }
    this.#problems.push({ kind: 'unusable-subject', object: binding, detail: `${kind}/${name}` });
    return null;
  }
}

/** Which rules a role holds. */
interface RulesOfRole {
  readonly role: GrantSource;
  readonly rules: readonly PolicyRule[];
}

/**
 * Manifests lean on the roles every cluster is born with. A list read back from a cluster (its roles have a uid)
 * and whole names those itself: one that is not in it is not there.
 */
function clusterRolesThere({ clusterRoles, fromFiles, isWhole }: RbacObjects): readonly ClusterRole[] {
  const isReadBack = isWhole === true && clusterRoles.some(({ metadata }) => metadata.uid !== undefined);
  return fromFiles && !isReadBack ? withDefaultRoles(clusterRoles) : clusterRoles;
}

function named<T extends Role | Binding>(kind: string, objects: readonly T[]): Named<T>[] {
  const isNamespaced = kind === 'Role' || kind === 'RoleBinding';
  return objects.map((object) => {
    const { name, namespace = '' } = object.metadata;
    return { object, source: { kind, namespace: isNamespaced ? namespace : null, name } };
  });
}

function isSorted(objects: readonly Named<unknown>[]): boolean {
  return objects.every((one, index) => {
    const before = objects[index - 1];
    return before === undefined || byName(before, one) <= 0;
  });
}

function byName({ source: a }: Named<unknown>, { source: b }: Named<unknown>): number {
  return byCodeUnit(a.namespace ?? '', b.namespace ?? '') || byCodeUnit(a.name, b.name);
}

/** No name holds a zero byte, so the parts cannot run into each other. */
function sourceKey({ kind, namespace, name }: GrantSource): string {
  return `${kind}\0${namespace ?? ''}\0${name}`;
}
