import type { Collector } from './collector.ts';

const admission = { group: 'admissionregistration.k8s.io', versions: ['v1', 'v1beta1'] } as const;

/** What is listed of the admission group. */
export const ADMISSION_COLLECTORS: readonly Collector[] = [
  {
    ...admission,
    slice: 'validatingWebhookConfigurations',
    resource: 'validatingwebhookconfigurations',
    kind: 'ValidatingWebhookConfiguration',
    namespaced: false,
  },
  {
    ...admission,
    slice: 'mutatingWebhookConfigurations',
    resource: 'mutatingwebhookconfigurations',
    kind: 'MutatingWebhookConfiguration',
    namespaced: false,
  },
  {
    ...admission,
    slice: 'validatingAdmissionPolicies',
    resource: 'validatingadmissionpolicies',
    kind: 'ValidatingAdmissionPolicy',
    namespaced: false,
  },
  {
    ...admission,
    slice: 'validatingAdmissionPolicyBindings',
    resource: 'validatingadmissionpolicybindings',
    kind: 'ValidatingAdmissionPolicyBinding',
    namespaced: false,
  },
];
