import { afterEach, describe, expect, it } from 'vitest';
import { openCluster } from '#lib/kube/open-cluster.ts';
import { writeKubeconfig } from '#lib/testing/kubeconfig-file.ts';
import { sendJson, sendStatus, startReplayApi, type Replayer } from '#lib/testing/replay-api.ts';
import { readCatalog } from './read-catalog.ts';
import { COLLECTORS } from './collectors.ts';
import type { ListedSlice } from './collector.ts';
import { Slots } from './slots.ts';

const running: (() => unknown)[] = [];

afterEach(async () => {
  for (const stop of running.splice(0).toReversed()) await stop();
});

async function catalogOf(replayer: Replayer) {
  const api = await startReplayApi(replayer);
  running.push(() => api.close());
  const access = await openCluster({
    context: null,
    kubeconfig: writeKubeconfig({ server: api.url }),
    backOffMs: 1,
  });
  running.push(() => access.close());
  const catalog = await readCatalog(access, { signal: new AbortController().signal, slots: new Slots(2) });
  const versionsFor = (slice: ListedSlice) => {
    const collector = COLLECTORS.find((one) => one.slice === slice);
    return collector === undefined ? null : catalog.versionsFor(collector);
  };
  return { slice: catalog.slice, versionsFor, seen: api.seen };
}

/** An API server before aggregated discovery (1.26): one answer for each version. */
const legacy: Replayer = ({ path }, response) => {
  const bodies: Readonly<Record<string, unknown>> = {
    '/api': { kind: 'APIVersions', versions: ['v1'] },
    '/apis': {
      kind: 'APIGroupList',
      groups: [
        {
          name: 'batch',
          versions: [{ version: 'v1beta1' }, { version: 'v1' }],
          preferredVersion: { version: 'v1' },
        },
        { name: 'metrics.k8s.io', versions: [{ version: 'v1' }], preferredVersion: { version: 'v1' } },
      ],
    },
    '/api/v1': {
      resources: [
        { name: 'pods', kind: 'Pod', namespaced: true, verbs: ['get', 'list'] },
        { name: 'pods/exec', kind: 'PodExecOptions', namespaced: true, verbs: ['create'] },
        { name: 'bindings', kind: 'Binding', namespaced: true, verbs: ['create'] },
      ],
    },
    '/apis/batch/v1': { resources: [{ name: 'jobs', kind: 'Job', namespaced: true, verbs: ['list'] }] },
    '/apis/batch/v1beta1': {
      resources: [{ name: 'cronjobs', kind: 'CronJob', namespaced: true, verbs: ['list'] }],
    },
  };
  const body = bodies[path];
  if (body === undefined) sendStatus(response, 503, 'the server is currently unable to handle the request');
  else sendJson(response, body);
};

describe('readCatalog', () => {
  it('takes the older form of discovery where there is no other', async () => {
    const { slice, versionsFor } = await catalogOf(legacy);
    expect('items' in slice && slice.items).toMatchObject([
      { group: '', resource: 'bindings' },
      { group: '', resource: 'pods', subresources: [{ name: 'exec', verbs: ['create'] }], preferred: true },
      { group: 'batch', version: 'v1', resource: 'jobs', preferred: true },
      { group: 'batch', version: 'v1beta1', resource: 'cronjobs', preferred: false },
    ]);
    expect([versionsFor('cronJobs'), versionsFor('jobs'), versionsFor('gateways')]).toEqual([
      ['v1beta1'],
      ['v1'],
      [],
    ]);
  });

  it('says which group does not answer, and keeps the others', async () => {
    const { slice } = await catalogOf(legacy);
    expect(slice).toMatchObject({
      state: 'partial',
      gaps: [{ slice: 'apiResources', reason: 'server-error', resource: '/apis/metrics.k8s.io/v1' }],
    });
  });

  it.each([
    { path: '/apis', unseen: 'networkPolicies' as const },
    { path: '/apis/batch/v1', unseen: 'jobs' as const },
  ])('takes an answer to $path that is no discovery for unseen, not for empty', async ({ path, unseen }) => {
    const { slice, versionsFor } = await catalogOf((request, response) =>
      request.path === path ? sendJson(response, { kind: 'Welcome' }) : legacy(request, response),
    );
    expect('gaps' in slice && slice.gaps).toContainEqual(
      expect.objectContaining({ reason: 'malformed', resource: path }),
    );
    expect(versionsFor(unseen)).toEqual(['v1']);
  });

  it('asks for the aggregated form, and tells a group whose server is gone', async () => {
    const { slice, versionsFor, seen } = await catalogOf(({ path }, response) => {
      const resources = [
        {
          resource: 'gateways',
          responseKind: { kind: 'Gateway' },
          scope: 'Namespaced',
          verbs: ['list'],
          subresources: [{ subresource: 'status', verbs: ['get'] }],
        },
      ];
      const items = [
        {
          metadata: { name: 'gateway.networking.k8s.io' },
          versions: [
            { version: 'v1', freshness: 'Current', resources },
            { version: 'v1beta1', freshness: 'Current', resources },
          ],
        },
        { metadata: { name: 'batch' }, versions: [{ version: 'v1', freshness: 'Stale' }] },
      ];
      if (path === '/apis') return sendJson(response, { kind: 'APIGroupDiscoveryList', items });
      return sendJson(response, { kind: 'APIVersions', versions: [] });
    });
    expect(slice).toMatchObject({
      state: 'partial',
      items: [
        {
          kind: 'Gateway',
          version: 'v1',
          namespaced: true,
          preferred: true,
          subresources: [{ name: 'status' }],
        },
        { version: 'v1beta1', preferred: false },
      ],
      gaps: [{ resource: '/apis/batch/v1' }],
    });
    // What could not be seen is tried; what was seen not to be there is not.
    expect([versionsFor('gateways'), versionsFor('cronJobs'), versionsFor('roles')]).toEqual([
      ['v1'],
      ['v1', 'v1beta1'],
      [],
    ]);
    expect(seen.find(({ path }) => path === '/apis')?.headers.accept).toContain('as=APIGroupDiscoveryList');
  });
});
