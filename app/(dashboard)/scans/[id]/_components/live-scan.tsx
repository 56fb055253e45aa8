'use client';

import { useTranslations } from 'next-intl';
import { useRouter } from 'next/navigation';
import { useEffect, useState } from 'react';
import { Notice } from '#components/ui/notice.tsx';
import { Panel } from '#components/ui/panel.tsx';
import type { ScanEvent } from '#lib/model/scan.ts';
import { CancelScan } from './cancel-scan.tsx';
import { CountGrid } from './count-grid.tsx';
import { PhaseSteps } from './phase-steps.tsx';
import { ScanLog } from './scan-log.tsx';
import { advance, type ScanProgress } from './scan-progress.ts';

const EVENT_TYPES = ['phase', 'count', 'gap', 'log', 'done'] as const;

/** A scan while it is queued or running: phases, counts, gaps and log as they come. */
export function LiveScan({
  scanId,
  initial,
  cancelAsked,
}: {
  scanId: string;
  initial: ScanProgress;
  cancelAsked: boolean;
}) {
  const t = useTranslations('scan');
  const { progress, connected } = useScanEvents(scanId, initial);
  return (
    <div className="grid gap-5">
      {connected ? null : (
        <Notice look="unknown" live>
          {t('reconnecting')}
        </Notice>
      )}
      <Panel title={t('phases')} aside={<CancelScan scanId={scanId} asked={cancelAsked} />}>
        <PhaseSteps progress={progress} />
      </Panel>
      <Panel title={t('counts')}>
        <CountGrid progress={progress} />
      </Panel>
      <ScanLog progress={progress} />
    </div>
  );
}

function useScanEvents(scanId: string, initial: ScanProgress) {
  const router = useRouter();
  const [progress, setProgress] = useState(initial);
  const [connected, setConnected] = useState(true);
  useEffect(() => {
    const source = new EventSource(`/api/scans/${scanId}/events?after=${initial.seq}`);
    const take = (message: MessageEvent<string>) => {
      const event = JSON.parse(message.data) as ScanEvent;
      setProgress((before) => advance(before, Number(message.lastEventId), event));
      if (event.type !== 'done') return;
      source.close();
      // The server now has the results to show in this page's place.
      router.refresh();
    };
    for (const type of EVENT_TYPES) source.addEventListener(type, take);
    source.addEventListener('open', () => setConnected(true));
    source.addEventListener('error', () => setConnected(false));
    return () => source.close();
    // Later renders of the page bring a newer `initial`, which this stream has already told.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [scanId, router]);
  return { progress, connected };
}
