'use client';

import { useTranslations } from 'next-intl';
import { useActionState, useId } from 'react';
import { saveNetworks } from '#app/(dashboard)/settings/clusters/actions.ts';
import { Button } from '#components/ui/button.tsx';

/** Changes the networks a cluster's probes may go to. */
export function NetworksForm({ clusterId, allow }: { clusterId: string; allow: readonly string[] | null }) {
  const t = useTranslations('clusters');
  const id = useId();
  const [state, save, pending] = useActionState(saveNetworks, { kind: 'untouched' });
  return (
    <form action={save} className="grid max-w-md gap-2 pt-2">
      <input type="hidden" name="cluster" value={clusterId} />
      <label htmlFor={id} className="text-sm text-ink-2">
        {t('probesLabel')}
      </label>
      <textarea
        id={id}
        name="networks"
        rows={3}
        spellCheck={false}
        defaultValue={(allow ?? []).join('\n')}
        aria-invalid={state.kind === 'bad'}
        className="rounded-s border border-line-strong bg-panel px-2.5 py-1.5 font-mono text-xs aria-[invalid=true]:border-critical"
      />
      <div className="flex flex-wrap items-center gap-3">
        <Button type="submit" disabled={pending}>
          {t('probesSave')}
        </Button>
        <output className="text-sm">
          {state.kind === 'saved' ? t('saved') : null}
          {state.kind === 'bad' ? (
            <span className="text-critical">{t('probesBad', { lines: state.lines.join(', ') })}</span>
          ) : null}
        </output>
      </div>
    </form>
  );
}
