import type { RawObject } from '../raw-object.ts';
import { read, readList, readNumber, readRecord, readText } from '../raw-object.ts';

export interface Column {
  name: string;
  type?: 'string' | 'integer' | 'date';
  /** 1 for what only `-o wide` shows. */
  priority?: number;
  cell: (object: RawObject) => unknown;
}

const NAME: Column = { name: 'Name', cell: (object) => object.metadata.name };
const AGE: Column = { name: 'Age', cell: (object) => ageOf(object.metadata.creationTimestamp) };
const NONE = '<none>';

/** Returns the columns of a kind; name and age where nothing more is known. */
export function columnsFor(kind: string): readonly Column[] {
  return COLUMNS[kind] ?? [NAME, AGE];
}

const at =
  (...path: (string | number)[]) =>
  (object: RawObject): string =>
    readText(object, ...path) || NONE;
const count =
  (...path: (string | number)[]) =>
  (object: RawObject): number =>
    readNumber(0, object, ...path);
const size =
  (...path: (string | number)[]) =>
  (object: RawObject): number =>
    readList(object, ...path).length;
const keys =
  (...path: string[]) =>
  (object: RawObject): number =>
    Object.keys(readRecord(object, ...path)).length;
const plain = (name: string, cell: Column['cell']): Column => ({ name, cell });
const number = (name: string, cell: Column['cell']): Column => ({ name, type: 'integer', cell });
const wide = (name: string, cell: Column['cell']): Column => ({ name, priority: 1, cell });

