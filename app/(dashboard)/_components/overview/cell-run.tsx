import { useTranslations } from 'next-intl';
import type { CellRun, CellState } from '#lib/views/overview-tiles.ts';

const LOOKS: Readonly<Record<CellState, string>> = {
  critical: 'bg-critical',
  high: 'bg-high',
  medium: 'border border-medium bg-medium-soft',
  low: 'border border-low/60 bg-low-soft',
  info: 'border border-pass/45 bg-pass-soft',
  fine: 'border border-pass/45 bg-pass-soft',
  unseen: 'not-assessed',
};

/** Squares enough to see a proportion; the words beside them say the numbers. */
const MOST = 48;
/** So few can be large. */
const FEW = 12;

/** One square for each thing, the worst first; the tile's words are its text. */
export function CellPicture({ runs }: { runs: readonly CellRun[] }) {
  const t = useTranslations('overview');
  const total = runs.reduce((sum, { count }) => sum + count, 0);
  const cells = shorten(runs, total);
  const hidden = total - cells.length;
  return (
    <div aria-hidden className="flex flex-wrap items-center gap-1">
      {cells.map((state, index) => (
        <span
          key={index}
          className={`${total <= FEW ? 'size-5 rounded-s' : 'size-3.5 rounded-[3px]'} ${LOOKS[state]}`}
        />
      ))}
      {hidden > 0 ? (
        <span className="num pl-1 text-xs text-ink-3">{t('cellMore', { count: hidden })}</span>
      ) : null}
    </div>
  );
}

/** Keeps the mixture where there are more things than squares, at least one square of each state. */
function shorten(runs: readonly CellRun[], total: number): CellState[] {
  const scale = total > MOST ? MOST / total : 1;
  return runs.flatMap(({ state, count }) =>
    Array.from({ length: Math.min(count, Math.max(1, Math.floor(count * scale))) }, () => state),
  );
}
