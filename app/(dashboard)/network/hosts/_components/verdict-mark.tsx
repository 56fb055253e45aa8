import { Check, CircleHelp, KeyRound, X, type LucideIcon } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { HostVerdict } from '#lib/model/host-firewall.ts';

/** Each verdict has a shape and a word of its own, beside its colour. */
const LOOKS: Record<HostVerdict, { readonly Icon: LucideIcon; readonly look: string }> = {
  allowed: { Icon: Check, look: 'rounded-s bg-sunken text-ink' },
  failsafe: { Icon: KeyRound, look: 'rounded-full border-2 border-dashed border-high text-high' },
  unknown: { Icon: CircleHelp, look: 'rounded-s not-assessed text-unknown' },
  denied: { Icon: X, look: 'rounded-s bg-pass-soft text-pass' },
};

/** What becomes of a packet, as a mark with its word. */
export function VerdictMark({ verdict, isMixed = false }: { verdict: HostVerdict; isMixed?: boolean }) {
  const t = useTranslations('hosts');
  const { Icon, look } = LOOKS[verdict];
  return (
    <span
      className={`inline-flex h-[26px] items-center justify-self-start gap-1 px-2 text-xs font-semibold whitespace-nowrap ${look}`}
    >
      <Icon size={13} aria-hidden />
      {t(`verdicts.${verdict}`)}
      {isMixed ? <span aria-hidden>*</span> : null}
      {isMixed ? <span className="sr-only">{t('mixed')}</span> : null}
    </span>
  );
}
