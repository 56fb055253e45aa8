/** What a connect attempt came to. Neither `filtered` nor `unreachable` ever passes a control. */
export const PROBE_STATES = ['open', 'refused', 'filtered', 'unreachable'] as const;
export type ProbeState = (typeof PROBE_STATES)[number];

/** Who answered, judged by the protocol, not by the port. */
export const PROBE_SERVICES = [
  'kube-apiserver',
  'kubelet',
  'kubelet-read-only',
  'etcd',
  'etcd-peer',
  'etcd-metrics',
  'kube-controller-manager',
  'kube-scheduler',
  'kube-proxy-health',
  'http',
  'tls',
  'unidentified',
] as const;
export type ProbeService = (typeof PROBE_SERVICES)[number];

export const CLIENT_CERTIFICATE_STATES = ['required', 'not-required', 'unknown'] as const;
export type ClientCertificateState = (typeof CLIENT_CERTIFICATE_STATES)[number];

/** What a request without credentials got: rejected, only health paths, let in then refused, allowed. */
export const ANONYMOUS_STATES = ['off', 'health-only', 'denied', 'allowed', 'unknown'] as const;
export type AnonymousState = (typeof ANONYMOUS_STATES)[number];

export interface ProbeTarget {
  readonly address: string;
  readonly port: number;
  /** Name of the Node the address belongs to; null for an endpoint that is no node. */
  readonly node: string | null;
}

export interface CertificateFacts {
  readonly subject: string;
  readonly issuer: string;
  readonly dnsNames: readonly string[];
  readonly ipAddresses: readonly string[];
  /** ISO 8601 UTC. */
  readonly notBefore: string;
  readonly notAfter: string;
  readonly keyType: string;
  readonly keyBits: number | null;
  readonly selfSigned: boolean;
  /** SHA-256 of the DER bytes, lower-case hex. */
  readonly fingerprint256: string;
}

export interface TlsFacts {
  /** As the protocol names it: `TLSv1.2`, `TLSv1.3`. */
  readonly version: string;
  readonly cipher: string;
}

/** One read-only question and its answer, so that a person can repeat it. */
export interface ProbeAnswer {
  readonly method: 'GET' | 'POST';
  readonly scheme: 'http' | 'https';
  readonly path: string;
  /** HTTP status; null when no answer came. */
  readonly status: number | null;
  /** At most 200 characters of the body's beginning, without secrets; null when there was none. */
  readonly excerpt: string | null;
  /** The TLS alert or socket error when no answer came, such as `ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED`. */
  readonly error: string | null;
}

export interface ProbeResult {
  readonly target: ProbeTarget;
  readonly state: ProbeState;
  /** Null unless open. */
  readonly service: ProbeService | null;
  /** The version the service tells of itself, such as `v1.36.3`; null where it does not. */
  readonly version: string | null;
  /** Null where the port does not speak TLS. */
  readonly tls: TlsFacts | null;
  readonly certificate: CertificateFacts | null;
  readonly clientCertificate: ClientCertificateState;
  readonly anonymous: AnonymousState;
  readonly answers: readonly ProbeAnswer[];
  readonly durationMs: number;
  /** Where the probe ran from: host name. */
  readonly from: string;
}
