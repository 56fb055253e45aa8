import { ExternalLink } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Panel } from '#components/ui/panel.tsx';
import { refKey } from '#lib/model/resource-ref.ts';
import type { FindingSightings } from '#lib/questions/sightings-of-finding.ts';
import type { FindingItem } from '#lib/views/finding-rows.ts';
import type { FindingView } from '#lib/views/finding-view.ts';
import { AboutFinding } from './about-finding.tsx';
import { EvidenceList } from './evidence-list.tsx';
import { FixList } from './fix-list.tsx';
import { HistoryStrip } from './history-strip.tsx';
import { OtherFindings } from './other-findings.tsx';

/** Evidence, reason and fix on the left; facts, history and sources beside them. */
export function FindingReport({
  view,
  sightings,
  others,
  scanId,
}: {
  view: FindingView;
  sightings: FindingSightings;
  others: { readonly rows: readonly FindingItem[]; readonly total: number };
  scanId: string;
}) {
  const t = useTranslations('finding');
  return (
    <div className="grid items-start gap-5 lg:grid-cols-[minmax(0,1fr)_320px]">
      <div className="grid min-w-0 gap-5">
        <Panel title={t('what')}>
          <p className="mb-3 text-lg">{view.message}</p>
          <EvidenceList evidence={view.evidence} />
        </Panel>
        <Panel title={t('why')}>
          <p className="max-w-prose whitespace-pre-line">{view.why}</p>
        </Panel>
        <Panel title={t('fix')}>
          <FixList view={view} />
        </Panel>
        <OtherFindings others={others} objectKey={refKey(view.resource)} scanId={scanId} />
      </div>
      <div className="grid min-w-0 gap-5">
        <Panel title={t('about')}>
          <AboutFinding view={view} scanId={scanId} />
        </Panel>
        <Panel title={t('history')}>
          <HistoryStrip view={view} sightings={sightings} scanId={scanId} />
        </Panel>
        {view.frameworks.length === 0 ? null : (
          <Panel title={t('frameworks')}>
            <ul className="grid gap-1 text-sm">
              {view.frameworks.map((name) => (
                <li key={name}>{name}</li>
              ))}
            </ul>
          </Panel>
        )}
        {view.references.length === 0 ? null : (
          <Panel title={t('references')}>
            <ul className="grid gap-1 text-sm">
              {view.references.map(({ title, url }) => (
                <li key={url}>
                  <a href={url} target="_blank" rel="noreferrer" className="link">
                    {title} <ExternalLink size={12} aria-hidden className="inline" />
                  </a>
                </li>
              ))}
            </ul>
          </Panel>
        )}
      </div>
    </div>
  );
}
