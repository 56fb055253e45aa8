import { X } from 'lucide-react';
import { useFormatter, useTranslations } from 'next-intl';
import Link from 'next/link';
import { exposureHref, type ExposureParams } from '#app/(dashboard)/exposure/exposure-params.ts';
import { PortMark } from '#components/exposure/port-mark.tsx';
import type { ExposureMatrix } from '#lib/views/exposure-matrix.ts';
import { PORT_STANDINGS, type PortSight, type PortStanding } from '#lib/model/port-sight.ts';

const EXAMPLES: Record<PortStanding, Omit<PortSight, 'standing'>> = {
  'open-door': { seen: 'anonymous', status: null },
  'should-not': { seen: 'status', status: 403 },
  unreached: { seen: 'unreached', status: null },
  fine: { seen: 'mtls', status: null },
  refused: { seen: 'refused', status: null },
  'not-asked': { seen: 'unreached', status: null },
};

/** What the marks mean, how many cells have each, and the filter for them. */
export function MatrixLegend({
  counts,
  params,
}: {
  counts: ExposureMatrix['counts'];
  params: ExposureParams;
}) {
  const t = useTranslations('exposure');
  const format = useFormatter();
  const present = PORT_STANDINGS.filter((standing) => counts[standing] > 0 || params.state === standing);
  return (
    <ul aria-label={t('legend')} className="flex flex-wrap gap-x-2 gap-y-1.5 text-sm">
      {present.map((standing) => {
        const isChosen = params.state === standing;
        return (
          <li key={standing}>
            <Link
              href={exposureHref({ ...params, state: isChosen ? null : standing, page: 1 })}
              scroll={false}
              prefetch={false}
              aria-current={isChosen ? 'true' : undefined}
              className="inline-flex min-h-8 items-center gap-2 rounded-s border border-transparent py-0.5 pr-2 pl-0.5 text-ink-2 hover:bg-sunken hover:text-ink aria-[current]:border-accent aria-[current]:bg-accent-soft aria-[current]:text-ink"
            >
              <PortMark sight={{ ...EXAMPLES[standing], standing }} silent />
              {t(`standings.${standing}`)}
              <span className="num text-ink-3">{format.number(counts[standing])}</span>
              {isChosen ? <X size={12} aria-hidden /> : null}
            </Link>
          </li>
        );
      })}
    </ul>
  );
}
