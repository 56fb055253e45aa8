import type { AnonymousState, ClientCertificateState } from '#lib/model/probe.ts';
import type { Exchange } from './exchange.ts';

/** Paths that tell of health or version only; an answer there lets nobody read anything. */
export const HEALTH_PATHS: ReadonlySet<string> = new Set([
  '/version',
  '/livez',
  '/healthz',
  '/health',
  '/v3/maintenance/status',
]);

/** Alerts by which a server says that it wants a certificate: 40, 42 (TLS 1.2) and 116 (TLS 1.3). */
const CERTIFICATE_ALERTS = [
  /ALERT_HANDSHAKE_FAILURE/,
  /ALERT_BAD_CERTIFICATE/,
  /ALERT_CERTIFICATE_REQUIRED/,
  /alert number (40|42|116)/,
];

/** Returns whether a client certificate is demanded; decided by the first request, not by the handshake. */
export function clientCertificateState(exchanges: readonly Exchange[]): ClientCertificateState {
  if (exchanges.some(({ scheme, status }) => scheme === 'https' && status !== null)) return 'not-required';
  return exchanges.some(({ error }) => wantsCertificate(error)) ? 'required' : 'unknown';
}

/** Returns whether an error is a server's demand for a certificate. */
export function wantsCertificate(error: string | null): boolean {
  return error !== null && CERTIFICATE_ALERTS.some((alert) => alert.test(error));
}

/**
 * Returns what a stranger got: `allowed` when something beyond health was read, `denied` when let in and then
 * refused (403, or etcd asking for a user), `health-only` when only health answered, `off` when rejected.
 */
export function anonymousState(exchanges: readonly Exchange[]): AnonymousState {
  if (clientCertificateState(exchanges) === 'required') return 'off';
  const beyond = exchanges.filter(({ question }) => !HEALTH_PATHS.has(question.path));
  if (beyond.some(({ status }) => status === 200)) return 'allowed';
  if (beyond.some((exchange) => exchange.status === 403 || isEtcdUserDemand(exchange))) return 'denied';
  // Not answered or failed: who was let in to read health may be let in to read more.
  if (beyond.some(({ status }) => status === null || status >= 500)) return offOrUnknown(exchanges);
  const healthy = exchanges.some(({ question, status }) => HEALTH_PATHS.has(question.path) && status === 200);
  return healthy ? 'health-only' : offOrUnknown(exchanges);
}

function offOrUnknown(exchanges: readonly Exchange[]): AnonymousState {
  return exchanges.some(({ status }) => status === 401 || status === 403) ? 'off' : 'unknown';
}

/** With its users enabled, etcd answers a range with 400 and this sentence. */
function isEtcdUserDemand({ status, body }: Exchange): boolean {
  return status === 400 && body.includes('user name is empty');
}
