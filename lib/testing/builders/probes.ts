import type { ProbeResult } from '#lib/model/probe.ts';

export interface ProbeOptions extends Partial<Omit<ProbeResult, 'target'>> {
  /** `worker-1` where it is left out; null for an endpoint that is no node. */
  readonly node?: string | null;
  readonly address?: string;
  readonly port: number;
}

/** Returns what a probe of a port came to; `refused` and nothing known unless told otherwise. */
export function probe(options: ProbeOptions): ProbeResult {
  const { node = 'worker-1', address = '127.0.10.1', port, ...rest } = options;
  return {
    target: { address, port, node },
    state: 'refused',
    service: null,
    version: null,
    tls: null,
    certificate: null,
    clientCertificate: 'unknown',
    anonymous: 'unknown',
    answers: [],
    durationMs: 1,
    from: 'scanner',
    ...rest,
  };
}

/** TLS as a server of today speaks it. */
export const TLS_1_3 = { version: 'TLSv1.3', cipher: 'TLS_AES_128_GCM_SHA256' } as const;
