import { useTranslations } from 'next-intl';
import { Cell, HeadCell, Row, Table } from '#components/ui/table.tsx';
import type { GapRow } from '#lib/views/gap-rows.ts';

const SHOWN = 100;
const FEW = 3;

/** What could not be seen, why, what it cost and what would allow it. */
export function GapTable({ gaps, absent }: { gaps: readonly GapRow[]; absent: readonly string[] }) {
  return (
    <>
      {gaps.length === 0 ? null : <Gaps gaps={gaps} />}
      {absent.length === 0 ? null : <AbsentKinds kinds={absent} />}
    </>
  );
}

/** In one line, which unfolds where there are many. */
function AbsentKinds({ kinds }: { kinds: readonly string[] }) {
  const t = useTranslations('scan');
  const names = <span className="font-mono text-xs break-words">{kinds.join(', ')}</span>;
  if (kinds.length <= FEW) {
    return (
      <p className="px-4 py-2.5 text-sm text-ink-2 sm:px-5">
        {t('gapsAbsent')} {names}
      </p>
    );
  }
  return (
    <details className="px-4 py-2.5 text-sm text-ink-2 sm:px-5">
      <summary>{t('gapsAbsentMany', { count: kinds.length })}</summary>
      <p className="mt-1.5">{names}</p>
    </details>
  );
}

function Gaps({ gaps }: { gaps: readonly GapRow[] }) {
  const t = useTranslations('scan');
  const reasons = useTranslations('reason');
  return (
    <>
      <Table label={t('gaps')}>
        <thead>
          <tr>
            <HeadCell>{t('gapWhat')}</HeadCell>
            <HeadCell>{t('gapWhy')}</HeadCell>
            <HeadCell className="hidden md:table-cell">{t('gapUnlock')}</HeadCell>
          </tr>
        </thead>
        <tbody>
          {gaps.slice(0, SHOWN).map((gap) => (
            <Row key={gap.id} className="align-top">
              <Cell className="min-w-28 align-top">
                <span className="font-mono text-xs wrap-anywhere">{gap.what}</span>
                <span className="block text-sm text-ink-2">
                  {gap.scope === 'cluster' ? t('gapScopeCluster') : gap.scope}
                </span>
              </Cell>
              <Cell className="align-top text-sm wrap-anywhere">
                <span className="not-assessed mr-2 inline-block rounded-s px-1.5 text-xs">
                  {reasons(gap.reason)}
                </span>
                {gap.checks > 0 ? (
                  <span className="whitespace-nowrap text-ink-2">
                    {t('gapChecks', { count: gap.checks })}
                  </span>
                ) : null}
                <span className="mt-0.5 block">{gap.message}</span>
                {gap.unlock === null ? null : (
                  <span className="mt-0.5 block text-ink-2 md:hidden">{gap.unlock}</span>
                )}
              </Cell>
              <Cell className="hidden align-top text-sm text-ink-2 md:table-cell">
                {gap.unlock ?? t('gapUnlockNone')}
              </Cell>
            </Row>
          ))}
        </tbody>
      </Table>
      {gaps.length > SHOWN ? (
        <p className="px-5 py-2 text-sm text-ink-2">{t('gapsMore', { count: gaps.length - SHOWN })}</p>
      ) : null}
    </>
  );
}
