import { useTranslations } from 'next-intl';
import { Notice } from '#components/ui/notice.tsx';
import { Panel } from '#components/ui/panel.tsx';
import type { ScanStatus } from '#lib/model/scan.ts';
import { CountGrid } from './count-grid.tsx';
import { ScanLog } from './scan-log.tsx';
import type { ScanProgress } from './scan-progress.ts';

/** A scan that ended without results: why, and all it told until then. */
export function UnfinishedScan({
  status,
  message,
  progress,
}: {
  status: ScanStatus;
  message: string | null;
  progress: ScanProgress;
}) {
  const t = useTranslations('scan');
  const meanings = useTranslations('statusMeaning');
  return (
    <div className="grid gap-5">
      <Notice look={status === 'failed' ? 'bad' : 'unknown'}>
        {message === null ? null : <p className="font-medium">{message}</p>}
        <p>{meanings(status)}</p>
      </Notice>
      <Panel title={t('counts')}>
        <CountGrid progress={progress} />
      </Panel>
      <ScanLog progress={progress} />
    </div>
  );
}
