import type { PodEndpoint } from '#lib/analysis/network/reach/pod-endpoints.ts';
import { byCodeUnit } from '#lib/model/order.ts';

type Labels = Readonly<Record<string, string>>;

/** Labels that controllers write anew for each generation, pod or run. */
const PASSING = new Set([
  'pod-template-hash',
  'controller-revision-hash',
  'pod-template-generation',
  'statefulset.kubernetes.io/pod-name',
  'apps.kubernetes.io/pod-index',
  'batch.kubernetes.io/controller-uid',
  'batch.kubernetes.io/job-name',
  'controller-uid',
  'job-name',
]);

/**
 * Returns the fewest labels that all of `pods` carry and none of `others` does: one where one will do, else all they
 * have in common; null where no labels tell them apart.
 */
export function tellingLabels(pods: readonly PodEndpoint[], others: readonly PodEndpoint[]): Labels | null {
  if (others.length === 0) return {};
  const [first, ...rest] = pods;
  const common = Object.entries(first?.labels ?? {})
    .filter(([key, value]) => !PASSING.has(key) && rest.every(({ labels }) => labels[key] === value))
    .toSorted(([a], [b]) => byCodeUnit(a, b));
  const single = common.find(([key, value]) => others.every(({ labels }) => labels[key] !== value));
  if (single !== undefined) return Object.fromEntries([single]);
  const isApart = others.every(({ labels }) => common.some(([key, value]) => labels[key] !== value));
  return isApart ? Object.fromEntries(common) : null;
}
