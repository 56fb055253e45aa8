import type { AccessQuestion, UserInfo } from '#lib/analysis/rbac/access-question.ts';
import { isPathQuestion } from '#lib/analysis/rbac/access-question.ts';
import type { Right } from '#lib/analysis/rbac/right.ts';
import type { GrantSource, PolicyRule } from '#lib/model/rbac.ts';
import { placedName, ruleLine } from '#lib/views/rbac-rules.ts';
import { say } from '#lib/cli/text-style.ts';
import type { TextStyle } from '#lib/cli/text-style.ts';
import { RBAC_WORDS } from './rbac-words.ts';

/** Returns a question in words: `get pods/exec web in namespace shop`. */
export function questionWords(ask: AccessQuestion, style: TextStyle): string {
  if (isPathQuestion(ask)) return `${ask.verb} ${ask.path}`;
  const { verb, name = '', namespace = '' } = ask;
  const resource = ask.subresource ? `${ask.resource}/${ask.subresource}` : ask.resource;
  const what = [verb, qualified(resource, ask.group), name].filter((word) => word !== '').join(' ');
  const place =
    namespace === '' ? say(style, RBAC_WORDS.everywhere) : say(style, RBAC_WORDS.inNamespace, { namespace });
  return what + place;
}

/** Returns who asks, in words. */
export function userWords({ name, groups }: UserInfo): string {
  return name === '' ? `group:${groups[0] ?? ''}` : `user:${name}`;
}

/** Returns a right in one line: `get pods.apps web in namespace shop`. */
export function rightWords(right: Right, style: TextStyle): string {
  if ('path' in right) return `${right.verb} ${right.path}`;
  const { verb, group, resource, name, namespace } = right;
  const place = namespace === null ? '' : say(style, RBAC_WORDS.inNamespace, { namespace });
  return `${verb} ${qualified(resource, group)}${name === null ? '' : ` ${name}`}${place}`;
}

/** Returns a rule in one line: `get,list pods,deployments.apps "web"`. */
export function ruleWords(rule: PolicyRule): string {
  const { verbs, resources, names, paths } = ruleLine(rule);
  const parts = [verbs, resources, paths].filter((list) => list.length > 0).map((list) => list.join(','));
  return [...parts, ...names.map((name) => JSON.stringify(name))].join(' ');
}

/** Returns an object in one line: `RoleBinding shop/robots`. */
export function sourceWords(source: GrantSource): string {
  return `${source.kind} ${placedName(source)}`;
}

function qualified(resource: string, group: string): string {
  if (group === '') return resource;
  const [name = '', ...subresource] = resource.split('/');
  return [`${name}.${group}`, ...subresource].join('/');
}
