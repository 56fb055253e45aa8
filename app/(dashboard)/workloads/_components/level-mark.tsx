import { useTranslations } from 'next-intl';
import type { SecurityLevel } from '#lib/views/workload-rows.ts';

const LOOKS: Readonly<Record<SecurityLevel, { ink: string; filled: number }>> = {
  privileged: { ink: 'text-high', filled: 1 },
  baseline: { ink: 'text-ink-2', filled: 2 },
  restricted: { ink: 'text-pass', filled: 3 },
};

const STEPS = [1, 2, 3];

/** A level by colour, by how many of three steps it takes, and by word. */
export function LevelMark({ level, quiet = false }: { level: SecurityLevel; quiet?: boolean }) {
  const t = useTranslations('podSecurity');
  const { ink, filled } = LOOKS[level];
  return (
    <span
      className={`inline-flex items-center gap-1.5 font-medium whitespace-nowrap ${quiet ? 'text-ink-3' : ink}`}
    >
      <svg width="12" height="12" viewBox="0 0 12 12" aria-hidden className="shrink-0">
        {STEPS.map((step) => (
          <rect
            key={step}
            x={(step - 1) * 4.25}
            y={9 - step * 3}
            width="3.5"
            height={3 + step * 3}
            rx="0.8"
            fill={step <= filled ? 'currentColor' : 'none'}
            stroke="currentColor"
            strokeWidth="0.8"
          />
        ))}
      </svg>
      {t(`levels.${level}`)}
    </span>
  );
}
