import type { ServerVersion } from '#lib/model/cluster-objects.ts';
import { byCodeUnit } from '#lib/model/order.ts';
import type { Binding, ClusterRole, GrantSource, PolicyRule, Role, Subject } from '#lib/model/rbac.ts';
import { computeAggregated } from './aggregate-rules.ts';
import { withDefaultRoles } from './default-roles.ts';
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
  /** The server's version, which tells its default rights from added ones; empty where it could not be read. */
  readonly version?: readonly ServerVersion[];
}

/** Something in the objects that grants nothing, or not what it seems to. */
export interface RbacProblem {
  readonly kind: 'missing-role' | 'unusable-role-kind' | 'unusable-subject' | 'duplicate';
  /** The binding or role it is about. */
  readonly object: GrantSource;
  /** What is wrong there: the role or subject named. */
  readonly detail: string;
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

const SUBJECT_KINDS = ['User', 'Group', 'ServiceAccount'];

/** Resolves bindings to the roles they give, subject by subject. */
export class BoundRoles {
  readonly all: readonly BoundRole[];
  readonly problems: readonly RbacProblem[];
  readonly #problems: RbacProblem[] = [];
  readonly #rules: ReadonlyMap<string, readonly PolicyRule[]>;

  constructor(objects: RbacObjects) {
    this.#rules = this.#rulesByRole(objects);
    const bindings = this.#unique([
      ...objects.clusterRoleBindings.map((object) => ({
        object,
        source: sourceOf('ClusterRoleBinding', object),
      })),
      ...objects.roleBindings.map((object) => ({ object, source: sourceOf('RoleBinding', object) })),
    ]);
    this.all = bindings.flatMap(({ object, source }, order) => this.#resolve(object, source, order));
    this.problems = this.#problems;
  }

  #rulesByRole(objects: RbacObjects): ReadonlyMap<string, readonly PolicyRule[]> {
    const clusterRoles = objects.fromFiles ? withDefaultRoles(objects.clusterRoles) : objects.clusterRoles;
    const computed = objects.fromFiles ? computeAggregated(clusterRoles) : null;
    const roles = this.#unique([
      ...clusterRoles.map((object) => ({ object, source: sourceOf('ClusterRole', object) })),
      ...objects.roles.map((object) => ({ object, source: sourceOf('Role', object) })),
    ]);
    return new Map(
      roles.map(({ object, source }) => {
        const filled = source.kind === 'ClusterRole' ? computed?.get(source.name) : undefined;
        return [sourceKey(source), filled ?? object.rules];
      }),
    );
  }

  /** Sorts by kind, namespace and name; of two objects with one name the later stands, as when both are applied. */
  #unique<T extends { readonly source: GrantSource }>(objects: readonly T[]): T[] {
    const byKey = new Map<string, T>();
    for (const object of objects) {
      const key = sourceKey(object.source);
      if (byKey.has(key))
        this.#problems.push({ kind: 'duplicate', object: object.source, detail: object.source.name });
      byKey.set(key, object);
    }
    return [...byKey].toSorted(([a], [b]) => byCodeUnit(a, b)).map(([, object]) => object);
  }

  #resolve(object: Binding, binding: GrantSource, order: number): BoundRole[] {
    const role = this.#roleOf(object, binding);
    if (role === null) return [];
    const rules = this.#rules.get(sourceKey(role));
    if (rules === undefined) {
      this.#problems.push({ kind: 'missing-role', object: binding, detail: `${role.kind}/${role.name}` });
      return [];
    }
    const { namespace } = binding;
    return object.subjects.flatMap((named, subjectIndex) => {
      const subject = this.#subjectOf(named, binding);
      return subject === null ? [] : [{ order, rules, binding, role, subject, subjectIndex, namespace }];
    });
  }

  /** A ClusterRoleBinding cannot use a Role, and nothing can use another kind. */
  #roleOf({ roleRef }: Binding, binding: GrantSource): GrantSource | null {
    if (roleRef.kind === 'ClusterRole') return { kind: 'ClusterRole', namespace: null, name: roleRef.name };
    if (roleRef.kind === 'Role' && binding.namespace !== null) {
      return { kind: 'Role', namespace: binding.namespace, name: roleRef.name };
    }
    this.#problems.push({
      kind: 'unusable-role-kind',
      object: binding,
      detail: `${roleRef.kind}/${roleRef.name}`,
    });
    return null;
  }

  /** A service account without a namespace is one of the binding's own; a ClusterRoleBinding has none to lend. */
  #subjectOf(subject: Subject, binding: GrantSource): Subject | null {
    const isKnown = SUBJECT_KINDS.includes(subject.kind);
    if (isKnown && subject.kind !== 'ServiceAccount') return subject;
    const namespace = subject.namespace || binding.namespace;
    if (isKnown && namespace !== null) return { ...subject, namespace };
    this.#problems.push({
      kind: 'unusable-subject',
      object: binding,
      detail: `${subject.kind}/${subject.name}`,
    });
    return null;
  }
}

function sourceOf(kind: string, object: Role | Binding): GrantSource {
  const isNamespaced = kind === 'Role' || kind === 'RoleBinding';
  return {
    kind,
    namespace: isNamespaced ? (object.metadata.namespace ?? '') : null,
    name: object.metadata.name,
  };
}

/** Names cannot hold a slash, so the parts cannot run into each other. */
function sourceKey({ kind, namespace, name }: GrantSource): string {
  return `${kind}/${namespace ?? ''}/${name}`;
}
