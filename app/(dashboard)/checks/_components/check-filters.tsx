import { useTranslations } from 'next-intl';
import Link from 'next/link';
import type { ReactNode } from 'react';
import { checksHref, type ChecksParams } from '#app/(dashboard)/checks/checks-params.ts';
import { AddressSearch } from '#components/fields/address-search.tsx';
import type { Catalogue } from '#lib/views/check-catalogue.ts';

/** Chooses outcomes, areas and words; each choice is a link, so that an address says it all. */
export function CheckFilters({ catalogue, params }: { catalogue: Catalogue; params: ChecksParams }) {
  const t = useTranslations('checks');
  const outcomes = useTranslations('outcome');
  const areas = useTranslations('category');
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-3">
      <search>
        <AddressSearch label={t('search')} hint={t('searchHint')} restarts={[]} />
      </search>
      <Choices label={t('outcome')}>
        {catalogue.outcomes
          .filter(({ count, outcome }) => count > 0 || params.outcome.includes(outcome))
          .map(({ outcome, count }) => (
            <Choice
              key={outcome}
              name={outcomes(outcome)}
              count={count}
              chosen={params.outcome.includes(outcome)}
              href={checksHref({ ...params, outcome: toggled(params.outcome, outcome) })}
            />
          ))}
      </Choices>
      <Choices label={t('area')}>
        {catalogue.areas
          .filter(({ count, area }) => count > 0 || params.area.includes(area))
          .map(({ area, count }) => (
            <Choice
              key={area}
              name={areas(area)}
              count={count}
              chosen={params.area.includes(area)}
              href={checksHref({ ...params, area: toggled(params.area, area) })}
            />
          ))}
      </Choices>
    </div>
  );
}

function toggled<T>(chosen: readonly T[], value: T): T[] {
  return chosen.includes(value) ? chosen.filter((one) => one !== value) : [...chosen, value];
}

function Choices({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className="flex flex-wrap items-center gap-2">
      <span className="w-20 text-sm text-ink-2">{label}</span>
      {children}
    </div>
  );
}

function Choice({
  name,
  count,
  chosen,
  href,
}: {
  name: string;
  count: number;
  chosen: boolean;
  href: string;
}) {
  return (
    <Link
      href={href}
      aria-current={chosen ? 'true' : undefined}
      scroll={false}
      className="num inline-flex items-center gap-1.5 rounded-full border border-line bg-panel px-3 py-0.5 text-sm text-ink-2 transition-colors duration-150 hover:border-line-strong hover:text-ink aria-[current]:border-accent aria-[current]:bg-accent-soft aria-[current]:font-medium aria-[current]:text-ink"
    >
      {name}
      <span className="text-ink-3">{count}</span>
    </Link>
  );
}
