import type { Answer } from './answer.ts';
import { answer, failure, plainText, unknownPath } from './answer.ts';
import type { ClusterState } from './cluster-state.ts';
import { decodeReview } from './decode-review.ts';
import { discover } from './discovery.ts';
import { forbidden } from './forbidden.ts';
import { listPage } from './list.ts';
import type { ListPage } from './list.ts';
import type { Authorizer, User } from './rbac.ts';
import type { RequestInfo, Target } from './request-info.ts';
import type { ResourceType } from './resource-types.ts';
import { review, reviewKind } from './reviews.ts';
import { tableOf, wantsTable } from './table.ts';

/** What one generation of the cluster answers from. */
export interface ApiContext {
  state: ClusterState;
  authorizer: Authorizer;
  serverAddress: string;
  gitVersion: string;
  continueLifetimeMs: number;
  nowMs: number;
}

/** Answers an authenticated request: first its right, then its content. */
export function respond(
  context: ApiContext,
  info: RequestInfo,
  caller: { user: User; body: Buffer },
): Answer {
  if (context.authorizer.allows(caller.user, info.ask) === null) return forbidden(caller.user, info.ask);
  if (info.target === null) return respondToPath(context, info);
  const { target } = info;
  const type = context.state.types.find(
    (one) =>
      one.group === target.group && one.resource === target.resource && one.versions.includes(target.version),
  );
  if (type === undefined) return unknownPath();
  const kind = reviewKind(type.kind);
  if (info.method === 'POST' && kind !== null) {
    return review(kind, decodeReview(kind, caller.body), {
      user: caller.user,
      authorizer: context.authorizer,
    });
  }
  const isRead = info.method === 'GET' || info.method === 'HEAD';
  if (!isRead || target.subresource !== undefined || !type.verbs.includes('get'))
    return methodNotAllowed(target);
  return respondToRead(context, info, { type, target });
}

function respondToRead(
  context: ApiContext,
  info: RequestInfo,
  { type, target }: { type: ResourceType; target: Target },
): Answer {
  if (target.name !== undefined) return getOne(context, info, { type, target });
  const isWatch = 'path' in info.ask ? false : info.ask.verb === 'watch';
  if (isWatch) return methodNotAllowed(target);
  const clock = { nowMs: context.nowMs, continueLifetimeMs: context.continueLifetimeMs };
  const page = listPage(context.state, { type, target, query: info.query, clock });
  return 'items' in page ? listAnswer(info, type, page) : page;
}

function getOne(
  context: ApiContext,
  info: RequestInfo,
  { type, target }: { type: ResourceType; target: Target },
): Answer {
  // A namespace's own path names it twice: as the scope and as the object.
  const namespace = type.namespaced ? target.namespace : undefined;
  const found = context.state
    .objectsOf(type)
    .find((one) => one.metadata.name === target.name && one.metadata.namespace === namespace);
  if (found === undefined) return notFound(type, target.name ?? '');
  if (wantsTable(info.accept)) {
    const resourceVersion = found.metadata.resourceVersion ?? '';
    return tableOf(type, { items: [found], metadata: { resourceVersion } }, info.query);
  }
  if (/as=PartialObjectMetadata(?!List)/.test(info.accept)) {
    return answer({ kind: 'PartialObjectMetadata', apiVersion: 'meta.k8s.io/v1', metadata: found.metadata });
  }
  return answer({ ...found, apiVersion: apiVersionOf(target) });
}

function listAnswer(info: RequestInfo, type: ResourceType, page: ListPage): Answer {
  if (wantsTable(info.accept)) return tableOf(type, page, info.query);
  const { metadata } = page;
  if (/as=PartialObjectMetadataList/.test(info.accept)) {
    const items = page.items.map((object) => ({
      kind: 'PartialObjectMetadata',
      apiVersion: 'meta.k8s.io/v1',
      metadata: object.metadata,
    }));
    return answer({ kind: 'PartialObjectMetadataList', apiVersion: 'meta.k8s.io/v1', metadata, items });
  }
  const target = info.target;
  const apiVersion = target === null ? 'v1' : apiVersionOf(target);
  // The items of a built-in list name neither kind nor version; those of a custom resource do.
  const isCustom = type.group.includes('.') && !type.group.endsWith('.k8s.io');
  const isGateway = type.group === 'gateway.networking.k8s.io';
  const items = isCustom || isGateway ? page.items : page.items.map(withoutType);
  return answer({ kind: `${type.kind}List`, apiVersion, metadata, items });
}

function withoutType(object: object): object {
  const { apiVersion: _, kind: __, ...rest } = object as { apiVersion: string; kind: string };
  return rest;
}

function apiVersionOf(target: Target): string {
  return target.group === '' ? target.version : `${target.group}/${target.version}`;
}

function respondToPath(context: ApiContext, info: RequestInfo): Answer {
  if (info.method !== 'GET' && info.method !== 'HEAD') return plainText(405, 'Method Not Allowed\n');
  const discovered = discover(context.state, info, context.serverAddress);
  if (discovered !== null) return discovered;
  const path = info.path.replace(/\/$/, '');
  if (/^\/(healthz|livez|readyz)(\/[\w-]+)?$/.test(path)) return health(path, info.query);
  if (path === '/version') return answer(versionOf(context.gitVersion));
  if (path === '') return answer({ paths: rootPaths(context.state) });
  return unknownPath();
}

/** The body of `/version` for a release. */
function versionOf(gitVersion: string): object {
  const [, major = '', minor = ''] = /^v(\d+)\.(\d+)\./.exec(gitVersion) ?? [];
  return {
    major,
    minor,
    emulationMajor: major,
    emulationMinor: minor,
    minCompatibilityMajor: major,
    minCompatibilityMinor: String(Number(minor) - 1),
    gitVersion,
    gitCommit: '5f1a3c9b6d27e08f4b1c2d3e4f5a6b7c8d9e0f1a',
    gitTreeState: 'clean',
    buildDate: '2026-08-12T09:14:22Z',
    goVersion: 'go1.26.0',
    compiler: 'gc',
    platform: 'linux/amd64',
  };
}

const CHECKS = [
  'ping',
  'log',
  'etcd',
  'poststarthook/start-apiextensions-controllers',
  'poststarthook/rbac/bootstrap-roles',
];

function health(path: string, query: URLSearchParams): Answer {
  if (!query.has('verbose')) return plainText(200, 'ok');
  const name = path.slice(1);
  return plainText(200, `${CHECKS.map((check) => `[+]${check} ok`).join('\n')}\n${name} check passed\n`);
}

function rootPaths(state: ClusterState): string[] {
  const groups = state.types
    .filter((type) => type.group !== '')
    .flatMap((type) => [
      `/apis/${type.group}`,
      ...type.versions.map((version) => `/apis/${type.group}/${version}`),
    ]);
  return [
    ...new Set(['/api', '/api/v1', '/apis', ...groups, '/healthz', '/livez', '/readyz', '/version']),
  ].sort();
}

function notFound(type: ResourceType, name: string): Answer {
  const what = type.group === '' ? type.resource : `${type.resource}.${type.group}`;
  return failure(404, 'NotFound', {
    message: `${what} ${JSON.stringify(name)} not found`,
    details: { name, ...(type.group === '' ? {} : { group: type.group }), kind: type.resource },
  });
}

function methodNotAllowed(target: Target): Answer {
  return failure(405, 'MethodNotAllowed', {
    message: 'the server does not allow this method on the requested resource',
    details: { ...(target.group === '' ? {} : { group: target.group }), kind: target.resource },
  });
}
