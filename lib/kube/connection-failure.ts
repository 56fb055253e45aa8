import type { ErrorCode } from '#lib/errors.ts';
import type { GapReason } from '#lib/model/gap.ts';

/** Why no whole answer came over a connection. */
export interface ConnectionFailure {
  readonly reason: GapReason;
  /** The name of the failure where a cluster is opened. */
  readonly code: ErrorCode;
  /** What Node or OpenSSL called it. */
  readonly detail: string;
}

/** No byte came for too long. */
export class SilenceError extends Error {
  override readonly name = 'SilenceError';
}

/** The answer ended before its end. */
export class CutOffError extends Error {
  override readonly name = 'CutOffError';
}

const CODES: Readonly<Record<string, ErrorCode>> = {
  ECONNREFUSED: 'refused',
  ETIMEDOUT: 'timed-out',
  ENOTFOUND: 'name-not-resolved',
  EAI_AGAIN: 'name-not-resolved',
  CERT_HAS_EXPIRED: 'certificate-expired',
  CERT_NOT_YET_VALID: 'certificate-expired',
  ERR_TLS_CERT_ALTNAME_INVALID: 'certificate-name-mismatch',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'certificate-untrusted',
  UNABLE_TO_GET_ISSUER_CERT: 'certificate-untrusted',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'certificate-untrusted',
  SELF_SIGNED_CERT_IN_CHAIN: 'certificate-untrusted',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'certificate-untrusted',
  CERT_SIGNATURE_FAILURE: 'certificate-untrusted',
  CERT_UNTRUSTED: 'certificate-untrusted',
  CERT_REJECTED: 'certificate-untrusted',
  CERT_REVOKED: 'certificate-untrusted',
  INVALID_CA: 'certificate-untrusted',
  INVALID_PURPOSE: 'certificate-untrusted',
  ERR_SSL_WRONG_VERSION_NUMBER: 'not-tls',
  ERR_SSL_PACKET_LENGTH_TOO_LONG: 'not-tls',
  ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED: 'unauthorized',
  ERR_SSL_TLSV1_ALERT_UNKNOWN_CA: 'unauthorized',
  ERR_SSL_SSLV3_ALERT_BAD_CERTIFICATE: 'unauthorized',
  ERR_SSL_SSLV3_ALERT_CERTIFICATE_EXPIRED: 'client-certificate-expired',
};

/** While it still writes, Node gives every TLS trouble one code, and only OpenSSL's words tell them apart. */
const OPENSSL_WORDS: readonly (readonly [RegExp, ErrorCode])[] = [
  [/wrong version number|packet length too long|http request/, 'not-tls'],
  [/alert certificate expired/, 'client-certificate-expired'],
  [/alert (certificate required|bad certificate|unknown ca)/, 'unauthorized'],
];

const REASONS: Readonly<Partial<Record<ErrorCode, GapReason>>> = {
  'timed-out': 'timeout',
  unauthorized: 'unauthorized',
};

/** Names what broke a connection. */
export function connectionFailure(error: unknown): ConnectionFailure {
  if (error instanceof SilenceError) return { reason: 'timeout', code: 'timed-out', detail: error.message };
  if (error instanceof CutOffError)
    return { reason: 'truncated', code: 'unreachable', detail: error.message };
  if (error instanceof AggregateError && error.errors.length > 0) return connectionFailure(error.errors[0]);
  if (!(error instanceof Error)) return { reason: 'unreachable', code: 'unreachable', detail: 'unknown' };
  const name = 'code' in error && typeof error.code === 'string' ? error.code : error.name;
  const code = CODES[name] ?? codeByWords(error.message);
  if (name.startsWith('Z_')) return { reason: 'malformed', code, detail: name };
  return { reason: REASONS[code] ?? 'unreachable', code, detail: name };
}

function codeByWords(message: string): ErrorCode {
  return OPENSSL_WORDS.find(([words]) => words.test(message))?.[1] ?? 'unreachable';
}
