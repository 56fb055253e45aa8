import type { Attack, Holder } from './attack.ts';
import { awsAuth } from './edges/aws-auth.ts';
import { bootstrapToken } from './edges/bootstrap-token.ts';
import { constrainedImpersonation } from './edges/constrained.ts';
import { csrApprove } from './edges/csr-approve.ts';
import { drainSteal } from './edges/drain-steal.ts';
import { impersonate } from './edges/impersonate.ts';
import { nodeProxy } from './edges/node-proxy.ts';
import { podCode } from './edges/pod-code.ts';
import { podCreate } from './edges/pod-create.ts';
import { psaBypass } from './edges/psa-bypass.ts';
import { pvHostpath } from './edges/pv-hostpath.ts';
import { roleBind } from './edges/role-bind.ts';
import { roleEscalate } from './edges/role-escalate.ts';
import { secretRead } from './edges/secret-read.ts';
import { tokenRequest } from './edges/token-request.ts';
import { tokenSecret } from './edges/token-secret.ts';
import { webhookMutate } from './edges/webhook-mutate.ts';
import type { Arc } from './place.ts';

const FINDERS = [
  roleBind,
  roleEscalate,
  impersonate,
  constrainedImpersonation,
  awsAuth,
  tokenRequest,
  csrApprove,
  tokenSecret,
  podCreate,
  podCode,
  nodeProxy,
  secretRead,
  psaBypass,
  pvHostpath,
  webhookMutate,
  bootstrapToken,
  drainSteal,
];

/** Returns every step that the rights of a holder open. */
export function findSteps(holder: Holder, attack: Attack): readonly Arc[] {
  return holder.holding.isEmpty ? [] : FINDERS.flatMap((find) => find(holder, attack));
}
