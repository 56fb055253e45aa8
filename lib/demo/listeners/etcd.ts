import { createHash } from 'node:crypto';
import type { RequestListener } from 'node:http';
import { writeJson, writeText } from './listener.ts';

const VERSION = '3.6.8';
const METRICS = [
  '# HELP etcd_server_version Which version is running. 1 for current version.',
  '# TYPE etcd_server_version gauge',
  `etcd_server_version{server_version="${VERSION}"} 1`,
  '# HELP etcd_server_has_leader Whether or not a leader exists. 1 is existence, 0 is not.',
  '# TYPE etcd_server_has_leader gauge',
  'etcd_server_has_leader 1',
  '',
].join('\n');

/** Answers as an etcd member's client port does; who may connect at all is the listener's TLS. */
export function etcdClient(member: string, leader: string, clusterSeed: string): RequestListener {
  const header = {
    cluster_id: numberOf(clusterSeed, 'cluster'),
    member_id: numberOf(clusterSeed, member),
    revision: '48210377',
    raft_term: '17',
  };
  const status = {
    header,
    version: VERSION,
    dbSize: '214953984',
    leader: numberOf(clusterSeed, leader),
    raftIndex: '61204418',
    raftTerm: '17',
    raftAppliedIndex: '61204418',
    dbSizeInUse: '131072000',
    storageVersion: '3.6.0',
  };
  return (request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'https://etcd');
    if (pathname.startsWith('/v3/')) {
      request.resume();
      if (request.method !== 'POST')
        writeJson(response, { code: 12, message: 'Method Not Allowed', details: [] }, 501);
      else if (pathname === '/v3/maintenance/status') writeJson(response, status);
      else if (pathname === '/v3/kv/range') writeJson(response, { header, count: '0' });
      else writeJson(response, { code: 5, message: 'Not Found', details: [] }, 404);
      return;
    }
    if (pathname === '/version') writeJson(response, versions());
    else if (pathname === '/health') writeJson(response, { health: 'true', reason: '' });
    else if (pathname === '/metrics') writeText(response, { body: METRICS });
    else writeText(response, { status: 404, body: '404 page not found\n' });
  };
}

/** Answers as an etcd member's peer port does. */
export function etcdPeer(
  members: readonly { name: string; address: string }[],
  clusterSeed: string,
): RequestListener {
  return (request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'https://etcd');
    const list = members.map(({ name, address }) => ({
      id: numberOf(clusterSeed, name),
      name,
      peerURLs: [`https://${address}:2380`],
      clientURLs: [`https://${address}:2379`],
    }));
    if (pathname === '/members') writeJson(response, list);
    else if (pathname === '/version') writeJson(response, versions());
    else writeText(response, { status: 404, body: '404 page not found\n' });
  };
}

/** Answers as the metrics port that kubeadm opens for probes. */
export const etcdMetrics: RequestListener = (request, response) => {
  const { pathname } = new URL(request.url ?? '/', 'http://etcd');
  if (pathname === '/metrics') writeText(response, { body: METRICS });
  else if (pathname === '/health') writeJson(response, { health: 'true', reason: '' });
  else writeText(response, { status: 404, body: '404 page not found\n' });
};

function versions(): object {
  return { etcdserver: VERSION, etcdcluster: '3.6.0', storage: '3.6.0' };
}

/** An id as etcd writes it in JSON: an unsigned 64-bit number in a string. */
function numberOf(...parts: string[]): string {
  return createHash('sha256').update(parts.join('\0')).digest().readBigUInt64BE().toString();
}
