import type { NodePlan } from '../address-plan.ts';
import type { RawObject } from '../raw-object.ts';
import type { World } from './world.ts';
import { hoursAgo } from './world.ts';

/** On a Node of the manifests: the ports that answer from outside, as its host's firewall would have it. */
export const OPEN_PORTS_ANNOTATION = 'demo/open-ports';

/** Node objects as kubelets register them, with their leases; `told` are those the story says more about. */
export function buildNodes(world: World, told: readonly RawObject[]): RawObject[] {
  return world.plan.nodes.flatMap((node, index) => {
    const more = told.find(({ metadata }) => metadata.name === node.name)?.metadata.annotations ?? {};
    const registered = nodeObject(world, node, index);
    const { [OPEN_PORTS_ANNOTATION]: _, ...annotations } = { ...registered.metadata.annotations, ...more };
    const metadata = { ...registered.metadata, annotations };
    return [{ ...registered, metadata }, lease(world, node)];
  });
}

function nodeObject(world: World, node: NodePlan, index: number): RawObject {
  const resources = {
    cpu: node.isControlPlane ? '4' : '16',
    memory: node.isControlPlane ? '16384000Ki' : '65536000Ki',
    pods: '110',
    'ephemeral-storage': '204800Mi',
  };
  const podCIDR = node.podCidr;
  return {
    apiVersion: 'v1',
    kind: 'Node',
    metadata: {
      name: node.name,
      labels: {
        'beta.kubernetes.io/arch': 'amd64',
        'kubernetes.io/arch': 'amd64',
        'kubernetes.io/os': 'linux',
        'kubernetes.io/hostname': node.name,
        'topology.kubernetes.io/region': 'eu-central',
        'topology.kubernetes.io/zone': `eu-central-${'abc'[index % 3] ?? 'a'}`,
        ...node.labels,
        ...(node.isControlPlane ? { 'node.kubernetes.io/exclude-from-external-load-balancers': '' } : {}),
      },
      annotations: {
        'node.alpha.kubernetes.io/ttl': '0',
        'volumes.kubernetes.io/controller-managed-attach-detach': 'true',
      },
      ageDays: 412,
    },
    spec: {
      podCIDR,
      podCIDRs: [podCIDR],
      ...(node.isControlPlane
        ? { taints: [{ key: 'node-role.kubernetes.io/control-plane', effect: 'NoSchedule' }] }
        : {}),
    },
    status: {
      addresses: [
        { type: 'InternalIP', address: node.internalAddress },
        ...(node.storyAddress === null ? [] : [{ type: 'ExternalIP', address: node.address }]),
        { type: 'Hostname', address: node.name },
      ],
      capacity: resources,
      allocatable: resources,
      conditions: conditions(world),
      daemonEndpoints: { kubeletEndpoint: { Port: node.kubeletPort } },
      nodeInfo: nodeInfo(node, index),
    },
  };
}

function nodeInfo(node: NodePlan, index: number): Record<string, string> {
  return {
    architecture: 'amd64',
    bootID: '6b2d7d0e-5a6e-4f6c-9d0e-2f4b8c1d7e5a',
    containerRuntimeVersion: node.kubeletVersion.startsWith('v1.35')
      ? 'containerd://2.1.4'
      : 'containerd://2.2.1',
    kernelVersion: '6.12.57+deb13-amd64',
    kubeProxyVersion: '',
    kubeletVersion: node.kubeletVersion,
    machineID: `8f0c2e4a6b8d4f1a9c3e5d7b0a2c4e6${index}`,
    operatingSystem: 'linux',
    osImage: 'Debian GNU/Linux 13 (trixie)',
    systemUUID: `ec2f1b7a-0000-4c4c-8a8a-00000000000${index}`,
  };
}

function conditions(world: World): Record<string, string>[] {
  const pressure = ['MemoryPressure', 'DiskPressure', 'PIDPressure'].map((type) => ({
    type,
    status: 'False',
    reason: `KubeletHasNo${type}`,
  }));
  const ready = { type: 'Ready', status: 'True', reason: 'KubeletReady' };
  const seen = { lastHeartbeatTime: hoursAgo(world, 0), lastTransitionTime: hoursAgo(world, 90) };
  return [...pressure, ready].map((condition) => ({ ...condition, ...seen, message: '' }));
}

function lease(world: World, node: NodePlan): RawObject {
  return {
    apiVersion: 'coordination.k8s.io/v1',
    kind: 'Lease',
    metadata: { name: node.name, namespace: 'kube-node-lease', ageDays: 412 },
    spec: {
      holderIdentity: node.name,
      leaseDurationSeconds: 40,
      renewTime: hoursAgo(world, 0).replace('Z', '.000000Z'),
    },
  };
}
