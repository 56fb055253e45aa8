import type { PodEndpoint } from './pod-endpoints.ts';

type Labels = Readonly<Record<string, string>>;

/** Labels that a pod takes over from its namespace and service account. */
export interface InheritedLabels {
  readonly namespace: Labels;
  readonly serviceAccount: Labels;
}

/** Keys under which Calico (CA-18) and Cilium (CI-5) let selectors ask for what a pod inherits. */
const NAMESPACE_PREFIXES = ['pcns.', 'io.cilium.k8s.namespace.labels.'];
const SERVICE_ACCOUNT_PREFIX = 'pcsa.';

/** Returns the value of a pod's label: its own, or one it inherits under a key of Calico or Cilium. */
export function podLabel(pod: PodEndpoint, key: string, inherited: InheritedLabels): string | undefined {
  if (Object.hasOwn(pod.labels, key)) return pod.labels[key];
  switch (key) {
    case 'projectcalico.org/namespace':
    case 'io.kubernetes.pod.namespace':
      return pod.namespace;
    case 'projectcalico.org/serviceaccount':
    case 'io.cilium.k8s.policy.serviceaccount':
      return pod.serviceAccount;
    case 'projectcalico.org/orchestrator':
      return 'k8s';
  }
  const prefix = NAMESPACE_PREFIXES.find((one) => key.startsWith(one));
  if (prefix !== undefined) return inherited.namespace[key.slice(prefix.length)];
  if (!key.startsWith(SERVICE_ACCOUNT_PREFIX)) return undefined;
  return inherited.serviceAccount[key.slice(SERVICE_ACCOUNT_PREFIX.length)];
}
