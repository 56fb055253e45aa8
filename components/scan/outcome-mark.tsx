import { Ban, Bug, CircleCheck, CircleDashed, CircleX, type LucideIcon } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { Outcome } from '#lib/model/control.ts';

const LOOKS: Record<Outcome, { Icon: LucideIcon; ink: string }> = {
  pass: { Icon: CircleCheck, ink: 'text-pass' },
  fail: { Icon: CircleX, ink: 'text-high' },
  'not-applicable': { Icon: Ban, ink: 'text-ink-3' },
  'not-assessed': { Icon: CircleDashed, ink: 'text-unknown' },
  error: { Icon: Bug, ink: 'text-critical' },
};

/** What came of a check by icon and word. */
export function OutcomeMark({ outcome }: { outcome: Outcome }) {
  const t = useTranslations('outcome');
  const { Icon, ink } = LOOKS[outcome];
  return (
    <span className={`inline-flex items-center gap-1.5 font-medium whitespace-nowrap ${ink}`}>
      <Icon size={14} strokeWidth={2} aria-hidden />
      {/* Its line of writing is the mark's, so that words beside it stand on the same. */}
      <span className="self-baseline">{t(outcome)}</span>
    </span>
  );
}
