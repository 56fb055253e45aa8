import { useTranslations } from 'next-intl';
import Link from 'next/link';
import { findingsHref } from '#app/(dashboard)/findings/findings-params.ts';
import type { NetworkParams } from '#app/(dashboard)/network/network-params.ts';
import { Panel } from '#components/ui/panel.tsx';
import { ShareBar } from '#components/ui/share-bar.tsx';
import type { IsolationCounts, IsolationState } from '#lib/views/network-isolation.ts';

/** From best to worst, as the bar stands. */
const STATES: readonly IsolationState[] = ['closed', 'covered', 'reopened', 'partly', 'open'];

const LOOKS: Readonly<Record<IsolationState, string>> = {
  open: 'bg-high',
  partly: 'bg-medium',
  reopened: 'bg-high/60',
  covered: 'bg-pass/60',
  closed: 'bg-pass',
};

/** How many namespaces are how far closed, each direction by itself. */
export function IsolationSummary({
  counts,
  params: { cluster, scan },
  isEnforced,
}: {
  counts: IsolationCounts;
  params: NetworkParams;
  isEnforced: boolean;
}) {
  const t = useTranslations('network');
  return (
    <Panel
      title={t('byDefault')}
      aside={
        <Link href={findingsHref({ cluster, scan, area: ['network'] })} className="link text-sm text-ink-2">
          {t('toFindings')}
        </Link>
      }
    >
      <div className="grid gap-4">
        {(['ingress', 'egress'] as const).map((direction) => (
          <div key={direction}>
            <p className="mb-1.5">
              {t.rich(direction === 'ingress' ? 'denyIn' : 'denyOut', {
                closed: counts[direction].closed,
                namespaces: counts.namespaces,
                b: (chunks) => <span className="num text-lg font-semibold">{chunks}</span>,
              })}
            </p>
            {isEnforced ? (
              <ShareBar
                shares={STATES.map((key) => ({
                  key,
                  count: counts[direction][key],
                  look: LOOKS[key],
                }))}
              />
            ) : (
              <div aria-hidden className="not-assessed h-2.5 rounded-full" />
            )}
            <p className="num mt-1.5 flex flex-wrap gap-x-3 text-sm text-ink-2">
              {STATES.flatMap((key) =>
                counts[direction][key] === 0
                  ? []
                  : [
                      <span key={key} className="inline-flex items-center gap-1.5">
                        <span
                          aria-hidden
                          className={`size-2 rounded-full ${isEnforced ? LOOKS[key] : 'not-assessed'}`}
                        />
                        {counts[direction][key]} {t(`states.${key}`)}
                      </span>,
                    ],
              )}
            </p>
          </div>
        ))}
      </div>
    </Panel>
  );
}
