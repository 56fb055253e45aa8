'use client';

import { LoaderCircle } from 'lucide-react';
import { useTranslations } from 'next-intl';
import Link from 'next/link';
import { usePathname } from 'next/navigation';
import { useEffect, useState } from 'react';
import { PHASES, type Phase } from '#lib/model/scan.ts';

interface OpenScan {
  readonly id: string;
  readonly cluster: string;
  readonly status: 'queued' | 'running';
  readonly phase: Phase | null;
}

const BUSY_MS = 2_000;
const IDLE_MS = 10_000;

/** Every queued or running scan, on every page, with the phase it is in. */
export function RunningScans() {
  const t = useTranslations('frame');
  const phases = useTranslations('phase');
  const open = useOpenScans();
  return (
    <ul className="flex min-w-0 gap-2 overflow-hidden">
      {open.map((scan) => (
        <li key={scan.id} className="min-w-0">
          <Link
            href={`/scans/${scan.id}`}
            className="flex min-w-0 items-center gap-2 rounded-full bg-accent-soft px-3 py-1 text-sm"
          >
            <LoaderCircle size={14} aria-hidden className="shrink-0 animate-spin text-accent" />
            <span className="truncate">
              {t(scan.status === 'running' ? 'running' : 'waiting', { cluster: scan.cluster })}
            </span>
            {scan.phase === null ? null : (
              <span className="hidden shrink-0 text-ink-2 lg:inline">
                {t('stage', {
                  phase: phases(scan.phase),
                  step: PHASES.indexOf(scan.phase) + 1,
                  steps: PHASES.length,
                })}
              </span>
            )}
          </Link>
        </li>
      ))}
    </ul>
  );
}

function useOpenScans(): readonly OpenScan[] {
  const [open, setOpen] = useState<readonly OpenScan[]>([]);
  const path = usePathname();
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const stop = new AbortController();
    const ask = async () => {
      const answer = document.hidden ? null : await readOpenScans(stop.signal);
      if (stop.signal.aborted) return;
      if (answer !== null) setOpen(answer);
      timer = setTimeout(() => void ask(), answer !== null && answer.length > 0 ? BUSY_MS : IDLE_MS);
    };
    void ask();
    return () => {
      stop.abort();
      clearTimeout(timer);
    };
    // Asked again on every new page, since that is when a scan has often just been started.
  }, [path]);
  return open;
}

async function readOpenScans(signal: AbortSignal): Promise<readonly OpenScan[] | null> {
  try {
    const answer = await fetch('/api/scans', { signal });
    if (!answer.ok) return null;
    const body = (await answer.json()) as { open: readonly OpenScan[] };
    return body.open;
  } catch {
    // The server is gone or the page is left: the next round asks again.
    return null;
  }
}
