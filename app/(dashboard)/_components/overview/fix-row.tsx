import { useFormatter, useTranslations } from 'next-intl';
import Link from 'next/link';
import { findingsHref } from '#app/(dashboard)/findings/findings-params.ts';
import type { Fix } from '#app/(dashboard)/overview-view.ts';
import { SeverityMark } from '#components/severity/severity-mark.tsx';
import { ShortAge } from '#components/time/short-age.tsx';

export const FIX_GRID =
  'grid items-center gap-x-5 px-4 sm:px-5 lg:grid-cols-[84px_minmax(0,1fr)_minmax(0,190px)_88px_52px] xl:grid-cols-[92px_minmax(0,1fr)_minmax(0,230px)_96px_56px]';

/** One thing to do: what, why, where, what it gains and since when; two lines, whatever it is about. */
export function FixRow({ fix, scanId }: { fix: Fix; scanId: string }) {
  return (
    <div className={`${FIX_GRID} group relative py-row hover:bg-sunken`}>
      <p className="flex items-center justify-between gap-3 max-lg:mb-1">
        <SeverityMark severity={fix.severity} />
        <span className="flex gap-3 text-sm lg:hidden">
          <FixPoints fix={fix} />
          <FixAge fix={fix} />
        </span>
      </p>
      <div className="min-w-0">
        <p className="font-semibold lg:truncate">
          <Link
            href={`/findings/${fix.fingerprint}?scan=${scanId}`}
            className="row-link group-hover:underline"
          >
            {fix.what}
          </Link>
        </p>
        <p className="flex gap-x-1.5 text-sm text-ink-2 max-lg:flex-wrap">
          <span className="min-w-0 lg:truncate" title={fix.why}>
            {fix.why}
          </span>
          <MoreOfIt fix={fix} scanId={scanId} />
        </p>
      </div>
      <FixPlace fix={fix} />
      <p className="text-right text-sm max-lg:hidden">
        <FixPoints fix={fix} />
      </p>
      <p className="text-right text-sm max-lg:hidden">
        <FixAge fix={fix} />
      </p>
    </div>
  );
}

function MoreOfIt({ fix, scanId }: { fix: Fix; scanId: string }) {
  const t = useTranslations('overview');
  if (fix.count < 2) return null;
  return (
    <Link
      href={findingsHref({ scan: scanId, control: [fix.controlId] })}
      className="link relative z-10 shrink-0 whitespace-nowrap"
    >
      {t('more', { count: fix.count - 1 })}
    </Link>
  );
}

function FixPlace({ fix }: { fix: Fix }) {
  const { name, namespace, port, kind } = fix;
  const place = port === null ? name : `${name} : ${port}`;
  return (
    <p className="min-w-0 max-lg:mt-1 max-lg:flex max-lg:flex-wrap max-lg:items-baseline max-lg:gap-x-2">
      <span
        className="block font-mono text-xs leading-[var(--leading-base)] max-lg:break-all lg:truncate"
        title={place}
      >
        {place}
      </span>
      <span className="block text-xs leading-[var(--leading-sm)] text-ink-3 lg:truncate">
        {namespace === null ? kind : `${kind} · ${namespace}`}
      </span>
    </p>
  );
}

function FixPoints({ fix }: { fix: Fix }) {
  const t = useTranslations('overview');
  const format = useFormatter();
  if (fix.points === null) return null;
  return (
    <span title={t('pointsWhat', { count: fix.count })} className="num whitespace-nowrap text-ink-2">
      {t('points', { points: format.number(fix.points, { minimumFractionDigits: 1 }) })}
    </span>
  );
}

function FixAge({ fix }: { fix: Fix }) {
  const t = useTranslations('overview');
  if (fix.since === null) return null;
  return (
    <span className="text-ink-2">
      {fix.isNew ? <span className="font-medium text-ink">{t('isNew')}</span> : <ShortAge at={fix.since} />}
    </span>
  );
}
