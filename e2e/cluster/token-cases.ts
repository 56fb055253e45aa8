import { can } from '#lib/testing/attack-case.ts';
import { certificateRequest } from './certificate-request.ts';
import type { EscalationCase } from './escalation-case.ts';

const CSR = 'certificates.k8s.io';
const TOKEN_REQUEST = { apiVersion: 'authentication.k8s.io/v1', kind: 'TokenRequest', spec: {} };
const TOKEN_SECRET = {
  apiVersion: 'v1',
  kind: 'Secret',
  type: 'kubernetes.io/service-account-token',
  metadata: { name: 'robot-token', annotations: { 'kubernetes.io/service-account.name': 'robot' } },
};

/** Tokens and certificates. */
export const TOKEN_CASES: readonly EscalationCase[] = [
  {
    name: 'a token by name',
    edge: 'TOKEN_REQUEST',
    hasRobot: true,
    local: [can('create', 'serviceaccounts/token', 'robot')],
    act: (actor) => actor.does('POST', actor.tokenOf('robot'), TOKEN_REQUEST),
  },
  {
    name: 'a token of another name',
    edge: 'TOKEN_REQUEST',
    hasRobot: true,
    local: [can('create', 'serviceaccounts/token', 'other')],
    act: (actor) => actor.does('POST', actor.tokenOf('robot'), TOKEN_REQUEST),
  },
  {
    name: 'a token Secret made and read',
    edge: 'TOKEN_SECRET_CREATE',
    hasRobot: true,
    local: [can('create,get', 'secrets')],
    act: async (actor) =>
      (await actor.does('POST', `${actor.core}/secrets`, TOKEN_SECRET)) &&
      actor.finds(`${actor.core}/secrets/robot-token`, '"token"'),
  },
  {
    name: 'a token Secret made and not read',
    edge: 'TOKEN_SECRET_CREATE',
    hasRobot: true,
    local: [can('create', 'secrets')],
    act: async (actor) =>
      (await actor.does('POST', `${actor.core}/secrets`, TOKEN_SECRET)) &&
      actor.does('GET', `${actor.core}/secrets/robot-token`),
  },
  {
    name: 'Secrets listed where one holds a token',
    edge: 'TOKEN_LIST',
    hasRobot: true,
    local: [can('list', 'secrets')],
    given: [['secrets', TOKEN_SECRET]],
    act: (actor) => actor.finds(`${actor.core}/secrets`, '"token"'),
  },
  {
    name: 'a certificate approved in the name of a bound group',
    edge: 'CSR_APPROVE',
    rules: [
      can('create,get', `certificatesigningrequests.${CSR}`),
      can('update', `certificatesigningrequests/approval.${CSR}`),
      can('approve', `signers.${CSR}`, 'kubernetes.io/*'),
    ],
    act: (actor) => actor.approves(certificateRequest('root-group')),
  },
  {
    name: 'a certificate approved by a signer called *',
    edge: 'CSR_APPROVE',
    rules: [
      can('create,get', `certificatesigningrequests.${CSR}`),
      can('update', `certificatesigningrequests/approval.${CSR}`),
      can('approve', `signers.${CSR}`, '*'),
    ],
    act: (actor) => actor.approves(certificateRequest('root-group')),
  },
];
