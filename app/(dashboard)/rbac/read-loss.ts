import type { GrantSource } from '#lib/model/rbac.ts';
import { lossOfBindingInScan } from '#lib/questions/binding-loss.ts';
import type { Store } from '#lib/store/open-store.ts';
import { boundRightsRows, type BoundRightsRow } from '#lib/views/bound-rights.ts';
import { placedName } from '#lib/views/rbac-rules.ts';

/** What would be lost if the binding that is open went. */
export interface LossView {
  /** Key of the binding. */
  readonly key: string;
  readonly subjects: readonly {
    readonly address: string;
    readonly kind: string;
    readonly name: string;
    readonly lost: readonly BoundRightsRow[];
    readonly isAtLeast: boolean;
  }[];
  /** Something was not read: the rest may come another way. */
  readonly isAtMost: boolean;
}

/** Returns what would be lost with a binding; null where its key names none that gives anything. */
export async function readLoss(store: Store, scanId: string, key: string): Promise<LossView | null> {
  const binding = bindingAt(key);
  const loss = binding === null ? null : await lossOfBindingInScan(store, scanId, binding);
  if (loss === null) return null;
  const subjects = loss.subjects.map(({ address, kind, lost, isAtLeast, ...named }) => ({
    address,
    kind,
    name: placedName(named),
    lost: boundRightsRows(lost),
    isAtLeast,
  }));
  return { key, subjects, isAtMost: loss.gaps.length > 0 };
}

/** Names of bindings may hold colons, namespaces never do. */
function bindingAt(key: string): GrantSource | null {
  const [kind = '', namespace = '', ...name] = key.split(':');
  if (!/^(Cluster)?RoleBinding$/.test(kind) || name.length === 0) return null;
  return { kind, namespace: kind === 'RoleBinding' ? namespace : null, name: name.join(':') };
}
