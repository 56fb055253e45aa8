import { useTranslations } from 'next-intl';
import { Panel } from '#components/ui/panel.tsx';
import { Cell, HeadCell, Row, Table } from '#components/ui/table.tsx';
import type { ShownLayers } from '#app/(dashboard)/network/layers/shown-layers.ts';
import { MoreTold } from './more-told.tsx';
import { useNetworkName } from './use-network-name.ts';

type Guard = ShownLayers['guards']['rows'][number];

/** For workloads that written policies guard: who on their layer is let in by them, and who is there all the same. */
export function GuardPanel({ guards }: { guards: ShownLayers['guards'] }) {
  const t = useTranslations('layers');
  const nameOf = useNetworkName();
  return (
    <Panel title={t('guards')} flush>
      <p className="px-4 pt-1 pb-3 text-ink-2 sm:px-5">{t('guardsWhat')}</p>
      <Table label={t('guards')} isPlain>
        <thead>
          <tr>
            <HeadCell>{t('guarded')}</HeadCell>
            <HeadCell>{t('network')}</HeadCell>
            <HeadCell>{t('letIn')}</HeadCell>
            <HeadCell>{t('keptOut')}</HeadCell>
          </tr>
        </thead>
        <tbody>
          {guards.rows.map((guard) => (
            <Row key={`${guard.workload} ${guard.network}`}>
              <Cell className="font-medium break-words">{guard.workload}</Cell>
              <Cell>{nameOf(guard.network)}</Cell>
              <Cell>
                {guard.letIn.length === 0 ? (
                  <span className="text-ink-3">{t('nobody')}</span>
                ) : (
                  <ul className="grid gap-0.5">
                    {guard.letIn.map(({ workload, ports }) => (
                      <li key={workload} className="break-words">
                        {workload} <span className="num text-sm text-ink-2">{ports}</span>
                      </li>
                    ))}
                  </ul>
                )}
              </Cell>
              <Cell>
                <KeptOut guard={guard} />
              </Cell>
            </Row>
          ))}
        </tbody>
      </Table>
      {guards.more === 0 ? null : (
        <div className="px-4 pb-3 sm:px-5">
          <MoreTold count={guards.more} />
        </div>
      )}
    </Panel>
  );
}

function KeptOut({ guard: { keptOut, keptOutCount, unknownCount } }: { guard: Guard }) {
  const t = useTranslations('layers');
  return (
    <>
      {keptOutCount === 0 ? (
        unknownCount === 0 ? (
          <span className="text-pass">{t('nobody')}</span>
        ) : null
      ) : (
        <ul className="grid gap-0.5 text-critical">
          {keptOut.map((workload) => (
            <li key={workload} className="break-words">
              {workload}
            </li>
          ))}
          {keptOutCount > keptOut.length ? (
            <li>{t('moreNamed', { count: keptOutCount - keptOut.length })}</li>
          ) : null}
        </ul>
      )}
      {unknownCount === 0 ? null : (
        <p className="text-sm text-unknown">{t('cannotTell', { count: unknownCount })}</p>
      )}
    </>
  );
}
