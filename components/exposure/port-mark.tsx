import { useTranslations } from 'next-intl';
import type { PortSight, PortStanding } from '#lib/model/port-sight.ts';

const LOOKS: Record<PortStanding, string> = {
  'open-door': 'bg-critical text-panel',
  'should-not': 'border border-high/45 bg-high-soft text-high',
  unreached: 'not-assessed text-unknown',
  fine: 'bg-pass-soft text-pass',
  refused: 'text-ink-3',
  'not-asked': 'text-ink-3',
};

/** What was seen at a port, in a cell's size; the standing is said for those who do not see it. */
export function PortMark({ sight, silent = false }: { sight: PortSight; silent?: boolean }) {
  const t = useTranslations('exposure');
  return (
    <span
      className={`num inline-grid h-[26px] min-w-[42px] place-items-center rounded-s px-1 text-xs font-semibold ${LOOKS[sight.standing]}`}
    >
      <span aria-hidden>{useWord(sight)}</span>
      {silent ? null : <span className="sr-only">{t(`standings.${sight.standing}`)}</span>}
    </span>
  );
}

function useWord({ seen, status, standing }: PortSight): string {
  const t = useTranslations('exposure');
  if (standing === 'not-asked') return '–';
  return seen === 'status' && status !== null ? String(status) : t(`seen.${seen}`);
}
