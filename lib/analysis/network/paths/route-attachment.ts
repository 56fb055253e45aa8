import { labelExprOf, meetsLabels } from '#lib/analysis/network/reach/label-expr.ts';
import { fieldLists, fieldsOf, selectorOf, type Fields } from '#lib/analysis/network/reach/raw-fields.ts';
import type { Route } from '#lib/model/network.ts';
import { text, type Text } from '#lib/model/text.ts';
import type { PathScene } from './path-scene.ts';

/** Whether a Gateway hands on what comes for a route: `yes`, or why it does not, or why that is not known. */
export type Attachment = { readonly is: 'yes' } | { readonly is: 'no' | 'unknown'; readonly why: Text };

/**
 * Returns whether a route hangs on a Gateway that it names: as the Gateway's controller wrote it down, else as the
 * listeners say whose routes they take; without a word of theirs, those of their own namespace.
 */
export function attachmentOf(scene: PathScene, route: Route, gateway: Route): Attachment {
  const noted = conditionOf(route, gateway, 'Accepted');
  if (noted === 'True') return { is: 'yes' };
  if (noted === 'False') return { is: 'no', why: notAccepted(gateway) };
  const listeners = fieldLists(gateway.spec['listeners']);
  // No API server stores one without.
  if (listeners.length === 0) return { is: 'yes' };
  const refs = fieldLists(route.spec['parentRefs']).filter((ref) => isFor(ref, route, gateway));
  const named = listeners.filter((listener) => refs.some((ref) => isNamed(ref, listener)));
  const takes = named.map((listener) => takesFrom(scene, listener, [route, gateway]));
  if (takes.includes(true)) return { is: 'yes' };
  return takes.includes(null)
    ? { is: 'unknown', why: namespaceUnread(route) }
    : { is: 'no', why: notTaken(gateway) };
}

/** Returns whether a route may hand on to another namespace, which only a grant there allows; null where nobody says. */
export function mayRefer(route: Route, gateway: Route): boolean | null {
  const noted = conditionOf(route, gateway, 'ResolvedRefs');
  return noted === null ? null : noted === 'True';
}

function namespaceOf({ metadata }: Route): string {
  return metadata.namespace ?? 'default';
}

function isFor(ref: Fields, route: Route, gateway: Route): boolean {
  return (
    ref['name'] === gateway.metadata.name && (ref['namespace'] ?? namespaceOf(route)) === namespaceOf(gateway)
  );
}

function isNamed({ sectionName, port }: Fields, listener: Fields): boolean {
  return (
    (sectionName === undefined || sectionName === listener['name']) &&
    (port === undefined || port === listener['port'])
  );
}

function conditionOf(route: Route, gateway: Route, type: string): 'True' | 'False' | null {
  const noted = fieldLists(fieldsOf(route.status)['parents'])
    .filter(({ parentRef }) => isFor(fieldsOf(parentRef), route, gateway))
    .flatMap(({ conditions }) => fieldLists(conditions))
    .filter((condition) => condition['type'] === type)
    .map(({ status }) => status);
  if (noted.includes('True')) return 'True';
  return noted.includes('False') ? 'False' : null;
}

/** Null where the labels of the route's namespace decide and were not read. */
function takesFrom(
  { reach }: PathScene,
  listener: Fields,
  [route, gateway]: readonly [Route, Route],
): boolean | null {
  const { kinds, namespaces } = fieldsOf(listener['allowedRoutes']);
  const wanted = fieldLists(kinds).map(({ kind }) => kind);
  if (wanted.length > 0 && !wanted.includes(route.kind)) return false;
  const { from = 'Same', selector } = fieldsOf(namespaces);
  if (from === 'All') return true;
  if (from === 'Same') return namespaceOf(route) === namespaceOf(gateway);
  if (from !== 'Selector') return false;
  const labels = reach.space.namespaces.get(namespaceOf(route));
  const written = selectorOf(selector);
  return labels === undefined || written === null ? null : meetsLabels(labelExprOf(written), labels);
}

function titleOf(gateway: Route): string {
  return `${namespaceOf(gateway)}/${gateway.metadata.name}`;
}

function notAccepted(gateway: Route): Text {
  const name = titleOf(gateway);
  return text(`Gateway ${name} has not accepted it`, `Gateway ${name} 没有接受它`);
}

function notTaken(gateway: Route): Text {
  const name = titleOf(gateway);
  return text(
    `no listener of Gateway ${name} takes such routes of its namespace`,
    `Gateway ${name} 没有监听器接受其命名空间的此类路由`,
  );
}

function namespaceUnread(route: Route): Text {
  const name = namespaceOf(route);
  return text(
    `the labels of namespace ${name}, which its Gateway goes by, were not read`,
    `其 Gateway 依据命名空间 ${name} 的标签判断，而这些标签未能读取`,
  );
}
