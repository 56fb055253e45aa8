import type { Container, Pod } from '#lib/model/pod.ts';
import type { CronJob, Workload } from '#lib/model/workload.ts';
import { build, metadata, type ObjectOptions } from './objects.ts';

/** A container; name and image are filled in. */
export type ContainerOptions = Partial<Container>;

/** What pods and templates are built from. */
export interface PodSpecOptions {
  readonly containers?: readonly ContainerOptions[];
  readonly initContainers?: readonly ContainerOptions[];
  readonly ephemeralContainers?: readonly ContainerOptions[];
  /** Further fields of the pod specification. */
  readonly spec?: Readonly<Record<string, unknown>>;
}

export interface PodOptions extends ObjectOptions, PodSpecOptions {
  readonly node?: string;
  /** `Running` where it is left out. */
  readonly phase?: string;
}

export interface WorkloadOptions extends ObjectOptions, PodSpecOptions {
  readonly replicas?: number;
  readonly status?: Readonly<Record<string, unknown>>;
  /** Labels of the template. */
  readonly podLabels?: Readonly<Record<string, string>>;
}

/** Returns a pod with one harmless container unless told otherwise. */
export function pod(name: string, options: PodOptions = {}): Pod {
  const { node = 'worker-1', phase = 'Running' } = options;
  const spec = { nodeName: node, ...podSpec(options) };
  return build('pods', { kind: 'Pod', metadata: metadata(name, options) }, { spec, status: { phase } });
}

/** Returns a pod that runs and has an address. */
export function livePod(
  name: string,
  options: ObjectOptions & {
    readonly node: string;
    readonly ip: string;
    readonly ports?: readonly object[];
    readonly spec?: Readonly<Record<string, unknown>>;
  },
): Pod {
  const { ip, node, ports = [], spec = {} } = options;
  const containers = [{ name: 'main', image: 'registry.example/app:1', ports }];
  const body = {
    spec: { nodeName: node, containers, ...spec },
    status: { phase: 'Running', podIP: ip, podIPs: [{ ip }] },
  };
  return build('pods', { kind: 'Pod', metadata: metadata(name, options) }, body);
}

/** Returns the API's picture of a static pod: `component` on `node`, run by `command`. */
export function mirrorPod(component: string, node: string, command: readonly string[]): Pod {
  const image = `registry.k8s.io/${component}:v1.36.3`;
  return staticPod({ component, node, command, image });
}

/** Returns a static pod whose image matters too. */
export function staticPod(parts: {
  component: string;
  node: string;
  command: readonly string[];
  image: string;
}): Pod {
  const { component, node, command, image } = parts;
  return pod(`${component}-${node}`, {
    namespace: 'kube-system',
    node,
    labels: { component, tier: 'control-plane' },
    annotations: { 'kubernetes.io/config.mirror': 'hash', 'kubernetes.io/config.source': 'file' },
    owner: { kind: 'Node', name: node },
    containers: [{ name: component, image, command }],
    spec: { hostNetwork: true },
  });
}

/** Returns a Deployment. */
export function deployment(name: string, options: WorkloadOptions = {}): Workload {
  return build('deployments', { kind: 'Deployment', metadata: metadata(name, options) }, body(name, options));
}

/** Returns a ReplicaSet, owned where `owner` says so. */
export function replicaSet(name: string, options: WorkloadOptions = {}): Workload {
  return build('replicaSets', { kind: 'ReplicaSet', metadata: metadata(name, options) }, body(name, options));
}

/** Returns a StatefulSet. */
export function statefulSet(name: string, options: WorkloadOptions = {}): Workload {
  return build(
    'statefulSets',
    { kind: 'StatefulSet', metadata: metadata(name, options) },
    body(name, options),
  );
}

/** Returns a DaemonSet that runs on one node unless `status` says otherwise. */
export function daemonSet(name: string, options: WorkloadOptions = {}): Workload {
  const status = { desiredNumberScheduled: 1, numberReady: 1, ...options.status };
  const head = { kind: 'DaemonSet', metadata: metadata(name, options) };
  return build('daemonSets', head, body(name, { ...options, status }));
}

/** Returns a Job. */
export function job(name: string, options: WorkloadOptions = {}): Workload {
  return build('jobs', { kind: 'Job', metadata: metadata(name, options) }, body(name, options));
}

/** Returns a ReplicationController. */
export function replicationController(name: string, options: WorkloadOptions = {}): Workload {
  const head = { kind: 'ReplicationController', metadata: metadata(name, options) };
  const { spec, status } = body(name, options);
  return build('replicationControllers', head, { spec: { ...spec, selector: { app: name } }, status });
}

/** Returns a CronJob that runs at night. */
export function cronJob(name: string, options: WorkloadOptions = {}): CronJob {
  const spec = { schedule: '0 3 * * *', jobTemplate: { spec: { template: template(name, options) } } };
  return build('cronJobs', { kind: 'CronJob', metadata: metadata(name, options) }, { spec, status: {} });
}

function body(name: string, options: WorkloadOptions) {
  const { replicas = 1, status = {} } = options;
  const spec = { replicas, selector: { matchLabels: { app: name } }, template: template(name, options) };
  return { spec, status };
}

function template(name: string, options: WorkloadOptions) {
  return { metadata: { labels: options.podLabels ?? { app: name } }, spec: podSpec(options) };
}

function podSpec({ containers = [{}], initContainers, ephemeralContainers, spec }: PodSpecOptions) {
  return {
    containers: containers.map(container),
    ...(initContainers === undefined ? {} : { initContainers: initContainers.map(container) }),
    ...(ephemeralContainers === undefined ? {} : { ephemeralContainers: ephemeralContainers.map(container) }),
    ...spec,
  };
}

function container(options: ContainerOptions): ContainerOptions {
  return { name: 'app', image: 'registry.example.com/app:1.4.2', ...options };
}
