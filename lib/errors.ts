import type { Text } from '#lib/model/text.ts';

/** What can go wrong in a way a person can act on; every code has its sentence where it is thrown. */
export const ERROR_CODES = [
  // settings and start
  'invalid-setting',
  'port-taken',
  'data-not-writable',
  'data-on-network',
  'already-running',
  'database-newer',
  'not-built',
  'process-failed',
  // reaching a cluster
  'no-context',
  'unknown-context',
  'context-incomplete',
  'kubeconfig-unreadable',
  'kubeconfig-malformed',
  'credential-unreadable',
  'client-certificate-expired',
  'name-not-resolved',
  'not-tls',
  'certificate-expired',
  'certificate-untrusted',
  'certificate-name-mismatch',
  'refused',
  'timed-out',
  'unreachable',
  'unauthorized',
  'forbidden',
  'plugin-missing',
  'plugin-failed',
  'server-error',
  // using Merlon
  'invalid-request',
  'not-found',
  'scan-running',
  'scan-over',
  'file-unreadable',
  'file-malformed',
  'cancelled',
  'save-failed',
  'result-unknown',
] as const;
export type ErrorCode = (typeof ERROR_CODES)[number];

/** A failure with a name a program can switch on and one sentence, in both languages, for a person. */
export class MerlonError extends Error {
  override readonly name = 'MerlonError';
  readonly code: ErrorCode;
  readonly text: Text;

  constructor(code: ErrorCode, text: Text, options?: { cause?: unknown }) {
    super(text.en, options);
    this.code = code;
    this.text = text;
  }
}
