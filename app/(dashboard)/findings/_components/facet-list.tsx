'use client';

import { useFormatter, useTranslations } from 'next-intl';
import { useQueryStates } from 'nuqs';
import { useTransition } from 'react';
import { FACET_PARAMS, findingsParams, type FacetParam } from '#app/(dashboard)/findings/findings-params.ts';
import type { LabelledFacets } from '#app/(dashboard)/findings/findings-view.ts';

const SHOWN = 8;

/** The facets: every value with how many findings it would show. */
export function FacetList({ facets }: { facets: LabelledFacets }) {
  const t = useTranslations('findings');
  const [pending, startTransition] = useTransition();
  const [params, setParams] = useQueryStates(findingsParams, {
    shallow: false,
    history: 'push',
    startTransition,
  });
  const titles = {
    severity: t('severity'),
    age: t('age'),
    area: t('area'),
    ns: t('namespace'),
    kind: t('kind'),
    node: t('node'),
    control: t('control'),
  };
  const toggle = (name: FacetParam, value: string) => {
    const chosen: readonly string[] = params[name];
    const next = chosen.includes(value) ? chosen.filter((other) => other !== value) : [...chosen, value];
    void setParams({ [name]: next.length === 0 ? null : next, cursor: null, open: null });
  };
  return (
    <div aria-busy={pending}>
      {FACET_PARAMS.map((name) => (
        <FacetGroup
          key={name}
          title={titles[name]}
          values={facets[name]}
          chosen={params[name]}
          onToggle={(value) => toggle(name, value)}
        />
      ))}
    </div>
  );
}

type FacetValue = LabelledFacets[FacetParam][number];

function FacetGroup({
  title,
  values,
  chosen,
  onToggle,
}: {
  title: string;
  values: readonly FacetValue[];
  chosen: readonly string[];
  onToggle: (value: string) => void;
}) {
  const t = useTranslations('findings');
  if (values.length === 0) return null;
  const isFirst = (value: FacetValue, index: number) => index < SHOWN || chosen.includes(value.value);
  const first = values.filter(isFirst);
  const others = values.filter((value, index) => !isFirst(value, index));
  const line = (value: FacetValue) => (
    <FacetLine key={value.value} value={value} checked={chosen.includes(value.value)} onToggle={onToggle} />
  );
  return (
    <fieldset className="mb-3 border-b border-line pb-3 last:border-b-0">
      <legend className="mb-1 text-sm font-semibold">{title}</legend>
      {first.map(line)}
      {others.length === 0 ? null : (
        <details>
          <summary className="py-1 text-sm text-ink-2 hover:text-ink">
            {t('facetMore', { count: others.length })}
          </summary>
          {others.map(line)}
        </details>
      )}
    </fieldset>
  );
}

function FacetLine({
  value: { value, count, label },
  checked,
  onToggle,
}: {
  value: FacetValue;
  checked: boolean;
  onToggle: (value: string) => void;
}) {
  const format = useFormatter();
  return (
    <label className="flex items-start gap-2 py-1 text-sm text-ink-2 hover:text-ink has-checked:text-ink">
      <input
        type="checkbox"
        checked={checked}
        onChange={() => onToggle(value)}
        className="mt-[calc((var(--leading-sm)-14px)/2)] size-3.5 shrink-0 accent-accent"
      />
      <span className="min-w-0 flex-1 break-words">{label}</span>
      <span className="num text-ink-3">{format.number(count)}</span>
    </label>
  );
}
