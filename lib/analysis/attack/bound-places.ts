import { userOf } from '#lib/analysis/rbac/identity.ts';
import { subjectKey } from '#lib/analysis/rbac/subject-ref.ts';
import type { Binding, GrantSource, Subject } from '#lib/model/rbac.ts';

/** A role that somebody is bound to, and where. */
export interface BoundPlace {
  readonly role: GrantSource;
  /** Null on the whole cluster. */
  readonly namespace: string | null;
}

type BySubject = ReadonlyMap<string, readonly BoundPlace[]>;

const INDEXES = new WeakMap<readonly Binding[], BySubject>();

/** Returns the roles that bindings give a subject and its groups, be they empty: an empty role may be filled. */
export function boundPlaces(subject: Subject, lists: readonly (readonly Binding[])[]): readonly BoundPlace[] {
  const { groups } = userOf(subject);
  const keys = new Set([subject, ...groups.map((name) => ({ kind: 'Group', name }))].map(subjectKey));
  return lists.flatMap((bindings) => [...keys].flatMap((key) => indexOf(bindings).get(key) ?? []));
}

function indexOf(bindings: readonly Binding[]): BySubject {
  let index = INDEXES.get(bindings);
  if (index === undefined) {
    const found = new Map<string, BoundPlace[]>();
    for (const binding of bindings) {
      const namespace = binding.metadata.namespace ?? null;
      const { kind, name } = binding.roleRef;
      const place = { role: { kind, namespace: kind === 'Role' ? namespace : null, name }, namespace };
      for (const subject of binding.subjects) {
        const own = subject.kind === 'ServiceAccount' && !subject.namespace && namespace !== null;
        const key = subjectKey(own ? { ...subject, namespace } : subject);
        const known = found.get(key);
        if (known === undefined) found.set(key, [place]);
        else known.push(place);
      }
    }
    index = found;
    INDEXES.set(bindings, index);
  }
  return index;
}
