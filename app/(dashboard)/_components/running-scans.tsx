'use client';

import { LoaderCircle } from 'lucide-react';
import { useFormatter, useTranslations } from 'next-intl';
import Link from 'next/link';
import { useState } from 'react';
import { PHASES } from '#lib/model/scan.ts';
import { percentOf, type OpenScan } from './open-scan.ts';
import { useScans } from './scan-follower.tsx';
import { useScope } from './scope-provider.tsx';

/** The scan that is queued or running, on every page: its phase, how far that is, and the way to end it. */
export function RunningScans({ className = '' }: { className?: string }) {
  const t = useTranslations('frame');
  const { open } = useScans();
  const { scope } = useScope();
  // Of several the one of the cluster that is looked at.
  const shown = open.find(({ clusterId }) => clusterId === scope.cluster?.id) ?? open[0];
  if (shown === undefined) return null;
  return (
    <div className={`@container flex min-w-0 items-center gap-3 ${className}`}>
      <Pill key={shown.id} scan={shown} />
      {open.length > 1 ? (
        <Link href="/scans" className="link shrink-0 text-sm text-ink-2 hidden @min-[440px]:block">
          {t('moreRunning', { count: open.length - 1 })}
        </Link>
      ) : null}
    </div>
  );
}

function Pill({ scan }: { scan: OpenScan }) {
  const t = useTranslations('frame');
  const phases = useTranslations('phase');
  const { cancel } = useScans();
  const [isAsked, setIsAsked] = useState(false);
  const isEnding = isAsked || scan.cancelAsked;
  const ask = async () => {
    setIsAsked(true);
    const isTaken = await cancel(scan.id);
    // Until the scan says so itself.
    setIsAsked(isTaken);
  };
  return (
    <div className="flex min-w-0 items-center gap-2.5 rounded-full bg-accent-soft py-1 pr-1.5 pl-3 text-sm max-sm:flex-1">
      <LoaderCircle size={14} aria-hidden className="shrink-0 animate-spin text-accent" />
      <Link href={`/scans/${scan.id}`} className="flex min-w-0 items-center gap-2.5 hover:underline">
        <span className="truncate font-medium">
          {t(scan.status === 'running' ? 'running' : 'waiting', { cluster: scan.cluster })}
        </span>
        {scan.phase === null ? null : (
          <span className="shrink-0 text-ink-2">
            <span className="@min-[440px]:hidden">{phases(scan.phase)}</span>
            <span className="hidden @min-[440px]:inline">
              {t('stage', {
                phase: phases(scan.phase),
                step: PHASES.indexOf(scan.phase) + 1,
                steps: PHASES.length,
              })}
            </span>
          </span>
        )}
      </Link>
      <Steps scan={scan} />
      <button
        type="button"
        disabled={isEnding}
        aria-label={isEnding ? undefined : t('cancelNamed', { cluster: scan.cluster })}
        onClick={() => void ask()}
        className="shrink-0 rounded-full px-2 text-ink-2 hover:bg-panel hover:text-ink disabled:cursor-not-allowed"
      >
        {t(isEnding ? 'cancelling' : 'cancel')}
      </button>
    </div>
  );
}

/** One stroke for each phase, that of the present one as full as the scan says it is, with the figure. */
function Steps({ scan: { phase, progress } }: { scan: OpenScan }) {
  const format = useFormatter();
  const percent = progress === null ? null : percentOf(progress);
  const now = phase === null ? -1 : PHASES.indexOf(phase);
  return (
    <>
      <span aria-hidden className="hidden shrink-0 gap-0.5 @min-[520px]:flex">
        {PHASES.map((name, index) => (
          <span key={name} className="h-1 w-3 overflow-hidden rounded-full bg-accent/25">
            <span
              className="block h-full bg-accent"
              style={{ width: index < now ? '100%' : `${index === now ? (percent ?? 0) : 0}%` }}
            />
          </span>
        ))}
      </span>
      {percent === null ? null : (
        <b className="num w-9 shrink-0 text-right font-semibold">
          {format.number(percent / 100, { style: 'percent' })}
        </b>
      )}
    </>
  );
}
