import type { ProbeService } from '#lib/model/probe.ts';
import type { Exchange } from './exchange.ts';
import type { Role } from './ports.ts';

/** Who answered, and the version it told of itself. */
export interface Identity {
  readonly service: ProbeService;
  readonly version: string | null;
}

/**
 * Returns who answered, judged by what was said: the port only tells a controller manager from a scheduler,
 * which speak alike. Null where nothing said so far is anybody's own.
 */
export function identify(exchanges: readonly Exchange[], expected: Role): Identity | null {
  const answered = exchanges.filter((exchange) => exchange.status !== null);
  return (
    byVersion(answered, expected) ??
    byPods(answered) ??
    byStatus(answered, expected) ??
    byText(answered, expected) ??
    byMetrics(answered)
  );
}

function byVersion(answered: readonly Exchange[], expected: Role): Identity | null {
  for (const exchange of answered) {
    if (exchange.question.path !== '/version' || exchange.status !== 200) continue;
    const body = asObject(exchange.body);
    if (body === null) continue;
    if (typeof body['etcdserver'] === 'string') {
      const peer = expected === 'etcd-peer' || answered.some(isMemberList);
      return { service: peer ? 'etcd-peer' : 'etcd', version: body['etcdserver'] };
    }
    // An aggregated server such as metrics-server leaves `major` empty.
    if (typeof body['gitVersion'] === 'string' && body['major'] !== '') {
      return { service: 'kube-apiserver', version: body['gitVersion'] };
    }
  }
  return null;
}

function isMemberList(exchange: Exchange): boolean {
  return exchange.question.path === '/members' && exchange.status === 200 && exchange.body.startsWith('[');
}

function byPods(answered: readonly Exchange[]): Identity | null {
  const pods = answered.find((exchange) => exchange.question.path === '/pods' && exchange.status === 200);
  if (pods === undefined || !/"kind"\s*:\s*"PodList"/.test(pods.body)) return null;
  return { service: pods.scheme === 'http' ? 'kubelet-read-only' : 'kubelet', version: null };
}

/** Only the API server gives its Status answers an audit id; controller manager and scheduler have none. */
function byStatus(answered: readonly Exchange[], expected: Role): Identity | null {
  const status = answered.find(isStatus);
  if (status === undefined) return null;
  if (status.headers['audit-id'] !== undefined) return { service: 'kube-apiserver', version: null };
  if (expected === 'kube-controller-manager' || expected === 'kube-scheduler') {
    return { service: expected, version: null };
  }
  return null;
}

function isStatus(exchange: Exchange): boolean {
  const body = asObject(exchange.body);
  return body !== null && body['kind'] === 'Status' && body['apiVersion'] === 'v1';
}

function byText(answered: readonly Exchange[], expected: Role): Identity | null {
  for (const { question, status, body, headers } of answered) {
    if (/^Forbidden \(user=.*resource=nodes/.test(body)) return { service: 'kubelet', version: null };
    if (expected === 'kubelet' && status === 401 && body.trim() === 'Unauthorized') {
      return { service: 'kubelet', version: null };
    }
    if (question.path === '/healthz' && /"lastUpdated"\s*:/.test(body)) {
      return { service: 'kube-proxy-health', version: null };
    }
    if (headers['audit-id'] !== undefined) return { service: 'kube-apiserver', version: null };
  }
  return null;
}

function byMetrics(answered: readonly Exchange[]): Identity | null {
  const metrics = answered.find(
    (exchange) => exchange.question.path === '/metrics' && exchange.status === 200,
  );
  if (metrics === undefined) return null;
  if (/^etcd_/m.test(metrics.body)) return { service: 'etcd-metrics', version: null };
  if (/^scheduler_/m.test(metrics.body)) return { service: 'kube-scheduler', version: null };
  if (/^(workqueue_|node_collector_|garbagecollector_)/m.test(metrics.body)) {
    return { service: 'kube-controller-manager', version: null };
  }
  return null;
}

function asObject(body: string): Readonly<Record<string, unknown>> | null {
  if (!body.trimStart().startsWith('{')) return null;
  try {
    return JSON.parse(body) as Record<string, unknown>;
  } catch {
    // Cut at the body limit, or not JSON after all: nothing to identify by.
    return null;
  }
}
