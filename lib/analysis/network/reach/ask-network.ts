import { buildWorkloadIndex } from '#lib/analysis/workloads/workload-index.ts';
import type { Verdict } from '#lib/model/network-answer.ts';
import { answerQuestion, type NetworkQuestion } from './answer-question.ts';
import { buildReachability } from './build-reach.ts';
import type { Dataplane } from './dataplane.ts';
import type { NetworkObjects } from './network-objects.ts';

const NO_CONTROLLERS = {
  deployments: [],
  replicaSets: [],
  statefulSets: [],
  daemonSets: [],
  jobs: [],
  cronJobs: [],
  replicationControllers: [],
};

/** Returns what answers questions about bare records; null where a side of the question is not there. */
export function askNetwork(
  objects: NetworkObjects,
  dataplane: Dataplane,
): (ask: NetworkQuestion) => Verdict | null {
  const index = buildWorkloadIndex({ ...NO_CONTROLLERS, pods: objects.pods ?? [] });
  const reach = buildReachability({ objects, index, dataplane });
  return (ask) => {
    const answer = answerQuestion(reach, ask);
    return 'problem' in answer ? null : answer.verdict;
  };
}
