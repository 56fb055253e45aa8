import { useFormatter, useTranslations } from 'next-intl';
import type { ProbeView } from '#lib/views/exposure-cell.ts';

/** Each question asked and what came back, word for word. */
export function ProbeAnswers({ probes }: { probes: readonly ProbeView[] }) {
  const t = useTranslations('exposure');
  const format = useFormatter();
  const asked = probes.filter(({ answers }) => answers.length > 0);
  if (asked.length === 0) return null;
  return (
    <section className="grid gap-2">
      <h3 className="text-sm font-semibold text-ink-2">{t('answers')}</h3>
      {asked.map((probe) => (
        <div key={probe.target} className="overflow-hidden rounded-s border border-line">
          <ul>
            {probe.answers.map(({ question, status, excerpt, error }) => (
              <li key={question} className="border-b border-line px-3 py-1.5 last:border-b-0">
                <p className="flex items-baseline justify-between gap-3 font-mono text-xs leading-[18px]">
                  <span className="min-w-0 break-all">{question}</span>
                  <span className="num shrink-0 font-semibold">{status ?? t('noAnswer')}</span>
                </p>
                {(excerpt ?? error) === null ? null : (
                  <p className="max-h-24 overflow-y-auto font-mono text-xs leading-[18px] break-all whitespace-pre-wrap text-ink-2">
                    {excerpt ?? error}
                  </p>
                )}
              </li>
            ))}
          </ul>
          <p className="num border-t border-line bg-sunken px-3 py-1 text-xs text-ink-2">
            {t('tookMs', { time: format.number(Math.round(probe.durationMs)) })}
            {probe.tls === null ? null : <span className="ml-3 break-all">{probe.tls.cipher}</span>}
          </p>
        </div>
      ))}
    </section>
  );
}
