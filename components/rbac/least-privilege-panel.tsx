import { CircleCheck, CircleHelp } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { CodeBlock } from '#components/ui/code-block.tsx';
import { Notice } from '#components/ui/notice.tsx';
import { Panel } from '#components/ui/panel.tsx';
import type { LeastUntold, LeastView } from '#lib/views/least-roles.ts';
import { RuleLines } from './rule-lines.tsx';

/** A manifest with what is held and no more than that, to copy, and what the engine proves it to take away. */
export function LeastPrivilegePanel({ least }: { least: LeastView | LeastUntold }) {
  const t = useTranslations('rbacLeast');
  if (typeof least === 'string') {
    return (
      <Panel title={t('title')}>
        <Notice look="unknown" icon={<CircleHelp size={16} />}>
          {t(`untold.${least}`)}
        </Notice>
      </Panel>
    );
  }
  const { yaml, taken } = least;
  return (
    <Panel title={t('title')}>
      <p className="max-w-prose text-sm text-ink-2">{t('what')}</p>
      <div className="mt-3 grid gap-4">
        {yaml === null ? (
          <p>{t('nothingLeft')}</p>
        ) : (
          <details>
            <summary className="py-1 text-sm font-medium hover:text-ink">{t('manifest')}</summary>
            <div className="mt-1">
              <CodeBlock title={t('file')} code={yaml} copy={t('copy')} copied={t('copied')} />
            </div>
          </details>
        )}
        {taken.length === 0 ? (
          <p className="flex gap-2 text-sm text-ink-2">
            <CircleCheck size={16} aria-hidden className="mt-0.5 shrink-0 text-pass" />
            {t('takesNothing')}
          </p>
        ) : (
          <div className="grid gap-3">
            <h3 className="text-sm font-semibold">{t('takes')}</h3>
            {taken.map(({ reason, namespace, lines }) => (
              <div key={`${reason} ${namespace ?? ''}`}>
                <p className="mb-1 text-sm text-ink-2">
                  {t(`reasons.${reason}`)} ·{' '}
                  {namespace === null ? t('everywhere') : t('inNamespace', { namespace })}
                </p>
                <RuleLines lines={lines} />
              </div>
            ))}
          </div>
        )}
      </div>
    </Panel>
  );
}
