'use client';

import { Check, ChevronDown, Play } from 'lucide-react';
import { useTranslations } from 'next-intl';
import Link from 'next/link';
import type { ReactNode } from 'react';
import { BottomSheet } from '#components/ui/bottom-sheet.tsx';
import { PROFILES } from '#lib/model/scan.ts';
import { ClusterName } from './cluster-name.tsx';
import { useScans } from './scan-follower.tsx';
import { ScanTime } from './scan-time.tsx';
import { clusterEntries, LATEST, scanEntries } from './scope-entries.ts';
import { scopedHref } from './scope-links.ts';
import { useScope } from './scope-provider.tsx';

/** More than these are on the page of scans. */
const SCANS_SHOWN = 8;

/** On a narrow screen: cluster and scan as one button, and what can be chosen of both in a sheet. */
export function ScopeSheet({ className }: { className: string }) {
  const t = useTranslations('frame');
  const { scope, isPending } = useScope();
  const { cluster, latest, fixed } = scope;
  const shown = fixed ?? latest;
  if (cluster === null) return null;
  return (
    <BottomSheet
      label={t('scopeSheet')}
      close={t('close')}
      className={`flex min-h-9 min-w-0 items-center gap-2 rounded-s border bg-panel py-0.5 pr-2 pl-2.5 text-left ${fixed === null ? 'border-line' : 'border-accent'} ${isPending ? 'opacity-60' : ''} ${className}`}
      trigger={
        <>
          <span className="min-w-0 flex-1 leading-4">
            <span className="flex min-w-0 items-center gap-1.5">
              <ClusterName cluster={cluster} />
            </span>
            <span className="block truncate text-xs text-ink-2">
              {shown === null ? t('never') : <ScanTime at={shown.at} isLatest={fixed === null} isShort />}
            </span>
          </span>
          <ChevronDown size={13} aria-hidden className="shrink-0 text-ink-3" />
        </>
      }
    >
      {(close) => <Choices close={close} />}
    </BottomSheet>
  );
}

function Choices({ close }: { close: () => void }) {
  const t = useTranslations('frame');
  const words = useTranslations();
  const { scope, path, query, chosen } = useScope();
  const { start, isStarting } = useScans();
  const { cluster, fixed } = scope;
  const scans = scanEntries(scope, path, query).slice(0, SCANS_SHOWN);
  return (
    <>
      <Part title={t('groups.cluster')}>
        {clusterEntries(scope, path, query).map((entry) => (
          <Choice key={entry.id} href={entry.href} isPicked={entry.id === cluster?.id} close={close}>
            <ClusterName cluster={entry} />
          </Choice>
        ))}
      </Part>
      {scans.length === 0 ? null : (
        <Part title={t('scan')}>
          {scans.map(({ key, href, at, isLatest }) => (
            <Choice key={key} href={href} isPicked={key === (fixed?.id ?? LATEST)} close={close}>
              <ScanTime at={at} isLatest={isLatest} />
            </Choice>
          ))}
          <Choice href={scopedHref('/scans', chosen)} isPicked={false} close={close}>
            <span className="text-sm text-ink-2">{t('allScans')}</span>
          </Choice>
        </Part>
      )}
      {cluster?.canScan !== true ? null : (
        <Part title={t('runScan')}>
          {PROFILES.map((profile) => (
            <li key={profile}>
              <button
                type="button"
                disabled={isStarting}
                onClick={() => {
                  close();
                  void start(cluster, profile);
                }}
                className="flex min-h-11 w-full items-start gap-2 py-1.5 pl-1 text-left"
              >
                <Play size={14} aria-hidden className="mt-1 shrink-0 text-accent" />
                <span>
                  <span className="block font-medium">{words(`profile.${profile}`)}</span>
                  <span className="block text-sm text-ink-2">{words(`profileMeaning.${profile}`)}</span>
                </span>
              </button>
            </li>
          ))}
        </Part>
      )}
    </>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="border-t border-line pt-2 pb-1 first:border-t-0">
      <p className="text-xs text-ink-3">{title}</p>
      <ul aria-label={title}>{children}</ul>
    </section>
  );
}

function Choice({
  href,
  isPicked,
  close,
  children,
}: {
  href: string;
  isPicked: boolean;
  close: () => void;
  children: ReactNode;
}) {
  return (
    <li>
      <Link
        href={href}
        onClick={close}
        aria-current={isPicked ? 'true' : undefined}
        className="flex min-h-10 items-center gap-2 pl-1"
      >
        {children}
        {isPicked ? <Check size={15} aria-hidden className="ml-auto shrink-0 text-accent" /> : null}
      </Link>
    </li>
  );
}
