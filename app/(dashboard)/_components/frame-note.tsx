'use client';

import { CircleAlert, CircleCheck, X } from 'lucide-react';
import { useTranslations } from 'next-intl';
import Link from 'next/link';
import { hasResult } from '#lib/model/scan.ts';
import { useScans, type ScanNote } from './scan-follower.tsx';

/** What became of a scan, said quietly in a corner until it is put away. */
export function FrameNote() {
  const t = useTranslations('frame');
  const { note, dismiss } = useScans();
  return (
    <output className="pointer-events-none fixed inset-x-4 bottom-20 z-30 flex justify-end md:bottom-6">
      {note === null ? null : (
        <span className="pointer-events-auto flex w-full max-w-md items-start gap-2.5 rounded-m border border-line bg-panel py-2.5 pr-2 pl-3.5 shadow-panel sm:w-auto">
          {isGood(note) ? (
            <CircleCheck size={16} aria-hidden className="mt-0.5 shrink-0 text-pass" />
          ) : (
            <CircleAlert size={16} aria-hidden className="mt-0.5 shrink-0 text-high" />
          )}
          <span className="min-w-0 flex-1">
            <Words note={note} />
          </span>
          <button
            type="button"
            onClick={dismiss}
            aria-label={t('dismiss')}
            className="inline-grid size-6 shrink-0 place-items-center rounded-s text-ink-2 hover:bg-sunken hover:text-ink"
          >
            <X size={14} aria-hidden />
          </button>
        </span>
      )}
    </output>
  );
}

function isGood(note: ScanNote): boolean {
  return note.kind === 'over' && hasResult(note.status);
}

function Words({ note }: { note: ScanNote }) {
  const t = useTranslations('frame');
  switch (note.kind) {
    case 'startFailed':
      return t('startFailed', { why: note.why });
    case 'cancelFailed':
      return t('cancelFailed', { why: note.why });
    case 'running':
      return (
        <>
          {t('alreadyRunning', { cluster: note.cluster })}{' '}
          <ScanLink id={note.id}>{t('openRunning')}</ScanLink>
        </>
      );
    case 'over':
      return (
        <>
          {t(`ended.${note.status}`, { cluster: note.cluster })}{' '}
          <ScanLink id={note.id}>{t(isGood(note) ? 'seeResults' : 'seeWhy')}</ScanLink>
        </>
      );
  }
}

function ScanLink({ id, children }: { id: string; children: string }) {
  return (
    <Link href={`/scans/${id}`} className="link font-medium whitespace-nowrap">
      {children}
    </Link>
  );
}
