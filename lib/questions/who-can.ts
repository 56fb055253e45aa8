import type { ApiResource } from '#lib/model/cluster-objects.ts';
import type { Grant, GrantSource, PolicyRule } from '#lib/model/rbac.ts';
import type { Store } from '#lib/store/open-store.ts';
import type { AccessQuestion } from '#lib/analysis/rbac/access-question.ts';
import { subjectRef } from '#lib/analysis/rbac/subject-ref.ts';
import { roleAddress, subjectAddress } from './rbac-address.ts';
import { rbacOfScan } from './rbac-of-scan.ts';
import { sourceKey, type NamedRole } from './rbac-subjects.ts';

/** The question as a person types it. */
export interface WhoCanAsk {
  readonly verb: string;
  /** `secrets`, `pods/exec`, `deployments.apps`, or a path such as `/metrics`. */
  readonly resource: string;
  /** Null asks for the whole cluster. */
  readonly namespace: string | null;
}

/** One way in which a holder comes by the right. */
export interface WhoCanGrant {
  readonly binding: GrantSource;
  readonly role: NamedRole;
  readonly rule: PolicyRule | null;
  /** The cluster was born with it. */
  readonly isDefault: boolean;
}

export interface WhoCanHolder {
  readonly address: string;
  readonly kind: string;
  readonly namespace: string | null;
  readonly name: string;
  readonly grants: readonly WhoCanGrant[];
}

export interface WhoCanAnswer {
  /** The API group asked about; null for a path. */
  readonly group: string | null;
  /** The cluster serves no such resource, as far as its list could be read. */
  readonly isUnknown: boolean;
  /** The resource stands in no namespace, so the one asked for does not count. */
  readonly isClusterScoped: boolean;
  readonly holders: readonly WhoCanHolder[];
}

/** Returns who may do what is asked by RBAC, sorted; null where the scan has no result. */
export async function whoCan(store: Store, scanId: string, ask: WhoCanAsk): Promise<WhoCanAnswer | null> {
  const rbac = await rbacOfScan(store, scanId);
  if (rbac === null) return null;
  const { question, ...about } = toQuestion(ask, rbac.apiResources);
  const rules = new Map(
    [...rbac.clusterRoles, ...rbac.roles].map(({ kind, metadata, rules: list }) => [
      sourceKey({ kind, namespace: metadata.namespace ?? null, name: metadata.name }),
      list,
    ]),
  );
  const grantOf = (grant: Grant): WhoCanGrant => {
    const { binding, role } = grant;
    const rule = rules.get(sourceKey(role))?.[grant.rule] ?? null;
    const isDefault = rule !== null && rbac.defaults.isDefault(grant, rule);
    return { binding, role: { ...role, address: roleAddress(role) }, rule, isDefault };
  };
  const holders = rbac.permissions.whoCan(question).map(({ subject, grants }) => {
    const { kind, namespace, name } = subjectRef(subject);
    return { address: subjectAddress(subject), kind, namespace, name, grants: grants.map(grantOf) };
  });
  return { ...about, holders };
}

interface Understood extends Omit<WhoCanAnswer, 'holders'> {
  readonly question: AccessQuestion;
}

/**
 * Returns what was typed as the authorizer is asked. A resource without a group is the core group's where that
 * has one, else the first group's that serves it.
 */
export function toQuestion(ask: WhoCanAsk, resources: readonly ApiResource[]): Understood {
  const verb = ask.verb.trim().toLowerCase();
  const typed = ask.resource.trim();
  if (typed.startsWith('/')) {
    const about = { group: null, isUnknown: false, isClusterScoped: true };
    return { ...about, question: { verb, path: typed } };
  }
  const { resource, subresource, group, found } = resourceOf(typed, resources);
  const isClusterScoped = found?.namespaced === false;
  const namespace = isClusterScoped ? '' : (ask.namespace ?? '').trim();
  return {
    group,
    isUnknown: found === undefined && resources.length > 0,
    isClusterScoped,
    question: {
      verb,
      group,
      resource,
      ...(subresource === '' ? {} : { subresource }),
      ...(namespace === '' ? {} : { namespace }),
    },
  };
}

/** Returns the parts of `resource.group/subresource`, and the resource the cluster serves under that name. */
function resourceOf(typed: string, resources: readonly ApiResource[]) {
  const [whole = '', subresource = ''] = typed.split('/');
  const [resource = '', ...groups] = whole.toLowerCase().split('.');
  const served = resources.filter((one) => one.resource === resource);
  const found =
    groups.length > 0
      ? served.find(({ group }) => group === groups.join('.'))
      : (served.find(({ group }) => group === '') ?? served[0]);
  return { resource, subresource, group: found?.group ?? groups.join('.'), found };
}
