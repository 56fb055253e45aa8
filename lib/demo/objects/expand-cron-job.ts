import { suffixOf } from '../identity.ts';
import type { RawObject } from '../raw-object.ts';
import { read, readText } from '../raw-object.ts';
import type { PodFate } from './build-pod.ts';
import { ownerReference } from './build-pod.ts';
import type { Expansion } from './expand-workloads.ts';
import { cronSlots } from './cron-slots.ts';
import { timeText } from './world.ts';

/** Annotation, gone once expanded: runs as `slot:outcome`, where slot 1 is the time it was last due. */
export const RUNS_ANNOTATION = 'demo/runs';

/** Returns the Jobs and Pods a CronJob left behind, and fills in its status. */
export function expandCronJob(expansion: Expansion, object: RawObject): RawObject[] {
  const { [RUNS_ANNOTATION]: runs = '', ...annotations } = object.metadata.annotations ?? {};
  object.metadata.annotations = annotations;
  const slots = cronSlots(readText(object, 'spec', 'schedule'), expansion.world.now);
  const history = runs
    .split(',')
    .filter((run) => run !== '')
    .map((run) => parseRun(run, slots));
  const lastSuccess = history.find((run) => run.isSuccess);
  object['status'] = {
    ...(history[0] === undefined ? {} : { lastScheduleTime: history[0].startTime }),
    ...(lastSuccess === undefined ? {} : { lastSuccessfulTime: lastSuccess.startTime }),
  };
  return history.filter((run) => run.slot <= KEPT_RUNS).flatMap((run) => jobWithPod(expansion, object, run));
}

/** Older runs are remembered in the status alone: their Jobs are past the history limits. */
const KEPT_RUNS = 3;

interface Run {
  slot: number;
  startTime: string;
  isSuccess: boolean;
}

function parseRun(text: string, slots: readonly Date[]): Run {
  const [slot = '1', outcome] = text.split(':');
  const startTime = slots[Number(slot) - 1];
  if (startTime === undefined) throw new Error(`slot ${slot} lies more than a month back`);
  return { slot: Number(slot), startTime: timeText(startTime), isSuccess: outcome === 'ok' };
}

function jobWithPod(expansion: Expansion, owner: RawObject, run: Run): RawObject[] {
  const { namespace = '', name: cronName, labels = {} } = owner.metadata;
  const { startTime } = run;
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
