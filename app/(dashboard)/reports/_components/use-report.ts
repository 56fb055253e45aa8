'use client';

import { useCallback, useEffect, useState } from 'react';
import type { Locale } from '#lib/model/text.ts';
import type { ReportRow } from '#lib/store/reports.ts';

/** What is known of a report; `refused` when it could not even be asked for. */
export type ReportState =
  | { readonly kind: 'none' }
  | { readonly kind: 'known'; readonly report: ReportRow }
  | { readonly kind: 'refused'; readonly why: string };

const ASK_MS = 600;

/** Follows a report while it is made. */
export function useReport({
  scanId,
  locale,
  made,
}: {
  readonly scanId: string;
  readonly locale: Locale;
  readonly made: ReportRow | null;
}): { readonly state: ReportState; readonly make: () => void } {
  const [state, setState] = useState<ReportState>(
    made === null ? { kind: 'none' } : { kind: 'known', report: made },
  );
  const path = `/api/scans/${scanId}/report`;
  const isOpen =
    state.kind === 'known' && (state.report.status === 'queued' || state.report.status === 'running');

  useEffect(() => {
    if (!isOpen) return;
    const stop = new AbortController();
    const follow = async (): Promise<void> => {
      const next = await ask(`${path}?locale=${locale}`, { signal: stop.signal });
      // A lost round is no failure of the report: the next one asks again.
      if (!stop.signal.aborted && next.kind === 'known') setState(next);
    };
    const timer = setInterval(() => void follow(), ASK_MS);
    return () => {
      stop.abort();
      clearInterval(timer);
    };
  }, [isOpen, path, locale]);

  const make = useCallback(() => {
    const order = async (): Promise<void> => {
      const next = await ask(path, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ locale }),
      });
      setState(next);
    };
    void order();
  }, [path, locale]);

  return { state, make };
}

async function ask(path: string, request: RequestInit): Promise<ReportState> {
  try {
    const answer = await fetch(path, request);
    if (answer.ok) return { kind: 'known', report: (await answer.json()) as ReportRow };
    const problem = (await answer.json()) as { detail?: string };
    return { kind: 'refused', why: problem.detail ?? String(answer.status) };
  } catch (error) {
    return { kind: 'refused', why: error instanceof Error ? error.message : String(error) };
  }
}
