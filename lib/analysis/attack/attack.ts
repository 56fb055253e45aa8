import { distributionOf } from '#lib/analysis/cluster/distribution.ts';
import { withDefaultRoles } from '#lib/analysis/rbac/default-roles.ts';
import { isEverything } from '#lib/analysis/rbac/rule-power.ts';
import { byCodeUnit } from '#lib/model/order.ts';
import type { GrantSource, Role, ServiceAccount, Subject } from '#lib/model/rbac.ts';
import type { ResourceRef } from '#lib/model/resource-ref.ts';
import type { AttackObjects } from './attack-objects.ts';
import { Holding } from './holding.ts';
import { Identities } from './identities.ts';
import { Places, type Arc } from './place.ts';
import { PodAdmissions } from './pod-admission.ts';
import { runningCode, type RunningCode } from './running-code.ts';
import { ServerSettings } from './server-settings.ts';
import type { AttackSlice } from './unknown-parts.ts';

/** Who holds rights: a subject, or a role that an attacker gave to themself. */
export interface Holder {
  /** The key of the place they stand at. */
  readonly key: string;
  readonly holding: Holding;
  /** Null for a role alone. */
  readonly subject: Subject | null;
}

/** Returns the steps that somebody's rights open. */
export type StepFinder = (holder: Holder, attack: Attack) => readonly Arc[];

/** One cluster as an attacker meets it: its objects indexed, its settings, and the places found so far. */
export class Attack {
  readonly objects: AttackObjects;
  readonly settings: ServerSettings;
  readonly admissions: PodAdmissions;
  readonly identities: Identities;
  readonly places = new Places();
  readonly findSteps: StepFinder;
  readonly isEks: boolean;
  /** Names, sorted: those listed and those that something is in. */
  readonly namespaces: readonly string[];
  readonly #code: ReadonlyMap<string, readonly RunningCode[]>;
  readonly #codeByNode: ReadonlyMap<string, readonly RunningCode[]>;
  readonly #roles: ReadonlyMap<string, Role>;
  readonly #rolesByPlace: ReadonlyMap<string, readonly Role[]>;
  readonly #accounts: ReadonlyMap<string, readonly ServiceAccount[]>;

  constructor(objects: AttackObjects, findSteps: StepFinder) {
    this.objects = objects;
    this.findSteps = findSteps;
    this.settings = new ServerSettings(objects.permissions.minor, objects.flags);
    this.identities = new Identities(objects.permissions, objects.member ?? null);
    this.admissions = new PodAdmissions({
      namespaces: objects.namespaces,
      webhooks: objects.validatingWebhookConfigurations,
      policies: objects.validatingAdmissionPolicies,
      policyBindings: objects.validatingAdmissionPolicyBindings,
      settings: this.settings,
      unread: objects.unread,
    });
    this.isEks = distributionOf(objects.version[0] ?? null, objects.nodes) === 'EKS';
    this.#accounts = groupedBy(objects.serviceAccounts, ({ metadata }) => metadata.namespace ?? '');
    const code = runningCode(objects.workloads.units, {
      find: (namespace, name) => this.account(namespace, name),
      isUnread: this.isUnread('serviceAccounts'),
    });
    this.#code = groupedBy(code, ({ namespace }) => namespace);
    this.#codeByNode = groupedBy(code, ({ node }) => node ?? '');
    const clusterRoles = objects.fromFiles ? withDefaultRoles(objects.clusterRoles) : objects.clusterRoles;
    const roles = [...clusterRoles, ...objects.roles].toSorted((a, b) =>
      byCodeUnit(a.metadata.name, b.metadata.name),
    );
    this.#roles = new Map(roles.map((role) => [roleKey(sourceOf(role)), role]));
    this.#rolesByPlace = groupedBy(roles, ({ metadata }) => metadata.namespace ?? '');
    this.namespaces = this.#namespaceNames();
  }

  isUnread(slice: AttackSlice): boolean {
    return this.objects.unread.has(slice);
  }

