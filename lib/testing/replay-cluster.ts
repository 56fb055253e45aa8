import type { ServerResponse } from 'node:http';
import { sendJson, sendStatus, startReplayApi, type ReplayApi, type SeenRequest } from './replay-api.ts';

type Objects = Readonly<Record<string, readonly unknown[]>>;
export type Answer = (response: ServerResponse, request: SeenRequest) => void;

export interface ReplayClusterParts {
  /** List path to the objects in it. */
  readonly lists: Objects;
  /** Path to an answer of its own; comes before lists and discovery. */
  readonly answers?: Readonly<Record<string, Answer>>;
}

/** Starts an API server that serves just these lists, in pages, and tells so in aggregated discovery. */
export function startReplayCluster({ lists, answers = {} }: ReplayClusterParts): Promise<ReplayApi> {
  const served = Object.keys(lists).filter((path) => !path.includes('/namespaces/'));
  return startReplayApi((request, response) => {
    const answer = answers[request.path];
    if (answer !== undefined) return answer(response, request);
    if (request.path === '/api' || request.path === '/apis') {
      const root = served.filter((path) => path.startsWith(`${request.path}/`));
      return sendJson(response, discovery(root, request.path === '/api'));
    }
    if (request.path === '/version') {
      return sendJson(response, { gitVersion: 'v1.36.3', major: '1', minor: '36' });
    }
    const items = lists[request.path];
    if (items === undefined) return sendStatus(response, 404, 'not found');
    return sendPage(response, request, items);
  });
}

/** A pod as an API server lists it. */
export function rawPod(name: string, namespace = 'team') {
  return { ...rawNamed(name, namespace), spec: { containers: [{ name: 'c', image: 'nginx' }] } };
}

/** An object of which only the name matters. */
export function rawNamed(name: string, namespace?: string) {
  return { metadata: { name, ...(namespace === undefined ? {} : { namespace }) } };
}

/** Answers 403 as an API server does. */
export const refuse: Answer = (response, request) =>
  sendStatus(response, 403, `forbidden: User "jane" cannot list ${request.path}`);

function sendPage(response: ServerResponse, { query }: SeenRequest, all: readonly unknown[]): void {
  const name = query.get('fieldSelector')?.replace('metadata.name=', '');
  const items = all.filter((item) => name === undefined || nameOf(item) === name);
  const start = Number(query.get('continue') ?? 0);
  const end = start + Number(query.get('limit') ?? items.length);
  const isLast = end >= items.length;
  const more = isLast ? {} : { continue: String(end), remainingItemCount: items.length - end };
  sendJson(response, { kind: 'List', metadata: more, items: items.slice(start, end) });
}

function nameOf(item: unknown): unknown {
  return (item as { metadata?: { name?: unknown } } | null)?.metadata?.name;
}

function discovery(paths: readonly string[], isCore: boolean): unknown {
  const items = paths.map((path) => {
    const parts = path.split('/').slice(2);
    const [group, version, resource] = isCore ? ['', ...parts] : parts;
    const entry = { resource, responseKind: { kind: resource }, scope: 'Cluster', verbs: ['list'] };
    const versions = [{ version, freshness: 'Current', resources: [entry] }];
    return { metadata: { name: group }, versions };
  });
  return { kind: 'APIGroupDiscoveryList', apiVersion: 'apidiscovery.k8s.io/v2', items };
}
