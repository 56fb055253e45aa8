import type { EscalationCase } from './escalation-case.ts';
import { IMPERSONATION_CASES } from './impersonation-cases.ts';
import { POD_CASES } from './pod-cases.ts';
import { ROLE_CASES } from './role-cases.ts';
import { TOKEN_CASES } from './token-cases.ts';

/** Each with a subject of its own, `case-<index>`. */
export const ESCALATION_CASES: readonly EscalationCase[] = [
  ...ROLE_CASES,
  ...IMPERSONATION_CASES,
  ...TOKEN_CASES,
  ...POD_CASES,
];
