import { useLocale, useTranslations } from 'next-intl';
import { Panel } from '#components/ui/panel.tsx';
import type { ScanProgress } from './scan-progress.ts';

/** What the scan noted on its way, and what it could not see. */
export function ScanLog({ progress }: { progress: ScanProgress }) {
  const t = useTranslations('scan');
  const locale = useLocale();
  return (
    <div className="grid gap-5 lg:grid-cols-2">
      <Panel title={t('gaps')}>
        {progress.gaps.length === 0 ? (
          <p className="text-ink-2">{t('gapsNone')}</p>
        ) : (
          <ul className="grid max-h-72 gap-1 overflow-y-auto text-sm">
            {progress.gaps.map((message, index) => (
              <li key={index}>{message[locale]}</li>
            ))}
          </ul>
        )}
      </Panel>
      <Panel title={t('log')}>
        {progress.log.length === 0 ? (
          <p className="text-ink-2">{t('logNone')}</p>
        ) : (
          <ol className="grid max-h-72 gap-1 overflow-y-auto text-sm">
            {progress.log.map(({ seq, message }) => (
              <li key={seq}>{message[locale]}</li>
            ))}
          </ol>
        )}
      </Panel>
    </div>
  );
}
