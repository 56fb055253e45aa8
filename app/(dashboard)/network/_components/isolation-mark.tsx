import { useTranslations } from 'next-intl';
import type { IsolationCell, IsolationState } from '#lib/views/network-isolation.ts';

const LOOKS: Readonly<Record<IsolationState, string>> = {
  open: 'border-high/50 bg-high-soft text-high',
  partly: 'border-medium/50 bg-medium-soft text-medium',
  reopened: 'border-high/50 bg-high-soft text-high',
  covered: 'border-pass/40 bg-panel text-pass',
  closed: 'border-pass/40 bg-pass-soft text-pass',
};

/** One direction of a namespace by colour and words; drawn as unknown where nothing is known to enforce it. */
export function IsolationMark({
  cell,
  workloads,
  isEnforced,
}: {
  cell: IsolationCell;
  workloads: number;
  isEnforced: boolean;
}) {
  const t = useTranslations('network');
  const look = isEnforced ? `border ${LOOKS[cell.state]}` : 'not-assessed text-unknown';
  return (
    <span className="flex min-w-32 flex-wrap items-center gap-x-2.5">
      <span
        className={`inline-flex min-h-6 items-center rounded-s px-2 text-sm font-medium whitespace-nowrap ${look}`}
      >
        {t(`states.${cell.state}`)}
      </span>
      <span className="num text-sm text-ink-3">
        {cell.state === 'reopened'
          ? t('reopenedBy', { policy: cell.reopenedBy ?? '' })
          : t('openOf', { open: cell.open, workloads })}
      </span>
    </span>
  );
}
