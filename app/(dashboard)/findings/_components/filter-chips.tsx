import { X } from 'lucide-react';
import { useTranslations } from 'next-intl';
import Link from 'next/link';
import {
  FACET_PARAMS,
  NO_FILTER,
  findingsHref,
  type FindingsParams,
} from '#app/(dashboard)/findings/findings-params.ts';
import type { LabelledFacets } from '#app/(dashboard)/findings/findings-view.ts';
import { parseRefKey } from '#lib/model/resource-ref.ts';

/** Each filter in force as a link that takes it away. */
export function FilterChips({ params, facets }: { params: FindingsParams; facets: LabelledFacets }) {
  const t = useTranslations('findings');
  const afresh = { cursor: null, open: null };
  const chips = FACET_PARAMS.flatMap((name) =>
    params[name].map((value) => ({
      key: `${name}:${value}`,
      label: facets[name].find((option) => option.value === value)?.label ?? value,
      href: findingsHref({
        ...params,
        ...afresh,
        [name]: (params[name] as readonly string[]).filter((other) => other !== value),
      }),
    })),
  );
  for (const key of params.resource) {
    const { kind, namespace, name } = parseRefKey(key);
    chips.push({
      key: `resource:${key}`,
      label: `${kind} ${namespace === null ? name : `${namespace}/${name}`}`,
      href: findingsHref({
        ...params,
        ...afresh,
        resource: params.resource.filter((other) => other !== key),
      }),
    });
  }
  if (params.q.trim() !== '') {
    chips.push({ key: 'q', label: `“${params.q}”`, href: findingsHref({ ...params, ...afresh, q: '' }) });
  }
  if (chips.length === 0) return null;
  return (
    <div className="flex flex-wrap items-center gap-2">
      {chips.map(({ key, label, href }) => (
        <Link
          key={key}
          href={href}
          aria-label={t('remove', { name: label })}
          className="inline-flex items-center gap-1.5 rounded-full border border-line-strong bg-panel px-2.5 py-0.5 text-sm hover:bg-sunken"
        >
          <span className="min-w-0 break-all">{label}</span>
          <X size={12} aria-hidden className="shrink-0" />
        </Link>
      ))}
      <Link href={findingsHref({ ...params, ...NO_FILTER, ...afresh })} className="link text-sm text-ink-2">
        {t('clear')}
      </Link>
    </div>
  );
}
