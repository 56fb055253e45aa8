import type { RawObject } from '../raw-object.ts';
import { read, readList, readRecord, readText } from '../raw-object.ts';
import type { World } from './world.ts';

/** Gives services what the API server fills in, and returns their endpoint slices. */
export function expandServices(world: World, objects: readonly RawObject[]): RawObject[] {
  const pods = objects.filter((object) => object.kind === 'Pod');
  const services = objects.filter((object) => object.kind === 'Service');
  services.forEach(fillService);
  return services.flatMap((service) => {
    if (service.metadata.name === 'kubernetes') return [apiServerSlice(world, service)];
    const selector = Object.entries(readRecord(service, 'spec', 'selector'));
    if (selector.length === 0) return [];
    const behind = pods.filter(
      (pod) =>
        pod.metadata.namespace === service.metadata.namespace &&
        readText(pod, 'status', 'phase') === 'Running' &&
        selector.every(([key, value]) => pod.metadata.labels?.[key] === value),
    );
    return [sliceOf(service, behind)];
  });
}

function fillService(service: RawObject, index: number): void {
  const spec = readRecord(service, 'spec');
  const isHeadless = spec['clusterIP'] === 'None';
  const clusterIP = isHeadless
    ? 'None'
    : readText(spec, 'clusterIP') || `10.96.${40 + Math.floor(index / 200)}.${10 + (index % 200)}`;
  const type = readText(spec, 'type') || 'ClusterIP';
  service['spec'] = {
    ...spec,
    type,
    clusterIP,
    clusterIPs: [clusterIP],
    ...(type === 'ClusterIP' ? {} : { externalTrafficPolicy: spec['externalTrafficPolicy'] ?? 'Cluster' }),
    internalTrafficPolicy: 'Cluster',
    ipFamilies: ['IPv4'],
    ipFamilyPolicy: 'SingleStack',
    sessionAffinity: 'None',
    ports: readList(spec, 'ports').map((port) => ({
      protocol: 'TCP',
      ...readRecord(port),
      targetPort: read(port, 'targetPort') ?? read(port, 'port'),
    })),
  };
  service['status'] ??= { loadBalancer: {} };
}

function apiServerSlice(world: World, service: RawObject): RawObject {
  const hosts = world.plan.nodes.filter((node) => node.isControlPlane);
  return {
    apiVersion: 'discovery.k8s.io/v1',
    kind: 'EndpointSlice',
    metadata: {
      name: 'kubernetes',
      namespace: service.metadata.namespace ?? 'default',
      labels: { 'kubernetes.io/service-name': 'kubernetes' },
      ageDays: 412,
    },
    addressType: 'IPv4',
    endpoints: hosts.map((node) => ({ addresses: [node.internalAddress], conditions: { ready: true } })),
    ports: [{ name: 'https', port: hosts[0]?.apiPort ?? 6443, protocol: 'TCP' }],
  };
}

function sliceOf(service: RawObject, pods: readonly RawObject[]): RawObject {
  const { name, namespace = '' } = service.metadata;
  return {
    apiVersion: 'discovery.k8s.io/v1',
    kind: 'EndpointSlice',
    metadata: {
      name: `${name}-${name.length % 10}x7kd`,
      namespace,
      labels: {
        'kubernetes.io/service-name': name,
        'endpointslice.kubernetes.io/managed-by': 'endpointslice-controller.k8s.io',
      },
      ownerReferences: [
        { apiVersion: 'v1', kind: 'Service', name, uid: '', controller: true, blockOwnerDeletion: true },
      ],
      ageDays: service.metadata['ageDays'],
    },
    addressType: 'IPv4',
    endpoints: pods.map((pod) => ({
      addresses: [readText(pod, 'status', 'podIP')],
      conditions: { ready: true, serving: true, terminating: false },
      nodeName: readText(pod, 'spec', 'nodeName'),
      targetRef: { kind: 'Pod', name: pod.metadata.name, namespace, uid: '' },
    })),
    ports: readList(service, 'spec', 'ports').map((port) => ({
      name: readText(port, 'name'),
      port: portNumber(port, pods[0]),
      protocol: readText(port, 'protocol'),
    })),
  };
}

/** A target port given by name is looked up among the container ports of a pod behind the service. */
function portNumber(port: unknown, pod: RawObject | undefined): number {
  const target = read(port, 'targetPort');
  if (typeof target === 'number') return target;
  const named = readList(pod, 'spec', 'containers')
    .flatMap((container) => readList(container, 'ports'))
    .find((one) => readText(one, 'name') === target);
  const found = read(named, 'containerPort');
  return typeof found === 'number' ? found : Number(readText(port, 'port'));
}
