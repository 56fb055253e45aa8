import type { Answer } from './answer.ts';
import { answer } from './answer.ts';
import type { ClusterState } from './cluster-state.ts';
import type { RequestInfo } from './request-info.ts';
import type { ResourceType } from './resource-types.ts';

const AGGREGATED = 'application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList';

/** Answers `/api`, `/apis` and what lies right below them; null for any other path. */
export function discover(state: ClusterState, info: RequestInfo, serverAddress: string): Answer | null {
  const parts = info.path.split('/').filter((part) => part !== '');
  const isAggregated = /g=apidiscovery\.k8s\.io/.test(info.accept) && /v=v2(?!beta)/.test(info.accept);
  if (parts[0] === 'api')
    return discoverCore(state, { depth: parts.length, isAggregated, serverAddress }, parts[1]);
  if (parts[0] !== 'apis') return null;
  if (parts.length === 1) return discoverGroups(state, isAggregated);
  const [, group = '', version] = parts;
  const types = state.types.filter((type) => type.group === group && group !== '');
  if (types.length === 0 || parts.length > 3) return null;
  if (version === undefined) return answer({ kind: 'APIGroup', apiVersion: 'v1', ...groupEntry(types) });
  const served = types.filter((type) => type.versions.includes(version));
  return served.length === 0 ? null : answer(resourceList(served, `${group}/${version}`));
}

interface CoreQuestion {
  depth: number;
  isAggregated: boolean;
  serverAddress: string;
}

function discoverCore(
  state: ClusterState,
  question: CoreQuestion,
  version: string | undefined,
): Answer | null {
  const core = state.types.filter((type) => type.group === '');
  if (question.depth === 1 && question.isAggregated) return answer(aggregatedList([core]), AGGREGATED);
  if (question.depth === 1) {
    return answer({
      kind: 'APIVersions',
      versions: ['v1'],
      serverAddressByClientCIDRs: [{ clientCIDR: '0.0.0.0/0', serverAddress: question.serverAddress }],
    });
  }
  return question.depth === 2 && version === 'v1' ? answer(resourceList(core, 'v1')) : null;
}

function discoverGroups(state: ClusterState, isAggregated: boolean): Answer {
  const byGroup = [...Map.groupBy(state.types, (type) => type.group)].filter(([group]) => group !== '');
  const groups = byGroup.map(([, types]) => types);
  if (isAggregated) return answer(aggregatedList(groups), AGGREGATED);
  return answer({ kind: 'APIGroupList', apiVersion: 'v1', groups: groups.map(groupEntry) });
}

function groupEntry(types: readonly ResourceType[]): object {
  const group = types[0]?.group ?? '';
  const versions = versionsOf(types).map((version) => ({ groupVersion: `${group}/${version}`, version }));
  return { name: group, versions, preferredVersion: versions[0] };
}

function versionsOf(types: readonly ResourceType[]): string[] {
  return [...new Set(types.flatMap((type) => type.versions))];
}

function resourceList(types: readonly ResourceType[], groupVersion: string): object {
  const resources = types.flatMap((type) => [
    {
      name: type.resource,
      singularName: type.singular,
      namespaced: type.namespaced,
      kind: type.kind,
      verbs: type.verbs,
      ...(type.shortNames.length > 0 ? { shortNames: type.shortNames } : {}),
      ...(type.categories.length > 0 ? { categories: type.categories } : {}),
    },
    ...type.subresources.map((sub) => ({
      name: `${type.resource}/${sub.name}`,
      singularName: '',
      namespaced: type.namespaced,
      ...foreignKind(sub.kind),
      kind: sub.kind,
      verbs: sub.verbs,
    })),
  ]);
  return { kind: 'APIResourceList', apiVersion: 'v1', groupVersion, resources };
}

/** Subresources that answer with a kind of another group name it. */
const FOREIGN_KINDS: Record<string, { group: string; version: string }> = {
  Scale: { group: 'autoscaling', version: 'v1' },
  Eviction: { group: 'policy', version: 'v1' },
  TokenRequest: { group: 'authentication.k8s.io', version: 'v1' },
};

function foreignKind(kind: string): { group: string; version: string } | undefined {
  return FOREIGN_KINDS[kind];
}

function aggregatedList(groups: readonly (readonly ResourceType[])[]): object {
  const items = groups.map((types) => {
    const group = types[0]?.group ?? '';
    return {
      metadata: { ...(group === '' ? {} : { name: group }), creationTimestamp: null },
      versions: versionsOf(types).map((version) => ({
        version,
        resources: types
          .filter((type) => type.versions.includes(version))
          .map((type) => aggregatedType(type, version)),
        freshness: 'Current',
      })),
    };
  });
  return { kind: 'APIGroupDiscoveryList', apiVersion: 'apidiscovery.k8s.io/v2', metadata: {}, items };
}

function aggregatedType(type: ResourceType, version: string): object {
  const kindOf = (kind: string): object => ({ group: '', version: '', kind, ...foreignKind(kind) });
  return {
    resource: type.resource,
    responseKind: { group: type.group, version, kind: type.kind },
    scope: type.namespaced ? 'Namespaced' : 'Cluster',
    singularResource: type.singular,
    verbs: type.verbs,
    ...(type.shortNames.length > 0 ? { shortNames: type.shortNames } : {}),
    ...(type.categories.length > 0 ? { categories: type.categories } : {}),
    ...(type.subresources.length > 0
      ? {
          subresources: type.subresources.map((sub) => ({
            subresource: sub.name,
            responseKind: kindOf(sub.kind),
            verbs: sub.verbs,
          })),
        }
      : {}),
  };
}
