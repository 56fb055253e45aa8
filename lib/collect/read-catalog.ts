import type { ApiAnswer, ApiFailure, ClusterAccess } from '#lib/kube/cluster-access.ts';
import type { ApiResource } from '#lib/model/cluster-objects.ts';
import { collected } from '#lib/model/collected.ts';
import type { Gap } from '#lib/model/gap.ts';
import { makeCatalog, type ApiCatalog } from './api-catalog.ts';
import {
  aggregatedGroups,
  isAggregated,
  isDiscovery,
  legacyGroups,
  legacyResources,
} from './discovery-document.ts';
import { requestGap } from './request-gap.ts';
import type { Slots } from './slots.ts';

const AGGREGATED = ['v2', 'v2beta1']
  .map((version) => `application/json;g=apidiscovery.k8s.io;v=${version};as=APIGroupDiscoveryList`)
  .join(',');
const ACCEPT = `${AGGREGATED},application/json`;

export interface DiscoveryOptions {
  readonly signal: AbortSignal;
  readonly slots: Slots;
}

interface Found {
  readonly resources: ApiResource[];
  readonly gaps: Gap[];
  readonly unseenGroups: Set<string>;
}

/** Reads which groups, versions and resources the cluster serves, in the aggregated form where it has one. */
export async function readCatalog(access: ClusterAccess, options: DiscoveryOptions): Promise<ApiCatalog> {
  const ask = async (path: string) =>
    understood(await options.slots.run(() => access.get(path, { accept: ACCEPT, signal: options.signal })));
  const [core, groups] = await Promise.all([ask('/api'), ask('/apis')]);
  if (!core.ok && !groups.ok) {
    return makeCatalog(
      { state: 'failed', gaps: [gapOf('/api', core), gapOf('/apis', groups)] },
      'everything',
    );
  }
  const found: Found = { resources: [], gaps: [], unseenGroups: new Set() };
  await Promise.all([readRoot('/api', core, { ask, found }), readRoot('/apis', groups, { ask, found })]);
  const resources = found.resources.toSorted(byName);
  return makeCatalog(collected(resources, found.gaps), groups.ok ? found.unseenGroups : 'everything');
}

/** An answer that is JSON but no discovery names no group, which is not to say that there are none. */
function understood(answer: ApiAnswer): ApiAnswer {
  if (!answer.ok || isDiscovery(answer.body)) return answer;
  return { ok: false, reason: 'malformed', status: answer.status, message: 'the answer is no discovery' };
}

interface Reading {
  readonly ask: (path: string) => Promise<ApiAnswer>;
  readonly found: Found;
}

async function readRoot(path: '/api' | '/apis', answer: ApiAnswer, { ask, found }: Reading): Promise<void> {
  if (!answer.ok) {
    found.gaps.push(gapOf(path, answer));
    if (path === '/api') found.unseenGroups.add('');
    return;
  }
  if (isAggregated(answer.body)) {
    const { resources, stale } = aggregatedGroups(answer.body);
    found.resources.push(...resources);
    for (const { group, version } of stale) {
      found.unseenGroups.add(group);
      found.gaps.push(gapOf(`/apis/${group}/${version}`, STALE));
    }
    return;
  }
  await Promise.all(
    legacyGroups(answer.body).map(async ({ group, version, preferred }) => {
      const root = group === '' ? `/api/${version}` : `/apis/${group}/${version}`;
      const list = await ask(root);
      if (list.ok) {
        found.resources.push(...legacyResources(list.body, { group, version, preferred }));
        return;
      }
      found.unseenGroups.add(group);
      found.gaps.push(gapOf(root, list));
    }),
  );
}

const STALE: ApiFailure = {
  ok: false,
  reason: 'server-error',
  status: null,
  message: 'the extension server behind it does not answer',
};

function gapOf(path: string, answer: ApiAnswer): Gap {
  const failure = answer.ok ? STALE : answer;
  return requestGap({ slice: 'apiResources', verb: 'get', resource: path, namespace: null }, failure);
}

function byName(one: ApiResource, other: ApiResource): number {
  const key = ({ group, version, resource }: ApiResource) => `${group}\0${version}\0${resource}`;
  return key(one) < key(other) ? -1 : 1;
}
