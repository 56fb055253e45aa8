import type { RequestListener } from 'node:http';
import type { ServerOptions } from 'node:https';
import type { NodePlan } from '../address-plan.ts';
import { serveApi } from '../api/serve-api.ts';
import type { ApiOptions } from '../api/serve-api.ts';
import { issueLeaf } from '../certificates.ts';
import type { KeyPair } from '../certificates.ts';
import type { Identity } from '../identity.ts';
import type { NodeName } from '../main-site.ts';
import type { Exposures } from '../objects/exposures.ts';
import type { World } from '../objects/world.ts';
import type { RawObject } from '../raw-object.ts';
import { readList, readNumber, readText } from '../raw-object.ts';
import { component } from './component.ts';
import { etcdClient, etcdMetrics, etcdPeer } from './etcd.ts';
import { kubelet, readOnlyKubelet } from './kubelet.ts';
import { kubeProxyHealth, kubeProxyMetrics } from './kube-proxy.ts';
import type { ListenerPlan } from './listener.ts';
import { nodePortPage } from './node-port.ts';

/** What the listeners are made from; the objects are asked for anew with each request. */
export interface ListenerContext {
  world: World;
  identity: Identity;
  api: ApiOptions;
  objects: (kind: string) => readonly RawObject[];
}

/** Returns every listener of a cluster in its present generation. */
export function planListeners(context: ListenerContext): ListenerPlan[] {
  const { plan, exposures } = context.world;
  const nodes = plan.nodes.flatMap((node) => nodeListeners(context, node, exposures));
  const front = apiListener(context, { name: 'front', ...plan.api }, exposures);
  if (plan.mode === 'ports')
    return [front, ...nodes.filter((listener) => listener.id.startsWith('kubelet/'))];
  const hosts = plan.nodes.filter((node) => node.isControlPlane);
  const all = [
    front,
    ...nodes,
    ...hosts.flatMap((node) => controlPlaneListeners(context, node, exposures)),
    ...nodePortListeners(context, exposures),
  ];
  return all.filter(({ address, port }) => isOpen(plan.nodes, address, port));
}

/** A host whose firewall keeps a port closed to the world: nothing answers at its outer address. */
function isOpen(nodes: readonly NodePlan[], address: string, port: number): boolean {
  return nodes.find((node) => node.address === address)?.openPorts?.includes(port) ?? true;
}

interface Serving {
  role: string;
  name: string;
  address: string;
  names?: readonly string[];
}

/** A serving certificate, made anew with each listener: its days left count from now. */
function serve(
  context: ListenerContext,
  authority: KeyPair,
  serving: Serving,
): ServerOptions & { daysLeft: number } {
  const { exposures } = context.world;
  const daysLeft = exposures.certificateDaysLeft[`${serving.role}/${serving.name}`] ?? 330;
  const { cert, key } = issueLeaf(authority, {
    commonName: serving.role === 'apiserver' ? 'kube-apiserver' : serving.name,
    names: [serving.name, ...(serving.names ?? [])],
    addresses: [serving.address],
    use: serving.role === 'etcd' ? 'peer' : 'server',
    now: context.world.now,
    daysLeft,
  });
  return { cert, key, daysLeft };
}

function apiListener(
  context: ListenerContext,
  where: { name: string; address: string; port: number },
  exposures: Exposures,
): ListenerPlan {
  const { clusterAuthority } = context.identity;
  const names = [
    'kubernetes',
    'kubernetes.default',
    'kubernetes.default.svc',
    `api.${context.world.plan.site.name}.example.com`,
    'localhost',
  ];
  const serving = { role: 'apiserver', name: where.name, address: where.address, names };
  const daysLeft = exposures.certificateDaysLeft[`apiserver/${where.name}`] ?? 330;
  return {
    id: `apiserver/${where.name}/${daysLeft}`,
    address: where.address,
    port: where.port,
    tls: {
      ...serve(context, clusterAuthority, serving),
      ca: clusterAuthority.cert,
      requestCert: true,
      rejectUnauthorized: false,
      ALPNProtocols: ['http/1.1'],
    },
    answer: serveApi(context.api),
  };
}

