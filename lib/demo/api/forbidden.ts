import type { Answer } from './answer.ts';
import { failure } from './answer.ts';
import type { Ask, ResourceAsk, User } from './rbac.ts';

/** The 403 of the API server for a refused question, in its own words. */
export function forbidden(user: User, ask: Ask): Answer {
  if ('path' in ask) {
    const message = `forbidden: User ${JSON.stringify(user.name)} cannot ${ask.verb} path ${JSON.stringify(ask.path)}`;
    return failure(403, 'Forbidden', { message, details: {} });
  }
  const { group, resource, name } = ask;
  const what = group === '' ? resource : `${resource}.${group}`;
  const named = name === undefined ? what : `${what} ${JSON.stringify(name)}`;
  return failure(403, 'Forbidden', {
    message: `${named} is forbidden: ${refusal(user, ask)}`,
    details: {
      ...(name === undefined ? {} : { name }),
      ...(group === '' ? {} : { group }),
      kind: resource,
    },
  });
}

function refusal(user: User, ask: ResourceAsk): string {
  const resource = ask.subresource === undefined ? ask.resource : `${ask.resource}/${ask.subresource}`;
  const scope =
    ask.namespace === undefined
      ? 'at the cluster scope'
      : `in the namespace ${JSON.stringify(ask.namespace)}`;
  return `User ${JSON.stringify(user.name)} cannot ${ask.verb} resource ${JSON.stringify(resource)} in API group ${JSON.stringify(ask.group)} ${scope}`;
}
