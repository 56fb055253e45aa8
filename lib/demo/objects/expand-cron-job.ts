import { suffixOf } from '../identity.ts';
import type { RawObject } from '../raw-object.ts';
import { read } from '../raw-object.ts';
import type { PodFate } from './build-pod.ts';
import { ownerReference } from './build-pod.ts';
import type { Expansion } from './expand-workloads.ts';
import { hoursAgo } from './world.ts';

/** Annotation, gone once expanded: runs as `hours ago:outcome`, the newest first. */
export const RUNS_ANNOTATION = 'demo/runs';

/** Returns the Jobs and Pods a CronJob left behind, and fills in its status. */
export function expandCronJob(expansion: Expansion, object: RawObject): RawObject[] {
  const { [RUNS_ANNOTATION]: runs = '', ...annotations } = object.metadata.annotations ?? {};
  object.metadata.annotations = annotations;
  const history = runs
    .split(',')
    .filter((run) => run !== '')
    .map(parseRun);
  const lastSuccess = history.find((run) => run.isSuccess);
  const newest = history[0];
  object['status'] = {
    ...(newest === undefined ? {} : { lastScheduleTime: hoursAgo(expansion.world, newest.hours) }),
    ...(lastSuccess === undefined
      ? {}
      : { lastSuccessfulTime: hoursAgo(expansion.world, lastSuccess.hours) }),
  };
  // Only runs within a week are still there as objects.
  return history.filter((run) => run.hours <= 168).flatMap((run) => jobWithPod(expansion, object, run));
}

interface Run {
  hours: number;
  isSuccess: boolean;
}

function parseRun(text: string): Run {
  const [hours = '0', outcome] = text.split(':');
  return { hours: Number(hours), isSuccess: outcome === 'ok' };
}

function jobWithPod(expansion: Expansion, owner: RawObject, run: Run): RawObject[] {
  const { namespace = '', name: cronName, labels = {} } = owner.metadata;
  const startTime = hoursAgo(expansion.world, run.hours);
  const name = `${cronName}-${Math.floor(Date.parse(startTime) / 60_000)}`;
  const jobLabels = { ...labels, 'batch.kubernetes.io/job-name': name, 'job-name': name };
  const reason = run.isSuccess
    ? {}
    : { reason: 'BackoffLimitExceeded', message: 'Job has reached the specified backoff limit' };
  const job: RawObject = {
    apiVersion: 'batch/v1',
    kind: 'Job',
    metadata: {
      name,
      namespace,
      labels: jobLabels,
      ownerReferences: [ownerReference(owner)],
      creationTimestamp: startTime,
    },
    spec: {
      parallelism: 1,
      completions: 1,
      backoffLimit: 1,
      ...(read(owner, 'spec', 'jobTemplate', 'spec') as object),
    },
    status: {
      startTime,
      ...(run.isSuccess ? { succeeded: 1, completionTime: startTime } : { failed: 2 }),
      conditions: [
        {
          type: run.isSuccess ? 'Complete' : 'Failed',
          status: 'True',
          lastTransitionTime: startTime,
          ...reason,
        },
      ],
    },
  };
  const fate: PodFate = run.isSuccess ? { phase: 'Succeeded' } : { phase: 'Failed', reason: 'Error' };
  const pod = expansion.pods.build({
    name: `${name}-${suffixOf(5, namespace, name)}`,
    namespace,
    template: read(job, 'spec', 'template'),
    owner: job,
    node: expansion.place(read(job, 'spec', 'template')),
    labels: jobLabels,
    fate,
    createdAt: startTime,
  });
  return [job, pod];
}
