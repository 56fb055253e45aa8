import { can } from '#lib/testing/attack-case.ts';
import type { EscalationCase } from './escalation-case.ts';
import { podOf } from './made-pod.ts';

const WEBHOOKS = '/apis/admissionregistration.k8s.io/v1/mutatingwebhookconfigurations';
const WEBHOOK = {
  apiVersion: 'admissionregistration.k8s.io/v1',
  kind: 'MutatingWebhookConfiguration',
  webhooks: [],
};

/** Pods, namespaces and webhooks. */
export const POD_CASES: readonly EscalationCase[] = [
  {
    name: 'a pod that runs as the strong account, under the strictest level',
    edge: 'POD_CREATE_SA',
    hasRobot: true,
    isStrict: true,
    local: [can('create', 'pods')],
    act: (actor) => actor.does('POST', `${actor.core}/pods`, podOf({ account: 'robot' })),
  },
  {
    name: 'a pod made by server-side apply at its name',
    edge: 'POD_CREATE_SA',
    hasRobot: true,
    local: [can('create,patch', 'pods', 'made')],
    act: (actor) => actor.applies(`${actor.core}/pods/made`, podOf({ account: 'robot' })),
  },
  {
    name: 'a pod by server-side apply without patch',
    edge: 'POD_CREATE_SA',
    hasRobot: true,
    local: [can('create', 'pods', 'made')],
    act: (actor) => actor.applies(`${actor.core}/pods/made`, podOf({ account: 'robot' })),
  },
  {
    name: 'a privileged pod where no level is enforced',
    edge: 'POD_CREATE',
    local: [can('create', 'pods')],
    act: (actor) => actor.does('POST', `${actor.core}/pods`, podOf({ isPrivileged: true })),
  },
  {
    name: 'a privileged pod where one is',
    edge: 'POD_CREATE',
    isStrict: true,
    local: [can('create', 'pods')],
    act: (actor) => actor.does('POST', `${actor.core}/pods`, podOf({ isPrivileged: true })),
  },
  {
    name: 'the label of its namespace by a right in it, then the pod',
    edge: 'PSA_BYPASS',
    isStrict: true,
    local: [can('create', 'pods'), can('patch', 'namespaces')],
    act: async (actor) =>
      (await actor.relabels(actor.name)) &&
      actor.does('POST', `${actor.core}/pods`, podOf({ isPrivileged: true })),
  },
  {
    name: 'the label of its namespace by a right in another',
    edge: 'PSA_BYPASS',
    isStrict: true,
    local: [can('create', 'pods'), can('patch', 'namespaces', 'default')],
    act: (actor) => actor.relabels(actor.name),
  },
  {
    name: 'a mutating webhook',
    edge: 'WEBHOOK_MUTATE',
    rules: [can('create', 'mutatingwebhookconfigurations.admissionregistration.k8s.io')],
    act: (actor) => actor.does('POST', WEBHOOKS, { ...WEBHOOK, metadata: { name: actor.name } }),
  },
  {
    name: 'a mutating webhook by a role binding',
    edge: 'WEBHOOK_MUTATE',
    local: [can('create', 'mutatingwebhookconfigurations.admissionregistration.k8s.io')],
    act: (actor) => actor.does('POST', WEBHOOKS, { ...WEBHOOK, metadata: { name: actor.name } }),
  },
];
