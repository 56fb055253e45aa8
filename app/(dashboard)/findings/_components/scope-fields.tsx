'use client';

import { useTranslations } from 'next-intl';
import { useQueryStates } from 'nuqs';
import { findingsParams } from '#app/(dashboard)/findings/findings-params.ts';
import { SelectField } from '#components/ui/select-field.tsx';

/** Something to choose from a list. */
export interface Choice {
  readonly value: string;
  readonly label: string;
}

/** Chooses cluster and scan; the first entry of the scans is the latest, whichever that is. */
export function ScopeFields({
  clusters,
  cluster,
  scans,
  scan,
}: {
  clusters: readonly Choice[];
  cluster: string;
  scans: readonly Choice[];
  /** Null for the latest. */
  scan: string | null;
}) {
  const t = useTranslations('findings');
  const [, setParams] = useQueryStates(findingsParams, { shallow: false, history: 'push' });
  const afresh = { cursor: null, open: null };
  return (
    <div className="flex w-full flex-wrap gap-2 sm:w-auto">
      <SelectField
        label={t('cluster')}
        hideLabel
        value={cluster}
        onChange={(event) => void setParams({ ...afresh, cluster: event.target.value, scan: null })}
        className="flex-1 sm:w-44"
      >
        {clusters.map(({ value, label }) => (
          <option key={value} value={value}>
            {label}
          </option>
        ))}
      </SelectField>
      <SelectField
        label={t('scan')}
        hideLabel
        value={scan ?? ''}
        onChange={(event) => {
          const chosen = event.target.value;
          void setParams(
            chosen === '' ? { ...afresh, cluster, scan: null } : { ...afresh, cluster: null, scan: chosen },
          );
        }}
        className="flex-1 sm:w-56"
      >
        {scans.map(({ value, label }) => (
          <option key={value} value={value}>
            {label}
          </option>
        ))}
      </SelectField>
    </div>
  );
}
