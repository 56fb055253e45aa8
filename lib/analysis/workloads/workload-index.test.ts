import { describe, expect, it } from 'vitest';
import {
  cronJob,
  daemonSet,
  deployment,
  job,
  mirrorPod,
  pod,
  replicaSet,
  replicationController,
  statefulSet,
} from '#lib/testing/builders/workloads.ts';
import { buildWorkloadIndex, type WorkloadSlices, type WorkloadUnit } from './workload-index.ts';

const NONE: WorkloadSlices = {
  pods: [],
  deployments: [],
  replicaSets: [],
  statefulSets: [],
  daemonSets: [],
  jobs: [],
  cronJobs: [],
  replicationControllers: [],
};

/** One line for each unit: its name, and where its specifications were read. */
const summary = (slices: Partial<WorkloadSlices>): string[] =>
  buildWorkloadIndex({ ...NONE, ...slices }).units.map(describeUnit);

function describeUnit({ ref, podSpecs }: WorkloadUnit): string {
  const sources = podSpecs.map(({ pod: source, path }) =>
    source === null ? path : `${source.name} ${path}`,
  );
  return `${ref.kind}/${ref.name}: ${sources.join(', ')}`;
}

const ownedBy = (kind: string, name: string) => ({ owner: { kind, name } });

describe('buildWorkloadIndex', () => {
  it.each<{ name: string; slices: Partial<WorkloadSlices>; units: string[] }>([
    {
      name: 'pods of a Deployment, over the ReplicaSet of now and the one before',
      slices: {
        deployments: [deployment('web')],
        replicaSets: [
          replicaSet('web-a', ownedBy('Deployment', 'web')),
          replicaSet('web-b', { ...ownedBy('Deployment', 'web'), replicas: 0 }),
        ],
        pods: [
          pod('web-a-2', ownedBy('ReplicaSet', 'web-a')),
          pod('web-a-1', ownedBy('ReplicaSet', 'web-a')),
        ],
      },
      units: ['Deployment/web: web-a-1 spec, web-a-2 spec'],
    },
    {
      name: 'a ReplicaSet that was not read: its name less the template hash',
      slices: {
        pods: [
          pod('web-7d9f-x', {
            ...ownedBy('ReplicaSet', 'web-7d9f'),
            labels: { 'pod-template-hash': '7d9f' },
          }),
        ],
      },
      units: ['Deployment/web: web-7d9f-x spec'],
    },
    {
      name: 'a ReplicaSet that was not read and carries no hash stands for itself',
      slices: { pods: [pod('web-x', ownedBy('ReplicaSet', 'web'))] },
      units: ['ReplicaSet/web: web-x spec'],
    },
    {
      name: 'a ReplicaSet of a kind unknown here',
      slices: {
        replicaSets: [
          replicaSet('web-a', {
            owner: { apiVersion: 'argoproj.io/v1alpha1', kind: 'Rollout', name: 'web' },
          }),
        ],
        pods: [
          pod('web-a-1', {
            ...ownedBy('ReplicaSet', 'web-a'),
            labels: { 'rollouts-pod-template-hash': 'a' },
          }),
        ],
      },
      units: ['Rollout/web: web-a-1 spec'],
    },
    {
      name: 'a CronJob between two runs stands for its template, finished pods do not count',
      slices: {
        cronJobs: [cronJob('backup')],
        jobs: [job('backup-1', ownedBy('CronJob', 'backup'))],
        pods: [pod('backup-1-x', { ...ownedBy('Job', 'backup-1'), phase: 'Succeeded' })],
      },
      units: ['CronJob/backup: spec.jobTemplate.spec.template.spec'],
    },
    {
      name: 'a CronJob while it runs',
      slices: {
        cronJobs: [cronJob('backup')],
        jobs: [job('backup-1', ownedBy('CronJob', 'backup')), job('backup-2', ownedBy('CronJob', 'backup'))],
        pods: [
          pod('backup-1-x', { ...ownedBy('Job', 'backup-1'), phase: 'Failed' }),
          pod('backup-2-x', ownedBy('Job', 'backup-2')),
        ],
      },
      units: ['CronJob/backup: backup-2-x spec'],
    },
    {
      name: 'finished pods count where nothing else is known of their owner',
      slices: { pods: [pod('migrate-x', { ...ownedBy('Job', 'migrate'), phase: 'Succeeded' })] },
      units: ['Job/migrate: migrate-x spec'],
    },
    {
      name: 'kinds without pods stand for one pod of their template',
      slices: {
        statefulSets: [statefulSet('db', { replicas: 0 })],
        daemonSets: [daemonSet('agent')],
        jobs: [job('migrate')],
        replicationControllers: [replicationController('old')],
      },
      units: [
        'ReplicationController/old: spec.template.spec',
        'DaemonSet/agent: spec.template.spec',
        'StatefulSet/db: spec.template.spec',
        'Job/migrate: spec.template.spec',
      ],
    },
    {
      name: 'a static pod stands for itself, its node is no owner to report on',
      slices: { pods: [mirrorPod('etcd', 'cp-1', ['etcd'])] },
      units: ['Pod/etcd-cp-1: etcd-cp-1 spec'],
    },
    {
      name: 'a static pod of an old kubelet is known by its annotation alone',
      slices: {
        pods: [
          pod('proxy-w1', { annotations: { 'kubernetes.io/config.mirror': 'x' }, ...ownedBy('Thing', 'y') }),
        ],
      },
      units: ['Pod/proxy-w1: proxy-w1 spec'],
    },
    {
      name: 'an owner that is no controller does not group',
      slices: { pods: [pod('web', { owner: { kind: 'Backup', name: 'b', controller: false } })] },
      units: ['Pod/web: web spec'],
    },
  ])('$name', ({ slices, units }) => {
    expect(summary(slices)).toEqual(units);
  });

  it('keeps namespaces apart', () => {
    const pods = ['shop', 'bank'].map((namespace) => pod('web', { namespace }));
    expect(buildWorkloadIndex({ ...NONE, pods }).units.map((unit) => unit.namespace)).toEqual([
      'bank',
      'shop',
    ]);
  });
});
