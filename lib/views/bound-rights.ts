import type { GrantSource, PolicyRule } from '#lib/model/rbac.ts';
import { placedName, ruleLine, type RuleLine } from './rbac-rules.ts';

/** A right as the engine tells it. */
type RbacRight =
  | {
      readonly verb: string;
      readonly group: string;
      readonly resource: string;
      readonly name: string | null;
    }
  | { readonly verb: string; readonly path: string };

/** Rights that come by one binding. */
export interface RightsByBinding {
  readonly binding: GrantSource;
  readonly role: GrantSource & { readonly address: string };
  readonly rights: readonly RbacRight[];
}

export interface BoundRightsRow {
  readonly binding: string;
  readonly role: { readonly label: string; readonly address: string };
  /** Null on the whole cluster. */
  readonly namespace: string | null;
  readonly lines: readonly RuleLine[];
}

/** Returns rights by binding as rows; verbs on the same things, and things with the same verbs, stand together. */
export function boundRightsRows(bound: readonly RightsByBinding[]): readonly BoundRightsRow[] {
  return bound.map(({ binding, role, rights }) => ({
    binding: `${binding.kind} ${placedName(binding)}`,
    role: { label: `${role.kind} ${role.name}`, address: role.address },
    namespace: binding.namespace,
    lines: rulesOf(rights).map(ruleLine),
  }));
}

function rulesOf(rights: readonly RbacRight[]): PolicyRule[] {
  const byThing = Map.groupBy(rights, ({ verb: _verb, ...thing }) => JSON.stringify(thing));
  const things = [...byThing.values()].flatMap((alike) => {
    const [first] = alike;
    return first === undefined ? [] : [{ right: first, verbs: [...new Set(alike.map(({ verb }) => verb))] }];
  });
  const byVerbs = Map.groupBy(things, ({ right, verbs }) =>
    JSON.stringify(['path' in right ? null : [right.group, right.name], verbs]),
  );
  return [...byVerbs.values()].flatMap((alike): PolicyRule[] => {
    const [first] = alike;
    if (first === undefined) return [];
    const { right, verbs } = first;
    const all = alike.map((one) => one.right);
    if ('path' in right)
      return [{ verbs, nonResourceURLs: all.flatMap((one) => ('path' in one ? one.path : [])) }];
    const resources = all.flatMap((one) => ('path' in one ? [] : one.resource));
    const rule = { verbs, apiGroups: [right.group], resources };
    return [right.name === null ? rule : { ...rule, resourceNames: [right.name] }];
  });
}
