import { ArrowRight, Ban, CircleDashed } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { Verdict } from '#lib/model/network-answer.ts';

const LOOKS = {
  allowed: { Icon: ArrowRight, look: 'border border-line-strong text-ink' },
  denied: { Icon: Ban, look: 'border border-line bg-sunken text-ink-2' },
  unknown: { Icon: CircleDashed, look: 'not-assessed text-unknown' },
} as const;

/** Whether a connection is let through: word, shape and colour. */
export function VerdictMark({ verdict }: { verdict: Verdict }) {
  const t = useTranslations('reach');
  const { Icon, look } = LOOKS[verdict];
  return (
    <span
      className={`inline-flex min-h-6 items-center gap-1.5 rounded-s px-2 text-sm font-medium whitespace-nowrap ${look}`}
    >
      <Icon size={13} aria-hidden />
      {t(`verdicts.${verdict}`)}
    </span>
  );
}
