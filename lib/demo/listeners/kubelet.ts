import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { authenticate } from '../api/authenticate.ts';
import type { Credentials } from '../api/authenticate.ts';
import type { Authorizer, User } from '../api/rbac.ts';
import { writeJson, writeText } from './listener.ts';

export interface KubeletOptions {
  nodeName: string;
  /** `off` answers 401 to anonymous callers, `refused` 403, `allowed` lets them read. */
  anonymous: 'off' | 'refused' | 'allowed';
  credentials: Credentials;
  authorizer: () => Authorizer;
  pods: () => unknown[];
}

/** Which subresources of the node a path needs, in the order the kubelet names them when it refuses. */
const SUBRESOURCES: readonly [RegExp, readonly string[]][] = [
  [/^\/(pods|runningpods)\/?$/, ['pods', 'proxy']],
  [/^\/healthz/, ['healthz', 'proxy']],
  [/^\/configz/, ['configz', 'proxy']],
  [/^\/metrics/, ['metrics']],
  [/^\/stats/, ['stats']],
  [/^\/logs/, ['log']],
];

/** Answers as a kubelet does on 10250. */
export function kubelet(options: KubeletOptions): RequestListener {
  return (request, response) => {
    const user = authenticate(request, options.credentials, new Date());
    const isAnonymous = user?.name === 'system:anonymous';
    if (user === null || (isAnonymous && options.anonymous === 'off')) {
      writeText(response, { status: 401, body: 'Unauthorized' });
      return;
    }
    const path = pathOf(request);
    const subresources = SUBRESOURCES.find(([pattern]) => pattern.test(path))?.[1] ?? ['proxy'];
    const isLetIn = isAnonymous && options.anonymous === 'allowed';
    if (!isLetIn && !subresources.some((subresource) => mayReadNode(options, user, subresource))) {
      const list = `[${subresources.join(' ')}]`;
      const body = `Forbidden (user=${user.name}, verb=get, resource=nodes, subresource(s)=${list})`;
      writeText(response, { status: 403, body });
      return;
    }
    answerPath(response, path, options);
  };
}

/** Answers as the kubelet's read-only port does: no question who asks, and nothing to change. */
export function readOnlyKubelet(node: Pick<KubeletOptions, 'nodeName' | 'pods'>): RequestListener {
  return (request, response) => answerPath(response, pathOf(request), node);
}

function answerPath(
  response: ServerResponse,
  path: string,
  node: Pick<KubeletOptions, 'nodeName' | 'pods'>,
): void {
  if (path === '/healthz') writeText(response, { body: 'ok' });
  else if (/^\/(pods|runningpods)\/?$/.test(path)) writeJson(response, podList(node.pods()));
  else if (path === '/metrics') writeText(response, { body: kubeletMetrics(node.nodeName) });
  else if (path === '/stats/summary') writeJson(response, { node: { nodeName: node.nodeName }, pods: [] });
  else writeText(response, { status: 404, body: '404 page not found\n' });
}

function mayReadNode(options: KubeletOptions, user: User, subresource: string): boolean {
  const ask = { verb: 'get', group: '', resource: 'nodes', subresource, name: options.nodeName };
  return options.authorizer().allows(user, ask) !== null;
}

function podList(items: unknown[]): object {
  return { kind: 'PodList', apiVersion: 'v1', metadata: {}, items };
}

function kubeletMetrics(nodeName: string): string {
  return [
    '# HELP kubelet_node_name [ALPHA] The name of the node. The value is always 1.',
    '# TYPE kubelet_node_name gauge',
    `kubelet_node_name{node="${nodeName}"} 1`,
    '',
  ].join('\n');
}

function pathOf(request: IncomingMessage): string {
  return new URL(request.url ?? '/', 'https://kubelet').pathname;
}
