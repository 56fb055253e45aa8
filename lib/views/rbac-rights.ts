import type { GrantSource, PolicyRule } from '#lib/model/rbac.ts';
import { placedName, ruleLine, type RuleLine } from './rbac-rules.ts';

/** A right of a subject with the way it comes by it. */
export interface RbacRight {
  readonly rule: PolicyRule;
  readonly binding: GrantSource;
  readonly role: GrantSource & { readonly address: string };
  /** Null on the whole cluster. */
  readonly namespace: string | null;
  readonly isDefault: boolean;
  readonly through: { readonly name: string; readonly address: string } | null;
}

/** Rights that come by one binding: the chain from subject to rules. */
export interface RightsChain {
  readonly binding: { readonly kind: string; readonly name: string };
  readonly role: { readonly kind: string; readonly name: string; readonly address: string };
  readonly namespace: string | null;
  readonly isDefault: boolean;
  readonly through: RbacRight['through'];
  readonly lines: readonly RuleLine[];
}

/** Returns the rights by the binding that gives them: added ones first, the whole cluster before namespaces. */
export function rightsChains(rights: readonly RbacRight[]): readonly RightsChain[] {
  const byBinding = Map.groupBy(rights, ({ binding, through }) =>
    [binding.kind, placedName(binding), through?.address ?? ''].join('\0'),
  );
  return [...byBinding.values()]
    .flatMap((group) => {
      const [first] = group;
      return first === undefined ? [] : [chainOf(first, group)];
    })
    .toSorted((a, b) => orderOf(a) - orderOf(b));
}

function chainOf(first: RbacRight, group: readonly RbacRight[]): RightsChain {
  return {
    binding: { kind: first.binding.kind, name: placedName(first.binding) },
    role: { kind: first.role.kind, name: placedName(first.role), address: first.role.address },
    namespace: first.namespace,
    isDefault: group.every(({ isDefault }) => isDefault),
    through: first.through,
    lines: group.map(({ rule }) => ruleLine(rule)),
  };
}

function orderOf({ isDefault, through, namespace }: RightsChain): number {
  return (isDefault ? 4 : 0) + (through === null ? 0 : 2) + (namespace === null ? 0 : 1);
}
