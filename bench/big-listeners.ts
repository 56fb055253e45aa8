import { once } from 'node:events';
import { connect } from 'node:net';
import { createAuthority, issueLeaf, type KeyPair } from '#lib/demo/certificates.ts';
import { etcdClient, etcdMetrics } from '#lib/demo/listeners/etcd.ts';
import { kubeProxyHealth } from '#lib/demo/listeners/kube-proxy.ts';
import { kubelet, readOnlyKubelet } from '#lib/demo/listeners/kubelet.ts';
import { openListener, type ListenerPlan } from '#lib/demo/listeners/listener.ts';
import { NODE_PORTS } from '#lib/probe/ports.ts';
import { byPath, json, text } from '#lib/testing/listeners.ts';
import { nodeName } from './big-names.ts';
import { BIG_NODES, CONTROL_PLANE_NODES, faultsOf, nodeAddress, type NodeFault } from './big-nodes.ts';
import { BenchChild } from './child.ts';

/** Opens what listens on the nodes of the big cluster in one generation; it stays until the process ends. */
export async function openBigListeners(generation: number): Promise<void> {
  const authority = createAuthority('big-nodes', new Date());
  const nodes = Array.from({ length: BIG_NODES }, (_, index) => ({
    index,
    faults: faultsOf(index, generation),
  }));
  const isSilent = ({ faults }: { faults: readonly NodeFault[] }): boolean => faults.includes('unreachable');
  await silence(nodes.filter(isSilent).map(({ index }) => nodeAddress(index)));
  const plans = nodes
    .filter((node) => !isSilent(node))
    .flatMap(({ index, faults }) => [
      ...workerPlans(authority, index, faults),
      ...(index < CONTROL_PLANE_NODES ? controlPlanePlans(authority, index, generation) : []),
    ]);
  await Promise.all(plans.map(openListener));
}

/** Ports that take no packet: each queue of connections is short, full, and never emptied. */
async function silence(addresses: readonly string[]): Promise<void> {
  const places = addresses.flatMap((host) => NODE_PORTS.map(({ port }) => ({ host, port })));
  const silent = new BenchChild('bench/silent-ports-process.ts', [JSON.stringify(places)]);
  await silent.next();
  const sockets = places.flatMap(({ host, port }) =>
    [1, 2, 3].map(() => connect(port, host).on('error', () => undefined)),
  );
  // Two connections fill a queue of one; the third is never answered.
  await Promise.all(sockets.filter((_, index) => index % 3 < 2).map((socket) => once(socket, 'connect')));
}

function workerPlans(authority: KeyPair, index: number, faults: readonly NodeFault[]): ListenerPlan[] {
  const node = { nodeName: nodeName(index), pods: () => [] };
  const isOpen = faults.includes('anonymous-kubelet');
  const anonymous = isOpen ? 'allowed' : faults.includes('refusing-kubelet') ? 'refused' : 'off';
  const daysLeft = faults.includes('expired-certificate') ? -4 : 20 + ((index * 7) % 320);
  const nobody = { allows: () => null, rulesOf: () => [] };
  const credentials = { authorityPem: authority.cert, tokens: new Map() };
  const secure = tlsPlan(authority, { index, port: 10_250, daysLeft });
  const plans: ListenerPlan[] = [plainPlan(index, 10_256, kubeProxyHealth)];
  if (!faults.includes('kubelet-down')) {
    plans.push({ ...secure, answer: kubelet({ ...node, anonymous, credentials, authorizer: () => nobody }) });
  }
  if (faults.includes('read-only-port')) plans.push(plainPlan(index, 10_255, readOnlyKubelet(node)));
  return plans;
}

function controlPlanePlans(authority: KeyPair, index: number, generation: number): ListenerPlan[] {
  const forbidden = json(403, { kind: 'Status', status: 'Failure', reason: 'Forbidden', code: 403 });
  const api = byPath({
    '/version': json(200, { major: '1', minor: '36', gitVersion: 'v1.36.3' }),
    '/livez': text(200, 'ok'),
    '/api/v1/namespaces': forbidden,
  });
  const component = byPath({ '/healthz': text(200, 'ok'), '/metrics': forbidden });
  const etcd = tlsPlan(authority, { index, port: 2379, daysLeft: 200 });
  const isMutual = index !== 2 || generation > 3;
  return [
    { ...tlsPlan(authority, { index, port: 6443, daysLeft: 290 }), answer: api },
    { ...tlsPlan(authority, { index, port: 10_257, daysLeft: 290 }), answer: component },
    { ...tlsPlan(authority, { index, port: 10_259, daysLeft: 290 }), answer: component },
    {
      ...etcd,
      tls: { ...etcd.tls, ca: authority.cert, requestCert: isMutual, rejectUnauthorized: isMutual },
      answer: etcdClient(nodeName(index), nodeName(0), 'big'),
    },
    ...(index === 1 ? [plainPlan(index, 2381, etcdMetrics)] : []),
  ];
}

interface TlsPort {
  readonly index: number;
  readonly port: number;
  readonly daysLeft: number;
}

function tlsPlan(authority: KeyPair, { index, port, daysLeft }: TlsPort): Omit<ListenerPlan, 'answer'> {
  const address = nodeAddress(index);
  const identity = issueLeaf(authority, {
    commonName: nodeName(index),
    names: [nodeName(index)],
    addresses: [address],
    use: 'server',
    now: new Date(),
    daysLeft,
  });
  return { id: `${address}:${port}`, address, port, tls: identity };
}

function plainPlan(index: number, port: number, answer: ListenerPlan['answer']): ListenerPlan {
  const address = nodeAddress(index);
  return { id: `${address}:${port}`, address, port, answer };
}
