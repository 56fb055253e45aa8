import type { Ask } from './rbac.ts';

/** What a request asks for, as the API server splits its path. */
export interface RequestInfo {
  method: string;
  path: string;
  query: URLSearchParams;
  accept: string;
  /** Null for a path that names no resource. */
  target: Target | null;
  ask: Ask;
}

export interface Target {
  group: string;
  version: string;
  resource: string;
  namespace?: string;
  name?: string;
  subresource?: string;
}

const METHOD_VERBS: Record<string, string> = {
  GET: 'get',
  HEAD: 'get',
  POST: 'create',
  PUT: 'update',
  PATCH: 'patch',
  DELETE: 'delete',
};

/** Splits a request into target and question to the authorizer. */
export function requestInfo(method: string, url: string, accept: string): RequestInfo {
  const { pathname, searchParams: query } = new URL(url, 'https://demo');
  const path = decodeURIComponent(pathname);
  const target = targetOf(path);
  const base = { method, path, query, accept, target };
  if (target === null) return { ...base, ask: { verb: method.toLowerCase(), path } };
  const { group, resource, subresource, namespace } = target;
  // A list narrowed to one name is authorised as one for that name, as the API server does.
  const name = target.name ?? /^metadata\.name=([^,]+)$/.exec(query.get('fieldSelector') ?? '')?.[1];
  const ask: Ask = {
    verb: verbOf(method, target, query),
    group,
    resource,
    ...(subresource === undefined ? {} : { subresource }),
    ...(namespace === undefined ? {} : { namespace }),
    ...(name === undefined ? {} : { name }),
  };
  return { ...base, ask };
}

function verbOf(method: string, target: Target, query: URLSearchParams): string {
  const verb = METHOD_VERBS[method] ?? method.toLowerCase();
  if (target.name !== undefined) return verb;
  if (verb === 'delete') return 'deletecollection';
  if (verb !== 'get') return verb;
  const watch = query.get('watch');
  return watch === '1' || watch === 'true' ? 'watch' : 'list';
}

function targetOf(path: string): Target | null {
  const parts = path.split('/').filter((part) => part !== '');
  const isCore = parts[0] === 'api';
  if (!isCore && parts[0] !== 'apis') return null;
  const [group, version, ...rest] = isCore ? ['', ...parts.slice(1)] : parts.slice(1);
  if (group === undefined || version === undefined || rest.length === 0) return null;
  return { group, version, ...placed(rest) };
}

function placed(parts: readonly string[]): Omit<Target, 'group' | 'version'> {
  if (parts[0] !== 'namespaces' || parts.length < 3) return resourceParts(parts);
  const [, namespace = '', ...inner] = parts;
  // `/namespaces/x/status` and `/finalize` belong to the namespace itself.
  const [first = ''] = inner;
  if (inner.length === 1 && ['status', 'finalize'].includes(first)) {
    return { resource: 'namespaces', name: namespace, namespace, subresource: first };
  }
  return { namespace, ...resourceParts(inner) };
}

function resourceParts(
  parts: readonly string[],
): Pick<Target, 'resource' | 'name' | 'subresource' | 'namespace'> {
  const [resource = '', name, subresource] = parts;
  return {
    resource,
    ...(name === undefined ? {} : { name }),
    ...(subresource === undefined ? {} : { subresource }),
    ...(resource === 'namespaces' && name !== undefined ? { namespace: name } : {}),
  };
}