function nodeListeners(context: ListenerContext, node: NodePlan, exposures: Exposures): ListenerPlan[] {
  const name = node.name as NodeName;
  const { identity, api } = context;
  const anonymous = exposures.openKubelets.includes(name)
    ? 'allowed'
    : exposures.anonymousKubelets.includes(name)
      ? 'refused'
      : 'off';
  const pods = (): unknown[] =>
    context.objects('Pod').filter((pod) => readText(pod, 'spec', 'nodeName') === node.name);
  const authorizer = (): ReturnType<typeof api.context>['authorizer'] => api.context().authorizer;
  const tls = serve(context, identity.nodeAuthority, {
    role: 'kubelet',
    name: node.name,
    address: node.address,
  });
  const secure: ListenerPlan = {
    id: `kubelet/${node.name}/${anonymous}/${tls.daysLeft}`,
    address: node.address,
    port: node.kubeletPort,
    tls: { ...tls, ca: identity.clusterAuthority.cert, requestCert: true, rejectUnauthorized: false },
    answer: kubelet({ nodeName: node.name, anonymous, credentials: api.credentials, authorizer, pods }),
  };
  const readOnly = {
    ...plain(node, 10255, readOnlyKubelet({ nodeName: node.name, pods })),
    id: `kubelet-readonly/${node.name}`,
  };
  return [
    secure,
    ...(exposures.readOnlyKubelets.includes(name) ? [readOnly] : []),
    plain(node, 10256, kubeProxyHealth),
    plain(node, 10249, kubeProxyMetrics),
  ];
}

function controlPlaneListeners(
  context: ListenerContext,
  node: NodePlan,
  exposures: Exposures,
): ListenerPlan[] {
  const { identity, api, world } = context;
  const name = node.name as NodeName;
  const { address } = node;
  const isOpen = exposures.openEtcdMembers.includes(name);
  const etcdTls = serve(context, identity.etcdAuthority, {
    role: 'etcd',
    name,
    address,
    names: ['localhost'],
  });
  const ca = identity.etcdAuthority.cert;
  // The member's own certificate authority decides; without one the connection ends after the handshake.
  const mutual = { ...etcdTls, ca, requestCert: true, rejectUnauthorized: true };
  const own = (role: string): ServerOptions =>
    serve(context, identity.nodeAuthority, { role, name: 'localhost', address: '127.0.0.1' });
  const authorizer = (): ReturnType<typeof api.context>['authorizer'] => api.context().authorizer;
  const hosts = world.plan.nodes.filter((one) => one.isControlPlane);
  const delegated = (role: string, port: number): ListenerPlan => ({
    id: `${role}/${name}`,
    address,
    port,
    tls: { ...own(role), ca: identity.clusterAuthority.cert, requestCert: true, rejectUnauthorized: false },
    answer: component(role, api.credentials, authorizer),
  });
  return [
    apiListener(context, { name, address, port: node.apiPort }, exposures),
    {
      id: `etcd/${name}/${isOpen ? 'open' : 'mutual'}`,
      address,
      port: 2379,
      tls: isOpen ? etcdTls : mutual,
      answer: etcdClient(name, hosts[0]?.name ?? name, identity.seed),
    },
    { id: `etcd-peer/${name}`, address, port: 2380, tls: mutual, answer: etcdPeer(hosts, identity.seed) },
    ...(exposures.openEtcdMetrics.includes(name) ? [plain(node, 2381, etcdMetrics)] : []),
    delegated('controller-manager', 10257),
    delegated('scheduler', 10259),
  ];
}

/** Each node port answers on every worker, as kube-proxy would have it. */
function nodePortListeners(context: ListenerContext, exposures: Exposures): ListenerPlan[] {
  const workers = context.world.plan.nodes.filter((node) => !node.isControlPlane);
  return context.objects('Service').flatMap((service) =>
    readList(service, 'spec', 'ports').flatMap((port) => {
      const nodePort = readNumber(0, port, 'nodePort');
      if (nodePort === 0) return [];
      const { namespace = '', name } = service.metadata;
      const isTls = readText(port, 'name') === 'https';
      const daysLeft = exposures.certificateDaysLeft['ingress/nodeport'] ?? 330;
      return workers.map((node): ListenerPlan => {
        const serving = {
          role: 'ingress',
          name: 'nodeport',
          address: node.address,
          names: ['shop.example.com'],
        };
        return {
          id: `node-port/${namespace}/${name}/${node.name}/${nodePort}/${isTls ? daysLeft : 'plain'}`,
          address: node.address,
          port: nodePort,
          ...(isTls ? { tls: serve(context, context.identity.nodeAuthority, serving) } : {}),
          answer: nodePortPage(namespace, name),
        };
      });
    }),
  );
}

function plain(node: NodePlan, port: number, answer: RequestListener): ListenerPlan {
  return { id: `plain/${node.name}/${port}`, address: node.address, port, answer };
}
