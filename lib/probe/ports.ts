import type { ProbeTarget } from '#lib/model/probe.ts';

/** One read-only question. The two POSTs are reads that etcd 3 offers under no GET; nothing else is POSTed. */
export interface Question {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly body?: string;
}

/** Whose questions to ask. */
export type Role =
  | 'kube-apiserver'
  | 'kubelet'
  | 'etcd'
  | 'etcd-peer'
  | 'etcd-metrics'
  | 'kube-proxy-health'
  | 'kube-controller-manager'
  | 'kube-scheduler';

const get = (path: string): Question => ({ method: 'GET', path });

/** One key of the whole range, without its value. */
export const ETCD_RANGE_BODY = '{"key":"AA==","range_end":"AA==","limit":1,"keys_only":true}';

/** What is asked of whom; the last question of each tells what a stranger may read. */
export const QUESTIONS: Readonly<Record<Role, readonly Question[]>> = {
  'kube-apiserver': [get('/version'), get('/livez'), get('/api/v1/namespaces?limit=1')],
  kubelet: [get('/healthz'), get('/pods')],
  etcd: [
    get('/version'),
    get('/health'),
    { method: 'POST', path: '/v3/maintenance/status', body: '{}' },
    { method: 'POST', path: '/v3/kv/range', body: ETCD_RANGE_BODY },
  ],
  'etcd-peer': [get('/version'), get('/members')],
  'etcd-metrics': [get('/health'), get('/metrics')],
  'kube-proxy-health': [get('/healthz')],
  'kube-controller-manager': [get('/healthz'), get('/metrics')],
  'kube-scheduler': [get('/healthz'), get('/metrics')],
};

/** A port of a node, who listens there by default, and which scheme it speaks by default. */
export interface KnownPort {
  readonly port: number;
  readonly role: Role;
  readonly scheme: 'http' | 'https';
}

/** The ports asked on every node address. */
export const NODE_PORTS: readonly KnownPort[] = [
  { port: 2379, role: 'etcd', scheme: 'https' },
  { port: 2380, role: 'etcd-peer', scheme: 'https' },
  { port: 2381, role: 'etcd-metrics', scheme: 'http' },
  { port: 6443, role: 'kube-apiserver', scheme: 'https' },
  { port: 8080, role: 'kube-apiserver', scheme: 'http' },
  { port: 10250, role: 'kubelet', scheme: 'https' },
  { port: 10255, role: 'kubelet', scheme: 'http' },
  { port: 10256, role: 'kube-proxy-health', scheme: 'http' },
  { port: 10257, role: 'kube-controller-manager', scheme: 'https' },
  { port: 10259, role: 'kube-scheduler', scheme: 'https' },
];

/**
 * Returns who is expected at a target. Any other port is one the cluster named: of a node its kubelet's, else
 * an API server's.
 */
export function knownPort({ port, node }: Pick<ProbeTarget, 'port' | 'node'>): KnownPort {
  const known = NODE_PORTS.find((one) => one.port === port);
  return known ?? { port, role: node === null ? 'kube-apiserver' : 'kubelet', scheme: 'https' };
}
