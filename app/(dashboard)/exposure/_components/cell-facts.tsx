import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import type { CellDetails } from '#app/(dashboard)/exposure/read-exposure.ts';
import { Age } from '#components/time/age.tsx';
import type { ProbeView } from '#lib/views/exposure-cell.ts';

/** Observed beside declared, who should reach it, from where and since when. */
export function CellFacts({ details }: { details: CellDetails }) {
  const t = useTranslations('exposure');
  const { view, firstSeen } = details;
  const from = [...new Set(view.probes.map((probe) => probe.from))];
  return (
    <dl className="grid grid-cols-[104px_minmax(0,1fr)] gap-x-3 gap-y-1.5 text-sm">
      <Fact term={t('observed')}>
        {view.probes.length === 0 ? t('standings.not-asked') : null}
        {view.probes.map((probe) => (
          <Observed key={probe.target} probe={probe} />
        ))}
      </Fact>
      <Fact term={t('declared')}>
        {view.declared === null ? (
          <span className="text-ink-2">{t('declaredUnseen')}</span>
        ) : (
          view.declared.map(({ flag, value }) => (
            <span key={flag} className="block font-mono text-xs leading-[18px] break-all">
              {flag}
              {value === null ? <span className="font-sans text-ink-2"> {t('flagUnset')}</span> : `=${value}`}
            </span>
          ))
        )}
      </Fact>
      <Fact term={t('whoShould')}>
        {view.peers.length === 0
          ? t('peersUnknown')
          : view.peers.map((peer) => t(`peers.${peer}`)).join(t('comma'))}
        {view.bind === 'loopback' ? <span className="block text-ink-2">{t('loopback')}</span> : null}
      </Fact>
      {from.length === 0 ? null : <Fact term={t('from')}>{from.join(', ')}</Fact>}
      {firstSeen === null ? null : (
        <Fact term={t('firstSeen')}>
          <Age at={firstSeen} />
        </Fact>
      )}
    </dl>
  );
}

function Fact({ term, children }: { term: string; children: ReactNode }) {
  return (
    <>
      <dt className="text-ink-3">{term}</dt>
      <dd className="min-w-0 break-words">{children}</dd>
    </>
  );
}

function Observed({ probe }: { probe: ProbeView }) {
  const t = useTranslations('exposure');
  return (
    <span className="mb-1.5 block last:mb-0">
      <span className="block font-mono text-xs leading-[18px]">{probe.target}</span>
      {probe.state === 'open' ? (
        <span className="block">
          {[
            probe.service === null ? null : [probe.service, probe.version].filter(Boolean).join(' '),
            probe.tls === null ? t('noTls') : probe.tls.version,
            probe.tls === null ? null : t(`certificateFacts.${probe.clientCertificate}`),
            t(`anonymousFacts.${probe.anonymous}`),
          ]
            .filter((part) => part !== null)
            .map((part) => (
              <span key={part} className="block">
                {part}
              </span>
            ))}
        </span>
      ) : (
        <span className="block">{t(`states.${probe.state}`)}</span>
      )}
    </span>
  );
}
