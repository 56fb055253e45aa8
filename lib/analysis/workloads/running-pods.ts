import type { Pod } from '#lib/model/pod.ts';

const FINISHED_PHASES = new Set(['Succeeded', 'Failed']);

/** Returns the pods that have not finished: a finished one holds nothing of its node any more. */
export function runningPods(pods: readonly Pod[]): Pod[] {
  return pods.filter(({ status }) => !FINISHED_PHASES.has(status.phase ?? ''));
}
