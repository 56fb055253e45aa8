import type { LabelSelector } from '#lib/model/label-selector.ts';
import { labelExprOf, type LabelExpr } from './label-expr.ts';
import { selectorOf } from './raw-fields.ts';

/** The source of a label stands before its key: `k8s:app`, `any:app`; without one any source will do. */
const SOURCE = /^(k8s|any)[:.]/;

/** The key by which Cilium selects namespaces (CI-5). */
const CILIUM_NAMESPACE_KEY = 'io.kubernetes.pod.namespace';

/** Returns an endpoint selector as a condition on a pod's labels; null where it is not written as one. */
export function ciliumLabels(value: unknown): LabelExpr | null {
  const selector = withoutSources(value);
  return selector === null ? null : labelExprOf(selector);
}

/** Returns whether an endpoint selector says itself which namespaces it means. */
export function namesNamespace(value: unknown): boolean {
  const selector = withoutSources(value);
  if (selector === null) return false;
  return (
    selector.matchLabels?.[CILIUM_NAMESPACE_KEY] !== undefined ||
    (selector.matchExpressions ?? []).some(({ key }) => key === CILIUM_NAMESPACE_KEY)
  );
}

function withoutSources(value: unknown): LabelSelector | null {
  const selector = selectorOf(value);
  if (selector === null) return null;
  const { matchLabels = {}, matchExpressions = [] } = selector;
  return {
    matchLabels: Object.fromEntries(
      Object.entries(matchLabels).map(([key, one]) => [key.replace(SOURCE, ''), one]),
    ),
    matchExpressions: matchExpressions.map((one) => ({ ...one, key: one.key.replace(SOURCE, '') })),
  };
}