  /** Returns what runs in a namespace, in the order of workloads and pods. */
  codeIn(namespace: string): readonly RunningCode[] {
    return this.#code.get(namespace) ?? [];
  }

  codeOn(node: string): readonly RunningCode[] {
    return this.#codeByNode.get(node) ?? [];
  }

  /** Returns the service accounts that are there, sorted by name. */
  accountsIn(namespace: string): readonly ServiceAccount[] {
    return this.#accounts.get(namespace) ?? [];
  }

  account(namespace: string, name: string): ServiceAccount | undefined {
    return this.accountsIn(namespace).find(({ metadata }) => metadata.name === name);
  }

  /** Returns a role that is there. */
  role(source: GrantSource): Role | undefined {
    return this.#roles.get(roleKey(source));
  }

  /** Returns every role of a namespace, or every cluster role, sorted by name. */
  rolesIn(namespace: string | null): readonly Role[] {
    return this.#rolesByPlace.get(namespace ?? '') ?? [];
  }

  /** The cluster role that allows everything: cluster-admin, which every cluster is born with, or another. */
  get adminRole(): GrantSource {
    const isAll = (role: Role | undefined): boolean => role?.rules.some(isEverything) === true;
    const own = { kind: 'ClusterRole', namespace: null, name: 'cluster-admin' };
    if (isAll(this.role(own))) return own;
    const other = this.rolesIn(null).find(isAll);
    return other === undefined ? own : sourceOf(other);
  }

  /** Returns what a role gives where it is bound; nothing where it is not there. */
  holdingOfRole(source: GrantSource, namespace: string | null): Holding {
    const role = this.role(source);
    const rules = role?.rules ?? (source.name === 'cluster-admin' ? [EVERYTHING] : []);
    return new Holding(
      rules.map((one, index) => ({
        namespace,
        grant: {
          binding: null,
          role: source,
          rule: index,
          rules: one,
          subject: { kind: 'User', name: '' },
          isDefault: false,
        },
      })),
    );
  }

  /** Returns the workloads (or pods) of a kind that are there to be changed. */
  workloads(
    kind: string,
    { namespace, names }: { namespace: string | null; names: readonly string[] | null },
  ): readonly ResourceRef[] {
    return this.objects.workloads.units
      .map(({ ref }) => ref)
      .filter((ref) => ref.kind === kind && (namespace === null || ref.namespace === namespace))
      .filter(({ name }) => names === null || names.includes(name));
  }

  #namespaceNames(): readonly string[] {
    const read = this.objects.namespaces.map(({ metadata }) => metadata.name);
    const bound = this.identities.subjects.flatMap(({ namespace }) => namespace ?? []);
    const used = [...this.#accounts.keys(), ...this.#code.keys()];
    const unseen =
      this.isUnread('namespaces') || this.isUnread('serviceAccounts') ? ['kube-system', ...bound] : [];
    return [...new Set([...read, ...used, ...unseen])].toSorted(byCodeUnit);
  }
}

const EVERYTHING = { verbs: ['*'], apiGroups: ['*'], resources: ['*'] };

/** Returns a role as grants name it. */
export function sourceOf({ kind, metadata }: Role): GrantSource {
  return { kind, namespace: metadata.namespace ?? null, name: metadata.name };
}

/** Returns the reference to a role or binding. */
export function refOfSource({ kind, namespace, name }: GrantSource): ResourceRef {
  return { apiVersion: 'rbac.authorization.k8s.io/v1', kind, namespace, name, uid: null };
}

/** Returns a key that two sources share exactly when they are the same object. */
export function roleKey({ kind, namespace, name }: GrantSource): string {
  return `${kind}/${namespace ?? ''}/${name}`;
}

function groupedBy<T>(items: readonly T[], keyOf: (item: T) => string): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group === undefined) groups.set(keyOf(item), [item]);
    else group.push(item);
  }
  return groups;
}
