import { ENV_VALUE_MARK, LAST_APPLIED_MARK } from '../marks.ts';
import type { RawObject } from '../raw-object.ts';
import { read } from '../raw-object.ts';
import { defaultAgeDays } from './world.ts';

type Fields = Record<string, unknown>;

export interface WorkloadSpec {
  image: string;
  team?: string;
  replicas?: number;
  /** Container port; its name is `http` where `portName` is not given. */
  port?: number;
  portName?: string;
  account?: string;
  /** `hardened` meets the restricted Pod Security profile; `plain` says nothing, as most manifests do. */
  security?: 'hardened' | 'plain';
  env?: Record<string, string>;
  /** Secret whose keys become environment variables. */
  envSecret?: string;
  /** Fields merged into the container, and into the pod's spec. */
  container?: Fields;
  pod?: Fields;
  podLabels?: Record<string, string>;
  podAnnotations?: Record<string, string>;
  annotations?: Record<string, string>;
  sidecars?: Fields[];
  ageDays?: number;
  /** Applied with `kubectl apply`, password and all. */
  isApplied?: boolean;
}

/** A Deployment; `path` is namespace and name. */
export function deployment(path: string, spec: WorkloadSpec): RawObject {
  return controller('Deployment', path, spec);
}

/** A StatefulSet with one claim of the given size for each replica. */
export function statefulSet(
  path: string,
  spec: WorkloadSpec & { storage: string; mountPath: string },
): RawObject {
  const mounted = {
    ...spec,
    container: { volumeMounts: [{ name: 'data', mountPath: spec.mountPath }], ...spec.container },
  };
  const object = controller('StatefulSet', path, mounted);
  const claim = {
    metadata: { name: 'data' },
    spec: {
      accessModes: ['ReadWriteOnce'],
      storageClassName: 'fast-ssd',
      resources: { requests: { storage: spec.storage } },
    },
  };
  object['spec'] = {
    ...(object['spec'] as Fields),
    serviceName: object.metadata.name,
    volumeClaimTemplates: [claim],
  };
  return object;
}

/** A DaemonSet; with `everywhere` it also runs on the control plane. */
export function daemonSet(path: string, spec: WorkloadSpec & { everywhere?: boolean }): RawObject {
  const tolerations = spec.everywhere === true ? [{ operator: 'Exists' }] : [];
  const object = controller('DaemonSet', path, { ...spec, pod: { tolerations, ...spec.pod } });
  const { replicas: _, ...rest } = object['spec'] as Fields;
  object['spec'] = rest;
  return object;
}

/** A CronJob; its runs are made from its `demo/runs` annotation. */
export function cronJob(
  path: string,
  spec: WorkloadSpec & { schedule: string; suspend?: boolean },
): RawObject {
  const [namespace = '', name = ''] = path.split('/');
  const labels = labelsOf(name, spec.team);
  const template = podTemplate(name, { ...spec, pod: { restartPolicy: 'Never', ...spec.pod } });
  return {
    apiVersion: 'batch/v1',
    kind: 'CronJob',
    metadata: { name, namespace, labels, ...annotated(spec), ...aged(path, spec) },
    spec: {
      schedule: spec.schedule,
      concurrencyPolicy: 'Forbid',
      suspend: spec.suspend ?? false,
      successfulJobsHistoryLimit: 3,
      failedJobsHistoryLimit: 3,
      jobTemplate: { spec: { backoffLimit: 1, template } },
    },
  };
}

function controller(kind: string, path: string, spec: WorkloadSpec): RawObject {
  const [namespace = '', name = ''] = path.split('/');
  const labels = labelsOf(name, spec.team);
  return {
    apiVersion: 'apps/v1',
    kind,
    metadata: { name, namespace, labels, ...annotated(spec, { kind, name, namespace }), ...aged(path, spec) },
    spec: {
      replicas: spec.replicas ?? 2,
      revisionHistoryLimit: 10,
      selector: { matchLabels: { 'app.kubernetes.io/name': name } },
      template: podTemplate(name, spec),
    },
  };
}

function podTemplate(name: string, spec: WorkloadSpec): Fields {
  return {
    metadata: {
      labels: { ...labelsOf(name, spec.team), ...spec.podLabels },
      ...(spec.podAnnotations === undefined ? {} : { annotations: spec.podAnnotations }),
    },
    spec: {
      ...(spec.account === undefined ? {} : { serviceAccountName: spec.account }),
      ...(spec.security === 'hardened'
        ? {
            automountServiceAccountToken: false,
            securityContext: {
              runAsNonRoot: true,
              runAsUser: 10001,
              seccompProfile: { type: 'RuntimeDefault' },
            },
          }
        : {}),
      containers: [mainContainer(name, spec), ...(spec.sidecars ?? [])],
      restartPolicy: 'Always',
      ...spec.pod,
    },
  };
}

function mainContainer(name: string, spec: WorkloadSpec): Fields {
  const env = Object.entries(spec.env ?? {}).map(([key, value]) => ({ name: key, value }));
  return {
    name,
    image: spec.image,
    imagePullPolicy: /:latest$|^[^:@]+$/.test(spec.image) ? 'Always' : 'IfNotPresent',
    ...(spec.port === undefined
      ? {}
      : { ports: [{ name: spec.portName ?? 'http', containerPort: spec.port, protocol: 'TCP' }] }),
    ...(env.length === 0 ? {} : { env }),
    ...(spec.envSecret === undefined ? {} : { envFrom: [{ secretRef: { name: spec.envSecret } }] }),
    resources: { requests: { cpu: '100m', memory: '128Mi' }, limits: { memory: '512Mi' } },
    ...(spec.security === 'hardened'
      ? {
          securityContext: {
            allowPrivilegeEscalation: false,
            readOnlyRootFilesystem: true,
            capabilities: { drop: ['ALL'] },
          },
        }
      : {}),
    ...spec.container,
  };
}

function labelsOf(name: string, team: string | undefined): Record<string, string> {
  return {
    'app.kubernetes.io/name': name,
    ...(team === undefined ? {} : { 'app.kubernetes.io/part-of': team }),
  };
}

function annotated(spec: WorkloadSpec, applied?: Fields): { annotations?: Record<string, string> } {
  if (spec.isApplied !== true) return spec.annotations === undefined ? {} : { annotations: spec.annotations };
  const lastApplied = JSON.stringify({
    ...applied,
    env: [
      { name: 'DATABASE_PASSWORD', value: ENV_VALUE_MARK },
      { name: 'OLD_API_KEY', value: LAST_APPLIED_MARK },
    ],
  });
  return {
    annotations: {
      ...spec.annotations,
      'kubectl.kubernetes.io/last-applied-configuration': `${lastApplied}\n`,
    },
  };
}

/** The age travels beside the metadata up to the last step, which turns it into a creation time. */
function aged(path: string, spec: WorkloadSpec): { ageDays: number } {
  return { ageDays: spec.ageDays ?? defaultAgeDays(path) };
}

/** Returns the replicas an object wants. */
export function replicasOf(object: RawObject): number {
  const replicas = read(object, 'spec', 'replicas');
  return typeof replicas === 'number' ? replicas : 1;
}
