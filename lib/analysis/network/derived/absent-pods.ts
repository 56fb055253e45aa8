import type { Reachability } from '#lib/analysis/network/reach/build-reach.ts';
import { addLabelKeys, meetsLabels, type LabelExpr } from '#lib/analysis/network/reach/label-expr.ts';
import { podEndpoints, type PodEndpoint } from '#lib/analysis/network/reach/pod-endpoints.ts';
import { podLabel } from '#lib/analysis/network/reach/pod-label.ts';
import type { EndpointSet, PolicyRef } from '#lib/analysis/network/reach/policy-ir.ts';

type Labels = Readonly<Record<string, string>>;

/** Pods that are not on the network now: of workloads without pods, those that their templates would make. */
export interface AbsentPods {
  readonly pods: readonly PodEndpoint[];
  /** Whether a set of a policy may hold such a pod. */
  readonly mayPick: (set: EndpointSet, pod: PodEndpoint) => boolean;
}

export function absentPods(reach: Reachability): AbsentPods {
  const { sources, space } = reach;
  const present = new Set(space.pods.map(({ namespace, name }) => `${namespace}/${name}`));
  const labelsOf = inheritedLabels(reach);
  // A workload with pods has them on the network, or ended.
  const units = sources.index.units.filter(({ pods }) => pods.length === 0);
  return {
    pods: podEndpoints({ units }).filter(({ namespace, name }) => !present.has(`${namespace}/${name}`)),
    mayPick: (set, pod) => mayPick(set, { pod, reach, labelsOf }),
  };
}

/** Tells whether a policy may be for pods that are not on the network now, or wait for an address there. */
export function mayBeForAbsentPods(reach: Reachability): (ref: PolicyRef) => boolean {
  const { plan, sources, space } = reach;
  const present = new Set(space.pods.map(({ namespace, name }) => `${namespace}/${name}`));
  const waiting = new Set(
    sources.index.units
      .filter(({ namespace, pods }) =>
        pods.some(({ metadata }) => !present.has(`${namespace}/${metadata.name}`)),
      )
      .map(({ namespace }) => namespace),
  );
  const subjects = Map.groupBy(
    plan.tiers.flatMap(({ ingress, egress }) => [...ingress, ...egress]),
    ({ ref }) => JSON.stringify(ref),
  );
  const absent = absentPods(reach);
  return (ref) => {
    const { namespace } = ref;
    if (namespace === null ? waiting.size > 0 : waiting.has(namespace)) return true;
    const sets = (subjects.get(JSON.stringify(ref)) ?? []).map(({ subject }) => subject);
    return absent.pods.some((pod) => sets.some((set) => absent.mayPick(set, pod)));
  };
}

interface Absent {
  readonly pod: PodEndpoint;
  readonly reach: Reachability;
  readonly labelsOf: (pod: PodEndpoint, expr: LabelExpr) => Labels;
}

/** Such a pod is neither a host nor outside; everything else that is no selector may hold it. */
const NEVER_PODS: readonly EndpointSet['op'][] = ['none', 'external', 'own-host', 'hosts'];

/** Where it cannot be told it may: nobody knows yet which address the pod will have. */
function mayPick(set: EndpointSet, absent: Absent): boolean {
  if (set.op === 'and') return set.of.every((one) => mayPick(one, absent));
  if (set.op === 'or') return set.of.some((one) => mayPick(one, absent));
  if (set.op !== 'pods') return !NEVER_PODS.includes(set.op);
  const { pod, reach, labelsOf } = absent;
  const isThere =
    'name' in set.namespace
      ? set.namespace.name === pod.namespace
      : meetsNamespace(set.namespace.labels, pod.namespace, reach.space.namespaces.get(pod.namespace));
  return isThere && meetsLabels(set.labels, labelsOf(pod, set.labels));
}

/** Of a namespace that was not read only its name is known (NP-11). */
function meetsNamespace(expr: LabelExpr, name: string, own: Labels | undefined): boolean {
  if (own !== undefined) return meetsLabels(expr, own);
  const keys = new Set<string>();
  addLabelKeys(expr, keys);
  const names = Object.fromEntries(NAME_LABELS.map((key) => [key, name]));
  return [...keys].some((key) => !NAME_LABELS.includes(key)) || meetsLabels(expr, names);
}

const NAME_LABELS = ['kubernetes.io/metadata.name', 'projectcalico.org/name'];

function inheritedLabels({ sources, space }: Reachability): Absent['labelsOf'] {
  const accounts = new Map(
    (sources.objects.serviceAccounts ?? []).map(({ metadata }) => [
      `${metadata.namespace ?? 'default'}/${metadata.name}`,
      metadata.labels ?? {},
    ]),
  );
  return (pod, expr) => {
    const keys = new Set<string>();
    addLabelKeys(expr, keys);
    const inherited = {
      namespace: space.namespaces.get(pod.namespace) ?? {},
      serviceAccount: accounts.get(`${pod.namespace}/${pod.serviceAccount}`) ?? {},
    };
    const labels: Record<string, string> = {};
    for (const key of keys) {
      const value = podLabel(pod, key, inherited);
      if (value !== undefined) labels[key] = value;
    }
    return labels;
  };
}