const COLUMNS: Record<string, readonly Column[]> = {
  Pod: [
    NAME,
    plain('Ready', readyContainers),
    plain('Status', podStatus),
    plain('Restarts', (pod) => String(readNumber(0, pod, 'status', 'containerStatuses', 0, 'restartCount'))),
    AGE,
    wide('IP', at('status', 'podIP')),
    wide('Node', at('spec', 'nodeName')),
    wide('Nominated Node', at('status', 'nominatedNodeName')),
    wide('Readiness Gates', () => NONE),
  ],
  Node: [
    NAME,
    plain('Status', nodeStatus),
    plain('Roles', nodeRoles),
    AGE,
    plain('Version', at('status', 'nodeInfo', 'kubeletVersion')),
    wide('Internal-IP', at('status', 'addresses', 0, 'address')),
    wide('External-IP', () => NONE),
    wide('OS-Image', at('status', 'nodeInfo', 'osImage')),
    wide('Kernel-Version', at('status', 'nodeInfo', 'kernelVersion')),
    wide('Container-Runtime', at('status', 'nodeInfo', 'containerRuntimeVersion')),
  ],
  Namespace: [NAME, plain('Status', at('status', 'phase')), AGE],
  Deployment: [
    NAME,
    plain(
      'Ready',
      (one) => `${readNumber(0, one, 'status', 'readyReplicas')}/${readNumber(0, one, 'spec', 'replicas')}`,
    ),
    number('Up-to-date', count('status', 'updatedReplicas')),
    number('Available', count('status', 'availableReplicas')),
    AGE,
    ...templateColumns(),
  ],
  ReplicaSet: [
    NAME,
    number('Desired', count('spec', 'replicas')),
    number('Current', count('status', 'replicas')),
    number('Ready', count('status', 'readyReplicas')),
    AGE,
    ...templateColumns(),
  ],
  StatefulSet: [
    NAME,
    plain(
      'Ready',
      (one) => `${readNumber(0, one, 'status', 'readyReplicas')}/${readNumber(0, one, 'spec', 'replicas')}`,
    ),
    AGE,
    ...templateColumns().slice(0, 2),
  ],
  DaemonSet: [
    NAME,
    number('Desired', count('status', 'desiredNumberScheduled')),
    number('Current', count('status', 'currentNumberScheduled')),
    number('Ready', count('status', 'numberReady')),
    number('Up-to-date', count('status', 'updatedNumberScheduled')),
    number('Available', count('status', 'numberAvailable')),
    plain('Node Selector', (one) => labelText(read(one, 'spec', 'template', 'spec', 'nodeSelector'))),
    AGE,
    ...templateColumns(),
  ],
  Job: [
    NAME,
    plain('Status', at('status', 'conditions', 0, 'type')),
    plain(
      'Completions',
      (job) => `${readNumber(0, job, 'status', 'succeeded')}/${readNumber(1, job, 'spec', 'completions')}`,
    ),
    plain('Duration', () => NONE),
    AGE,
  ],
  CronJob: [
    NAME,
    plain('Schedule', at('spec', 'schedule')),
    plain('Timezone', at('spec', 'timeZone')),
    plain('Suspend', (one) => readText(one, 'spec', 'suspend') === 'true'),
    number('Active', size('status', 'active')),
    plain('Last Schedule', (one) => ageOf(readText(one, 'status', 'lastScheduleTime'))),
    AGE,
  ],
  Service: [
    NAME,
    plain('Type', at('spec', 'type')),
    plain('Cluster-IP', at('spec', 'clusterIP')),
    plain('External-IP', at('status', 'loadBalancer', 'ingress', 0, 'ip')),
    plain('Port(s)', servicePorts),
    AGE,
    wide('Selector', (one) => labelText(read(one, 'spec', 'selector'))),
  ],
  Endpoints: [NAME, plain('Endpoints', (one) => listText(addressesOf(one))), AGE],
  EndpointSlice: [
    NAME,
    plain('AddressType', at('addressType')),
    plain('Ports', (one) => listText(readList(one, 'ports').map((port) => readText(port, 'port')))),
    plain('Endpoints', (one) =>
      listText(readList(one, 'endpoints').map((end) => readText(end, 'addresses', 0))),
    ),
    AGE,
  ],
  Ingress: [
    NAME,
    plain('Class', at('spec', 'ingressClassName')),
    plain('Hosts', (one) =>
      listText(readList(one, 'spec', 'rules').map((rule) => readText(rule, 'host') || '*')),
    ),
    plain('Address', at('status', 'loadBalancer', 'ingress', 0, 'ip')),
    plain('Ports', (one) => (readList(one, 'spec', 'tls').length > 0 ? '80, 443' : '80')),
    AGE,
  ],
  NetworkPolicy: [
    NAME,
    plain('Pod-Selector', (one) => labelText(read(one, 'spec', 'podSelector', 'matchLabels'))),
    AGE,
  ],
  ConfigMap: [NAME, number('Data', keys('data')), AGE],
  Secret: [NAME, plain('Type', at('type')), number('Data', keys('data')), AGE],
  ServiceAccount: [NAME, number('Secrets', size('secrets')), AGE],
  Role: [NAME, { name: 'Created At', type: 'date', cell: at('metadata', 'creationTimestamp') }],
  ClusterRole: [NAME, { name: 'Created At', type: 'date', cell: at('metadata', 'creationTimestamp') }],
  RoleBinding: bindingColumns(),
  ClusterRoleBinding: bindingColumns(),
  PersistentVolume: [
    NAME,
    plain('Capacity', at('spec', 'capacity', 'storage')),
    plain('Access Modes', at('spec', 'accessModes', 0)),
    plain('Reclaim Policy', at('spec', 'persistentVolumeReclaimPolicy')),
    plain('Status', at('status', 'phase')),
    plain(
      'Claim',
      (one) =>
        `${readText(one, 'spec', 'claimRef', 'namespace')}/${readText(one, 'spec', 'claimRef', 'name')}`,
    ),
    plain('StorageClass', at('spec', 'storageClassName')),
    AGE,
  ],
  PersistentVolumeClaim: [
    NAME,
    plain('Status', at('status', 'phase')),
    plain('Volume', at('spec', 'volumeName')),
    plain('Capacity', at('status', 'capacity', 'storage')),
    plain('Access Modes', at('spec', 'accessModes', 0)),
    plain('StorageClass', at('spec', 'storageClassName')),
    AGE,
  ],
  StorageClass: [
    NAME,
    plain('Provisioner', at('provisioner')),
    plain('ReclaimPolicy', at('reclaimPolicy')),
    plain('VolumeBindingMode', at('volumeBindingMode')),
    AGE,
  ],
  CustomResourceDefinition: [
    NAME,
    { name: 'Created At', type: 'date', cell: at('metadata', 'creationTimestamp') },
  ],
  ValidatingWebhookConfiguration: [NAME, number('Webhooks', size('webhooks')), AGE],
  MutatingWebhookConfiguration: [NAME, number('Webhooks', size('webhooks')), AGE],
  ValidatingAdmissionPolicy: [NAME, number('Validations', size('spec', 'validations')), AGE],
  ValidatingAdmissionPolicyBinding: [NAME, plain('PolicyName', at('spec', 'policyName')), AGE],
  IngressClass: [NAME, plain('Controller', at('spec', 'controller')), AGE],
};

