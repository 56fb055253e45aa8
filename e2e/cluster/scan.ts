import type { ScanEvent } from '#lib/model/scan.ts';
import { runScan, type RunScanInput, type ScanOutput } from '#lib/engine/run-scan.ts';

export interface SuiteScan {
  readonly kubeconfig: string;
  readonly signal?: AbortSignal;
  readonly probe?: boolean;
  readonly profile?: RunScanInput['scan']['profile'];
  readonly report?: (event: ScanEvent) => void;
}

/** Runs one scan as the product does; probes, where on, may only reach loopback. */
export function scan(options: SuiteScan): Promise<ScanOutput> {
  return runScan({
    source: { kind: 'api', context: null, kubeconfig: options.kubeconfig },
    scan: { id: 'suite', trigger: 'api', profile: options.profile ?? 'standard' },
    cluster: { id: 'suite', name: 'real', context: null },
    probe: { enabled: options.probe ?? false, allow: ['127.0.0.0/8'], bound: ['127.0.0.0/8'] },
    signal: options.signal ?? new AbortController().signal,
    now: () => new Date(),
    monotonicMs: () => performance.now(),
    host: 'suite',
    merlonVersion: 'suite',
    report: options.report ?? (() => undefined),
  });
}
