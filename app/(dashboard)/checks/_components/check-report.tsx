import { useFormatter, useTranslations } from 'next-intl';
import Link from 'next/link';
import type { ReactNode } from 'react';
import { FindingRows } from '#app/(dashboard)/findings/_components/finding-rows.tsx';
import { findingsHref } from '#app/(dashboard)/findings/findings-params.ts';
import { CodeBlock } from '#components/ui/code-block.tsx';
import { Panel } from '#components/ui/panel.tsx';
import type { CheckResult, CheckView } from '#lib/views/check-view.ts';
import type { FindingItem } from '#lib/views/finding-rows.ts';
import { NeedList } from './need-list.tsx';

/** What a check tests and how to mend it on the left; its outcome, needs and origins on the right. */
export function CheckReport({
  view,
  scanId,
  findings,
  total,
}: {
  view: CheckView;
  scanId: string | null;
  findings: readonly FindingItem[];
  total: number;
}) {
  const t = useTranslations('checks');
  return (
    <div className="grid items-start gap-5 lg:grid-cols-[minmax(0,1fr)_340px]">
      <div className="grid min-w-0 gap-5">
        <Panel title={t('what')}>
          <p className="max-w-prose whitespace-pre-line">{view.description}</p>
        </Panel>
        {scanId === null || total === 0 ? null : (
          <Panel
            title={t('findings')}
            flush
            aside={
              <Link
                href={findingsHref({ scan: scanId, control: [view.id] })}
                className="link text-sm text-ink-2"
              >
                {t('allFindings', { count: total })}
              </Link>
            }
          >
            <FindingRows rows={findings} scanId={scanId} within="title" />
          </Panel>
        )}
        <Panel title={t('fix')}>
          <FixWords view={view} />
        </Panel>
      </div>
      <div className="grid min-w-0 gap-5">
        {view.result === null || scanId === null ? null : (
          <Panel title={t('result')}>
            <ResultFacts result={view.result} scanId={scanId} />
          </Panel>
        )}
        <Panel title={t('needs')}>
          <NeedList needs={view.needs} />
        </Panel>
        <Panel title={t('frameworks')}>
          <ul className="grid gap-1 text-sm">
            {view.frameworks.map((framework) => (
              <li key={framework}>{framework}</li>
            ))}
          </ul>
          {view.references.length === 0 ? null : (
            <ul className="mt-3 grid gap-1 border-t border-line pt-3 text-sm">
              {view.references.map(({ title, url }) => (
                <li key={url}>
                  <a href={url} rel="noreferrer" target="_blank" className="link">
                    {title}
                  </a>
                </li>
              ))}
            </ul>
          )}
        </Panel>
      </div>
    </div>
  );
}

function FixWords({ view }: { view: CheckView }) {
  const words = useTranslations('finding');
  return (
    <div className="grid gap-3">
      <p className="max-w-prose whitespace-pre-line">{view.fixText}</p>
      {view.fixes.map(({ kind, code }) => (
        <CodeBlock
          key={kind}
          title={words(kind === 'yaml' ? 'manifest' : 'commandLine')}
          code={code}
          copy={words('copy')}
          copied={words('copied')}
        />
      ))}
    </div>
  );
}

function ResultFacts({ result, scanId }: { result: CheckResult; scanId: string }) {
  const t = useTranslations('checks');
  const reasons = useTranslations('reason');
  const format = useFormatter();
  const { checked, failed, weight, kept } = result;
  const isJudged = result.outcome === 'fail' || result.outcome === 'pass';
  return (
    <>
      <dl className="num grid grid-cols-[96px_minmax(0,1fr)] gap-x-3 gap-y-1.5 text-sm">
        <Fact term={t('scan')}>
          <Link href={`/scans/${scanId}`} className="link">
            {result.cluster}
          </Link>
        </Fact>
        {isJudged ? (
          <Fact term={t('objects')}>
            {t(result.atLeast ? 'failedOfAtLeast' : 'failedOf', { failed, checked })}
          </Fact>
        ) : null}
        {weight === null || kept === null ? null : (
          <Fact term={t('score')}>
            {t('keptOf', { kept: format.number(kept), weight: format.number(weight) })}
          </Fact>
        )}
      </dl>
      {result.reason === null ? null : <p className="mt-2 text-sm break-words">{result.reason}</p>}
      {result.gaps.length === 0 ? null : (
        <ul className="mt-3 grid gap-2">
          {result.gaps.map((gap) => (
            <li key={gap.id} className="not-assessed rounded-s p-1">
              <div className="rounded-s bg-panel px-2.5 py-1.5 text-sm">
                <span className="font-mono text-xs break-words">{gap.what}</span>{' '}
                <span className="text-unknown">{reasons(gap.reason)}</span>
                {gap.unlock === null ? null : (
                  <span className="mt-0.5 block break-words text-ink-2">{gap.unlock}</span>
                )}
              </div>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

function Fact({ term, children }: { term: string; children: ReactNode }) {
  return (
    <>
      <dt className="text-ink-2">{term}</dt>
      <dd className="min-w-0 break-words">{children}</dd>
    </>
  );
}