function templateColumns(): Column[] {
  const containers = (one: RawObject): unknown[] => readList(one, 'spec', 'template', 'spec', 'containers');
  return [
    wide('Containers', (one) =>
      containers(one)
        .map((container) => readText(container, 'name'))
        .join(','),
    ),
    wide('Images', (one) =>
      containers(one)
        .map((container) => readText(container, 'image'))
        .join(','),
    ),
    wide('Selector', (one) => labelText(read(one, 'spec', 'selector', 'matchLabels'))),
  ];
}

function bindingColumns(): Column[] {
  return [
    NAME,
    plain('Role', (one) => `${readText(one, 'roleRef', 'kind')}/${readText(one, 'roleRef', 'name')}`),
    AGE,
  ];
}

function readyContainers(pod: RawObject): string {
  const statuses = readList(pod, 'status', 'containerStatuses');
  const ready = statuses.filter((status) => read(status, 'ready') === true).length;
  return `${ready}/${readList(pod, 'spec', 'containers').length}`;
}

function podStatus(pod: RawObject): string {
  const waiting = readText(pod, 'status', 'containerStatuses', 0, 'state', 'waiting', 'reason');
  const ended = readText(pod, 'status', 'containerStatuses', 0, 'state', 'terminated', 'reason');
  return waiting || ended || readText(pod, 'status', 'phase');
}

function nodeStatus(node: RawObject): string {
  const ready = readList(node, 'status', 'conditions').find((one) => readText(one, 'type') === 'Ready');
  const state = readText(ready, 'status') === 'True' ? 'Ready' : 'NotReady';
  return read(node, 'spec', 'unschedulable') === true ? `${state},SchedulingDisabled` : state;
}

function nodeRoles(node: RawObject): string {
  const prefix = 'node-role.kubernetes.io/';
  const roles = Object.keys(node.metadata.labels ?? {}).filter((label) => label.startsWith(prefix));
  return roles.map((role) => role.slice(prefix.length)).join(',') || NONE;
}

function servicePorts(service: RawObject): string {
  return listText(
    readList(service, 'spec', 'ports').map((port) => {
      const nodePort = readText(port, 'nodePort');
      const protocol = readText(port, 'protocol') || 'TCP';
      return `${readText(port, 'port')}${nodePort === '' ? '' : `:${nodePort}`}/${protocol}`;
    }),
  );
}

function addressesOf(endpoints: RawObject): string[] {
  return readList(endpoints, 'subsets').flatMap((subset) =>
    readList(subset, 'addresses').map(
      (one) => `${readText(one, 'ip')}:${readText(subset, 'ports', 0, 'port')}`,
    ),
  );
}

function labelText(labels: unknown): string {
  const pairs = Object.entries(readRecord(labels)).map(([key, value]) => `${key}=${String(value)}`);
  return listText(pairs);
}

function listText(values: readonly string[]): string {
  return values.length === 0 ? NONE : values.join(',');
}

function ageOf(timestamp: string | undefined): string {
  const started = Date.parse(timestamp ?? '');
  if (Number.isNaN(started)) return NONE;
  const seconds = Math.max(0, Math.floor((Date.now() - started) / 1000));
  if (seconds < 120) return `${seconds}s`;
  if (seconds < 7200) return `${Math.floor(seconds / 60)}m`;
  return seconds < 172_800 ? `${Math.floor(seconds / 3600)}h` : `${Math.floor(seconds / 86_400)}d`;
}
