import { suffixOf } from '../identity.ts';
import type { NodePlan } from '../address-plan.ts';
import type { RawObject } from '../raw-object.ts';
import { read, readList, readRecord, readText } from '../raw-object.ts';
import { daysBefore } from './world.ts';
import type { World } from './world.ts';

type Fields = Record<string, unknown>;

/** How a pod came out: running, waiting for its image and the like, or ended. */
export type PodFate = { phase: 'Running' | 'Succeeded' } | { phase: 'Failed'; reason: string };

export interface PodRequest {
  name: string;
  namespace: string;
  template: unknown;
  owner: RawObject;
  node: NodePlan;
  labels?: Record<string, string>;
  fate?: PodFate;
  /** When it was made, where not with its owner. */
  createdAt?: string;
}

/** What building pods needs to remember: addresses given out, and which accounts refuse tokens. */
export interface PodFactory {
  build(request: PodRequest): RawObject;
}

/** Makes pods as the scheduler, the admission plugins and the kubelet would leave them. */
export function createPodFactory(world: World, accounts: readonly RawObject[]): PodFactory {
  const given = new Map<string, number>();
  const withoutToken = new Set(
    accounts
      .filter((account) => account['automountServiceAccountToken'] === false)
      .map((account) => `${account.metadata.namespace}/${account.metadata.name}`),
  );
  const nextAddress = (node: NodePlan): string => {
    const next = (given.get(node.name) ?? 9) + 1;
    given.set(node.name, next);
    return node.podCidr.replace(/0\/24$/, String(next));
  };
  return {
    build(request) {
      const spec = readRecord(request.template, 'spec');
      const account = readText(spec, 'serviceAccountName') || 'default';
      const refuses = withoutToken.has(`${request.namespace}/${account}`);
      const isMounted = read(spec, 'automountServiceAccountToken') ?? !refuses;
      const isHost = read(spec, 'hostNetwork') === true;
      const podIP = isHost ? request.node.internalAddress : nextAddress(request.node);
      return assemble(world, request, { spec, account, isMounted: isMounted === true, podIP });
    },
  };
}

interface Parts {
  spec: Fields;
  account: string;
  isMounted: boolean;
  podIP: string;
}

function assemble(world: World, request: PodRequest, parts: Parts): RawObject {
  const { owner, template, node } = request;
  const annotations = read(template, 'metadata', 'annotations');
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      name: request.name,
      namespace: request.namespace,
      labels: {
        ...(readRecord(template, 'metadata', 'labels') as Record<string, string>),
        ...request.labels,
      },
      ...(annotations === undefined ? {} : { annotations: annotations as Record<string, string> }),
      ownerReferences: [ownerReference(owner)],
      ...(request.createdAt === undefined
        ? { ageDays: read(owner, 'metadata', 'ageDays') }
        : { creationTimestamp: request.createdAt }),
    },
    spec: podSpec(parts, request),
    status: podStatus(world, {
      ...parts,
      node,
      fate: request.fate ?? { phase: 'Running' },
      name: request.name,
    }),
  };
}

/** An owner reference; the uid is filled in with all others at the end. */
export function ownerReference(owner: RawObject): Fields {
  return {
    apiVersion: owner.apiVersion,
    kind: owner.kind,
    name: owner.metadata.name,
    uid: '',
    controller: true,
    blockOwnerDeletion: true,
  };
}

/** The values of the priority classes that every cluster has. */
const PRIORITIES: Record<string, number> = {
  'system-node-critical': 2_000_001_000,
  'system-cluster-critical': 2_000_000_000,
};

