import type { SpecObject } from '#lib/model/cluster-objects.ts';
import { fieldsOf, textOf, textsOf } from './raw-fields.ts';

/** Returns host endpoints with the labels they take over from their profiles; their own win (CA-18). */
export function withProfileLabels(
  endpoints: readonly SpecObject[],
  profiles: readonly SpecObject[],
): SpecObject[] {
  const labelsOf = new Map(
    profiles.map(({ metadata, spec }) => [metadata.name, fieldsOf(spec['labelsToApply'])] as const),
  );
  return endpoints.map((endpoint) => {
    const { metadata, spec } = endpoint;
    const named = textsOf(spec['profiles']);
    const inherited = named.toReversed().map((name) => labelsOf.get(name) ?? {});
    const all = Object.entries(Object.assign({}, ...inherited, metadata.labels) as Record<string, unknown>);
    const labels = Object.fromEntries(all.map(([key, value]) => [key, textOf(value)]));
    return { ...endpoint, metadata: { ...metadata, labels } };
  });
}
