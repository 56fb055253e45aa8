import type { ApiResource } from '#lib/model/cluster-objects.ts';

/** One version of one group. */
export interface GroupVersion {
  readonly group: string;
  readonly version: string;
}

export interface OfferedVersion extends GroupVersion {
  /** Whether it is the first the server offers for its group. */
  readonly preferred: boolean;
}

type Fields = Readonly<Record<string, unknown>>;

/** Returns whether a discovery answer lists groups with their resources at once. */
export function isAggregated(body: unknown): boolean {
  return textOf(fieldsOf(body)['kind']) === 'APIGroupDiscoveryList';
}

/** Returns whether an answer is any form of discovery: groups, versions of one group, or resources of one version. */
export function isDiscovery(body: unknown): boolean {
  const { versions, groups, resources } = fieldsOf(body);
  return isAggregated(body) || [versions, groups, resources].some(Array.isArray);
}

/** Returns the resources of an aggregated answer, and the versions whose server could not be asked. */
export function aggregatedGroups(body: unknown): { resources: ApiResource[]; stale: GroupVersion[] } {
  const resources: ApiResource[] = [];
  const stale: GroupVersion[] = [];
  for (const item of listOf(fieldsOf(body)['items'])) {
    const group = textOf(fieldsOf(item['metadata'])['name']);
    for (const [index, entry] of listOf(item['versions']).entries()) {
      const version = textOf(entry['version']);
      if (textOf(entry['freshness']) === 'Stale') stale.push({ group, version });
      for (const resource of listOf(entry['resources'])) {
        resources.push(aggregatedResource(resource, { group, version, preferred: index === 0 }));
      }
    }
  }
  return { resources, stale };
}

function aggregatedResource(resource: Fields, offered: OfferedVersion): ApiResource {
  return {
    ...offered,
    kind: textOf(fieldsOf(resource['responseKind'])['kind']),
    resource: textOf(resource['resource']),
    ...otherNames(resource['singularResource'], resource['shortNames']),
    namespaced: textOf(resource['scope']) === 'Namespaced',
    verbs: textsOf(resource['verbs']),
    subresources: listOf(resource['subresources']).map((one) => ({
      name: textOf(one['subresource']),
      verbs: textsOf(one['verbs']),
    })),
  };
}

/** Returns the versions that the older answers of `/api` and `/apis` name. */
export function legacyGroups(body: unknown): OfferedVersion[] {
  const fields = fieldsOf(body);
  const core = textsOf(fields['versions']).map((version, index) => ({
    group: '',
    version,
    preferred: index === 0,
  }));
  const named = listOf(fields['groups']).flatMap((entry) => {
    const preferred = textOf(fieldsOf(entry['preferredVersion'])['version']);
    return listOf(entry['versions']).map((one) => {
      const version = textOf(one['version']);
      return { group: textOf(entry['name']), version, preferred: version === preferred };
    });
  });
  return [...core, ...named];
}

/** Returns the resources of one version in the older form, where a subresource is an entry of its own. */
export function legacyResources(body: unknown, offered: OfferedVersion): ApiResource[] {
  const entries = listOf(fieldsOf(body)['resources']);
  return entries
    .filter((entry) => !textOf(entry['name']).includes('/'))
    .map((entry) => {
      const name = textOf(entry['name']);
      const below = entries.filter((other) => textOf(other['name']).startsWith(`${name}/`));
      return {
        ...offered,
        kind: textOf(entry['kind']),
        resource: name,
        ...otherNames(entry['singularName'], entry['shortNames']),
        namespaced: entry['namespaced'] === true,
        verbs: textsOf(entry['verbs']),
        subresources: below.map((other) => ({
          name: textOf(other['name']).slice(name.length + 1),
          verbs: textsOf(other['verbs']),
        })),
      };
    });
}

/** What else a person may call a resource. */
function otherNames(singularName: unknown, short: unknown): Pick<ApiResource, 'singular' | 'shortNames'> {
  const singular = textOf(singularName);
  const shortNames = textsOf(short);
  return { ...(singular === '' ? {} : { singular }), ...(shortNames.length === 0 ? {} : { shortNames }) };
}

function fieldsOf(value: unknown): Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : {};
}

function listOf(value: unknown): Fields[] {
  return Array.isArray(value) ? value.map(fieldsOf) : [];
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function textsOf(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((one) => typeof one === 'string') : [];
}