function podSpec({ spec, account, isMounted }: Parts, request: PodRequest): Fields {
  const volumeName = `kube-api-access-${suffixOf(5, request.namespace, request.name, 'token')}`;
  const mount = {
    name: volumeName,
    mountPath: '/var/run/secrets/kubernetes.io/serviceaccount',
    readOnly: true,
  };
  const containers = readList(spec, 'containers').map((container) => ({
    ...readRecord(container),
    volumeMounts: [...readList(container, 'volumeMounts'), ...(isMounted ? [mount] : [])],
    terminationMessagePath: '/dev/termination-log',
    terminationMessagePolicy: 'File',
  }));
  return {
    ...spec,
    volumes: [...readList(spec, 'volumes'), ...(isMounted ? [tokenVolume(volumeName)] : [])],
    containers,
    restartPolicy: read(spec, 'restartPolicy') ?? 'Always',
    terminationGracePeriodSeconds: 30,
    dnsPolicy: 'ClusterFirst',
    serviceAccountName: account,
    serviceAccount: account,
    nodeName: request.node.name,
    securityContext: readRecord(spec, 'securityContext'),
    schedulerName: 'default-scheduler',
    tolerations: [
      ...readList(spec, 'tolerations'),
      ...['not-ready', 'unreachable'].map((state) => ({
        key: `node.kubernetes.io/${state}`,
        operator: 'Exists',
        effect: 'NoExecute',
        tolerationSeconds: 300,
      })),
    ],
    priority: PRIORITIES[readText(spec, 'priorityClassName')] ?? 0,
    enableServiceLinks: true,
    preemptionPolicy: 'PreemptLowerPriority',
  };
}

function tokenVolume(name: string): Fields {
  const token = { serviceAccountToken: { expirationSeconds: 3607, path: 'token' } };
  const authority = { configMap: { name: 'kube-root-ca.crt', items: [{ key: 'ca.crt', path: 'ca.crt' }] } };
  const field = { path: 'namespace', fieldRef: { apiVersion: 'v1', fieldPath: 'metadata.namespace' } };
  return {
    name,
    projected: { defaultMode: 420, sources: [token, authority, { downwardAPI: { items: [field] } }] },
  };
}

interface StatusParts extends Parts {
  node: NodePlan;
  fate: PodFate;
  name: string;
}

function podStatus(world: World, parts: StatusParts): Fields {
  const { fate, spec, podIP, node } = parts;
  const startedAt = daysBefore(world, 3);
  const isReady = fate.phase === 'Running';
  const condition = (type: string, status: boolean): Fields => ({
    type,
    status: status ? 'True' : 'False',
    lastTransitionTime: startedAt,
  });
  return {
    phase: fate.phase,
    conditions: [
      condition('Initialized', true),
      condition('Ready', isReady),
      condition('ContainersReady', isReady),
      condition('PodScheduled', true),
    ],
    hostIP: node.internalAddress,
    hostIPs: [{ ip: node.internalAddress }],
    podIP,
    podIPs: [{ ip: podIP }],
    startTime: startedAt,
    containerStatuses: readList(spec, 'containers').map((container) =>
      containerStatus(container, fate, startedAt),
    ),
    qosClass: 'Burstable',
  };
}

function containerStatus(container: unknown, fate: PodFate, startedAt: string): Fields {
  const image = readText(container, 'image');
  const digest = `${suffixToHex(image)}${suffixToHex(`${image}+`)}`;
  const repository = image.replace(/@.*$/, '').replace(/:[^/:]*$/, '');
  return {
    name: readText(container, 'name'),
    state: containerState(fate, startedAt),
    lastState: {},
    ready: fate.phase === 'Running',
    restartCount: 0,
    image,
    imageID: `${repository}@sha256:${digest}`,
    containerID: `containerd://${digest}`,
    started: fate.phase === 'Running',
  };
}

function containerState(fate: PodFate, startedAt: string): Fields {
  switch (fate.phase) {
    case 'Running':
      return { running: { startedAt } };
    case 'Succeeded':
      return { terminated: { exitCode: 0, reason: 'Completed', startedAt, finishedAt: startedAt } };
    case 'Failed':
      return { terminated: { exitCode: 1, reason: fate.reason, startedAt, finishedAt: startedAt } };
  }
}

function suffixToHex(text: string): string {
  return Buffer.from(suffixOf(16, text)).toString('hex');
}
