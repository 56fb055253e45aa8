import type { ApiResource } from '#lib/model/cluster-objects.ts';
import type { AccessQuestion, ResourceQuestion } from './access-question.ts';
import { resolveResource } from './resolve-resource.ts';

/** A question as a person types it. */
export interface TypedQuestion {
  readonly verb: string;
  /** `secrets`, `pods/exec`, `deployments.apps`, or a path such as `/metrics`. */
  readonly resource: string;
  readonly name?: string;
  /** Null asks for the whole cluster. */
  readonly namespace: string | null;
}

export interface UnderstoodQuestion {
  readonly question: AccessQuestion;
  /** The API group asked about; null for a path. */
  readonly group: string | null;
  /** The cluster serves no such resource, as far as its list could be read. */
  readonly isUnknown: boolean;
  /** The resource stands in no namespace, so the one asked for does not count. */
  readonly isClusterScoped: boolean;
}

/** Served by nothing and asked about all the same: they exist for impersonation. */
const UNSERVED = ['users', 'groups', 'uids', 'userextras'];
const ANY = '*';

/** Returns what was typed as the authorizer is asked; `resources` is what the cluster serves, if that is known. */
export function toQuestion(typed: TypedQuestion, resources: readonly ApiResource[]): UnderstoodQuestion {
  const verb = typed.verb.trim();
  const what = typed.resource.trim();
  if (what.startsWith('/')) {
    return { group: null, isUnknown: false, isClusterScoped: true, question: { verb, path: what } };
  }
  const { group, resource, subresource, served } = resolveResource(what, resources);
  const isKnown = served !== undefined || resource === ANY || UNSERVED.includes(resource);
  const isClusterScoped = served?.namespaced === false || UNSERVED.includes(resource);
  return {
    group,
    isUnknown: !isKnown && resources.length > 0,
    isClusterScoped,
    question: {
      verb,
      group,
      resource,
      ...(subresource === '' ? {} : { subresource }),
      ...placeOf({ group, resource }, typed, isClusterScoped),
    },
  };
}

/** A request for a namespace by name carries that namespace, which no other cluster-scoped request does. */
function placeOf(
  { group, resource }: Pick<ResourceQuestion, 'group' | 'resource'>,
  typed: TypedQuestion,
  isClusterScoped: boolean,
): Pick<ResourceQuestion, 'name' | 'namespace'> {
  const name = typed.name ?? '';
  const namespace = (typed.namespace ?? '').trim();
  if (group === '' && resource === 'namespaces') {
    const own = name || namespace;
    return own === '' ? {} : { name: own, namespace: own };
  }
  return {
    ...(name === '' ? {} : { name }),
    ...(namespace === '' || isClusterScoped ? {} : { namespace }),
  };
}
