'use client';

import { ChevronDown, Play } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { ActionMenu } from '#components/ui/action-menu.tsx';
import { PROFILES } from '#lib/model/scan.ts';
import { useScans } from './scan-follower.tsx';
import { useScope } from './scope-provider.tsx';

const LOOK =
  'inline-flex min-h-8 items-center justify-center gap-2 font-medium whitespace-nowrap transition-colors duration-150 disabled:cursor-not-allowed disabled:opacity-60';
const PRIMARY = 'bg-accent text-accent-ink hover:bg-accent/90';
const GHOST = 'border border-line-strong text-ink hover:bg-sunken';

/** Scans the chosen cluster at once; the small part beside it with another profile. */
export function RunScan() {
  const t = useTranslations('frame');
  const words = useTranslations();
  const { scope, isPending, path } = useScope();
  const { start, isStarting } = useScans();
  const { cluster } = scope;
  if (cluster?.canScan !== true) return null;
  const isOff = isPending || isStarting;
  // The page of a cluster's first run has this action for its own.
  const look = `${LOOK} ${path === '/' && scope.latest === null ? GHOST : PRIMARY}`;
  return (
    <div className="flex shrink-0 gap-px">
      <button
        type="button"
        disabled={isOff}
        onClick={() => void start(cluster, 'standard')}
        className={`${look} size-9 rounded-s sm:h-auto sm:w-auto sm:rounded-r-none sm:px-3.5`}
      >
        <Play size={14} aria-hidden className="sm:hidden" />
        <span className="max-sm:sr-only">{t('runScan')}</span>
      </button>
      <ActionMenu
        label={t('runOther')}
        isOff={isOff}
        trigger={<ChevronDown size={14} aria-hidden />}
        className={`${look} rounded-r-s px-2 max-sm:hidden`}
        actions={PROFILES.map((value) => ({
          value,
          label: words(`profile.${value}`),
          detail: words(`profileMeaning.${value}`),
        }))}
        onChoose={(profile) => void start(cluster, profile)}
      />
    </div>
  );
}
