import { useTranslations } from 'next-intl';
import Link from 'next/link';
import { exposureHref, type ExposureParams } from '#app/(dashboard)/exposure/exposure-params.ts';
import type { CellDetails } from '#app/(dashboard)/exposure/read-exposure.ts';
import { nodeHref } from '#app/(dashboard)/nodes/nodes-params.ts';
import { PortMark } from '#components/exposure/port-mark.tsx';
import { SeverityMark } from '#components/severity/severity-mark.tsx';
import { ButtonLink } from '#components/ui/button.tsx';
import { CodeBlock } from '#components/ui/code-block.tsx';
import { SideSheet } from '#components/ui/side-sheet.tsx';
import { CellFacts } from './cell-facts.tsx';
import { ProbeAnswers } from './probe-answers.tsx';

/** Everything about one cell: what was seen, what should be, how to see it again, how to mend it. */
export function CellDrawer({
  details,
  params,
  scanId,
}: {
  details: CellDetails;
  params: ExposureParams;
  scanId: string;
}) {
  const t = useTranslations('exposure');
  const { view, host } = details;
  const [worst, ...others] = view.findings;
  const place = t('place', { host, port: view.port });
  return (
    <SideSheet
      key={details.id}
      label={place}
      close={t('close')}
      closeHref={exposureHref({ ...params, cell: null })}
    >
      <div className="grid gap-4">
        <header className="grid gap-1.5 pr-8">
          <p className="flex flex-wrap items-center gap-x-3 gap-y-1 text-ink-2">
            {worst === undefined ? (
              <PortMark sight={view.sight} silent />
            ) : (
              <SeverityMark severity={worst.severity} />
            )}
            <span>
              {place} {view.label}
            </span>
          </p>
          <h2 className="text-lg font-semibold">{worst?.title ?? t(`generic.${view.sight.standing}`)}</h2>
          {worst === undefined ? null : <p className="text-ink-2">{worst.message}</p>}
        </header>
        <div className="flex flex-wrap items-center gap-2">
          {worst === undefined ? null : (
            <ButtonLink look="primary" href={`/findings/${worst.fingerprint}?scan=${scanId}`}>
              {t('openFinding')}
            </ButtonLink>
          )}
          {details.isNode ? <ButtonLink href={nodeHref(host, scanId)}>{t('openNode')}</ButtonLink> : null}
        </div>
        <CellFacts details={details} />
        {view.command === null ? null : (
          <CodeBlock title={t('seeYourself')} code={view.command} copy={t('copy')} copied={t('copied')} />
        )}
        {details.fixText === null ? null : (
          <section className="grid gap-2">
            <h3 className="text-sm font-semibold text-ink-2">{t('fix')}</h3>
            <p>{details.fixText}</p>
            {details.fixes.map(({ kind, code }) => (
              <CodeBlock
                key={code}
                title={t(`fixKinds.${kind}`)}
                code={code}
                copy={t('copy')}
                copied={t('copied')}
              />
            ))}
          </section>
        )}
        <ProbeAnswers probes={view.probes} />
        {others.length === 0 ? null : (
          <ul className="grid gap-1 border-t border-line pt-3 text-sm">
            {others.map(({ fingerprint, severity, title }) => (
              <li key={fingerprint} className="flex gap-3">
                <SeverityMark severity={severity} />
                <Link href={`/findings/${fingerprint}?scan=${scanId}`} className="link">
                  {title}
                </Link>
              </li>
            ))}
          </ul>
        )}
      </div>
    </SideSheet>
  );
}
