'use client';

import { useQueryStates } from 'nuqs';
import { compareParams } from '#app/(dashboard)/compare/compare-params.ts';
import { SelectField } from '#components/ui/select-field.tsx';

/** Something to choose from a list. */
export interface Choice {
  readonly value: string;
  readonly label: string;
}

/** Chooses the cluster and its two scans. */
export function PairFields({
  labels,
  clusters,
  scans,
  chosen,
}: {
  labels: { readonly cluster: string; readonly a: string; readonly b: string };
  clusters: readonly Choice[];
  scans: readonly Choice[];
  chosen: { readonly cluster: string; readonly a: string; readonly b: string };
}) {
  const [, setParams] = useQueryStates(compareParams, { shallow: false, history: 'push' });
  const afresh = { show: null, page: null };
  return (
    <div className="flex w-full flex-wrap items-end gap-2 sm:w-auto">
      <SelectField
        label={labels.cluster}
        value={chosen.cluster}
        onChange={(event) => {
          void setParams({ ...afresh, cluster: event.target.value, a: null, b: null });
        }}
        className="w-full sm:w-44"
      >
        {clusters.map(({ value, label }) => (
          <option key={value} value={value}>
            {label}
          </option>
        ))}
      </SelectField>
      {(['a', 'b'] as const).map((side) => (
        <SelectField
          key={side}
          label={labels[side]}
          value={chosen[side]}
          onChange={(event) => {
            void setParams({ ...afresh, ...chosen, cluster: null, [side]: event.target.value });
          }}
          className="flex-1 sm:w-56 sm:flex-none"
        >
          {scans.map(({ value, label }) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
        </SelectField>
      ))}
    </div>
  );
}
