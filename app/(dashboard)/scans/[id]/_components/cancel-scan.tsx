'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { deleteScan } from '#app/(dashboard)/_components/delete-scan.ts';
import { Button } from '#components/ui/button.tsx';

/** Asks the scan to end. */
export function CancelScan({ scanId, asked }: { scanId: string; asked: boolean }) {
  const t = useTranslations('scan');
  const [state, setState] = useState<{ asked: boolean; failed: string | null }>({ asked, failed: null });
  const cancel = async () => {
    setState({ asked: true, failed: null });
    const failed = await deleteScan(scanId);
    if (failed !== null) setState({ asked: false, failed });
  };
  return (
    <span className="flex flex-wrap items-center gap-3">
      <output className="text-sm text-critical">
        {state.failed === null ? null : t('cancelFailed', { why: state.failed })}
      </output>
      <Button look="danger" disabled={state.asked} onClick={() => void cancel()}>
        {t(state.asked ? 'cancelling' : 'cancel')}
      </Button>
    </span>
  );
}
