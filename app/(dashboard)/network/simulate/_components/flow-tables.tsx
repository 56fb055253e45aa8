import { useFormatter, useTranslations } from 'next-intl';
import { Cell, HeadCell, Row } from '#components/ui/table.tsx';
import type { NamedSome, SimulatedFlows } from '#lib/questions/network/simulate-flows.ts';
import { PortsChange } from './ports-change.tsx';
import { SomeRows } from './some-rows.tsx';

/** Few, so that the next section is in sight. */
const FIRST = 8;

/** Ways in from the internet, services and addresses outside whose traffic changes, each in a table with its counts. */
export function FlowTables({ flows }: { flows: SimulatedFlows }) {
  const { doors, services, outside } = flows;
  return (
    <>
      {doors.rows.length === 0 ? null : <DoorTable doors={doors} />}
      {services.rows.length === 0 ? null : <ServiceTable services={services} />}
      {outside.rows.length === 0 ? null : <OutsideTable outside={outside} />}
    </>
  );
}

const DOOR_LOOKS = {
  opened: { sign: '+', ink: 'text-high' },
  'perhaps-opened': { sign: '?', ink: 'text-unknown' },
  cut: { sign: '−', ink: 'text-pass' },
  'perhaps-cut': { sign: '?', ink: 'text-unknown' },
  'other-sources': { sign: '±', ink: 'text-ink' },
} as const;

function DoorTable({ doors: { rows, counts } }: { doors: SimulatedFlows['doors'] }) {
  const t = useTranslations('simulate');
  const all = Object.values(counts).reduce((sum, one) => sum + one, 0);
  return (
    <SomeRows
      title={t('doors.title')}
      count={all}
      lead={t('doors.counts', {
        opened: counts.opened,
        cut: counts.cut,
        other: all - counts.opened - counts.cut,
      })}
      rows={rows}
      first={FIRST}
      heads={
        <>
          <HeadCell>{t('doors.door')}</HeadCell>
          <HeadCell className="max-sm:hidden">{t('doors.target')}</HeadCell>
          <HeadCell>{t('doors.change')}</HeadCell>
        </>
      }
    >
      {({ change, way, entrance, port, target, sources, stop }) => (
        <Row key={`${way} ${entrance} ${port} ${target}`}>
          <Cell className="min-w-36 [overflow-wrap:anywhere]">
            {/* The name of a route begins with its kind. */}
            {entrance}
            <span className="block text-xs text-ink-3">
              {entrance.startsWith(`${way} `) ? port : `${way} ${port}`}
            </span>
            {/* A phone has room for two columns. */}
            <span className="mt-1 block sm:hidden">
              <span aria-hidden>→ </span>
              <span className="sr-only">{t('doors.target')} </span>
              <Party written={target} />
            </span>
          </Cell>
          <Cell className="min-w-48 [overflow-wrap:anywhere] max-sm:hidden">
            <Party written={target} />
          </Cell>
          <Cell className="min-w-36 text-sm [overflow-wrap:anywhere]">
            <span className={`block font-medium ${DOOR_LOOKS[change].ink}`}>
              <span aria-hidden className="num inline-block w-4 font-semibold">
                {DOOR_LOOKS[change].sign}
              </span>
              {t(`doors.${change}`)}
            </span>
            {change === 'other-sources' || (sources.after !== null && change === 'opened') ? (
              <span className="block pl-4 text-ink-2">
                {t('doors.nowFrom', { sources: sources.after ?? t('internet') })}
              </span>
            ) : null}
            {stop === null ? null : (
              <span className="block pl-4 text-ink-2">
                {t('doors.stop', { from: plainName(stop.from), to: plainName(stop.to) })}
              </span>
            )}
          </Cell>
        </Row>
      )}
    </SomeRows>
  );
}

const WORKLOAD = /^(.+)\[(\w+)\]$/;

/** Workloads are written with their kind, services with a mark before them. */
function plainName(written: string): string {
  return written.replace(/^svc:/, '').replace(WORKLOAD, '$1');
}

function Party({ written }: { written: string }) {
  const [, , kind] = WORKLOAD.exec(written) ?? [];
  return (
    <>
      {plainName(written)}
      {kind === undefined ? null : <span className="block text-xs text-ink-3">{kind}</span>}
    </>
  );
}

function ServiceTable({ services: { rows, count, counts } }: { services: SimulatedFlows['services'] }) {
  const t = useTranslations('simulate');
  return (
    <SomeRows
      title={t('services.title')}
      count={count}
      lead={t('services.counts', {
        cut: counts.cut,
        partly: counts.partlyCut,
        opened: counts.opened + counts.partlyOpened,
      })}
      rows={rows}
      first={FIRST}
      heads={
        <>
          <HeadCell>{t('services.service')}</HeadCell>
          <HeadCell>{t('services.who')}</HeadCell>
        </>
      }
    >
      {({ service, port, cut, partlyCut, opened, partlyOpened }) => (
        <Row key={`${service} ${port}`}>
          <Cell className="min-w-36 align-top [overflow-wrap:anywhere] sm:min-w-56">
            {service}
            <span className="num block text-xs text-ink-3">{port}</span>
          </Cell>
          <Cell className="min-w-44 text-sm [overflow-wrap:anywhere]">
            <Who sign="−" look="text-pass" word={t('services.cut')} some={cut} />
            <Who sign="−" look="text-pass" word={t('services.partlyCut')} some={partlyCut} />
            <Who sign="+" look="text-high" word={t('services.opened')} some={opened} />
            <Who sign="+" look="text-high" word={t('services.partlyOpened')} some={partlyOpened} />
          </Cell>
        </Row>
      )}
    </SomeRows>
  );
}

function Who({ sign, look, word, some }: { sign: string; look: string; word: string; some: NamedSome }) {
  const t = useTranslations('simulate');
  const format = useFormatter();
  if (some.count === 0) return null;
  const names = some.names.map(({ namespace, name }) => `${namespace}/${name}`);
  const rest = some.count - names.length;
  return (
    <span className="block">
      <span className={`font-medium ${look}`}>
        <span aria-hidden className="num inline-block w-4 font-semibold">
          {sign}
        </span>
        {word} {format.number(some.count)}
      </span>
      <span className="block pl-4 text-ink-2">
        {names.join(', ')}
        {rest > 0 ? ` ${t('andMore', { count: rest })}` : null}
      </span>
    </span>
  );
}

function OutsideTable({ outside: { rows, count, removed, added } }: { outside: SimulatedFlows['outside'] }) {
  const t = useTranslations('simulate');
  return (
    <SomeRows
      title={t('outside.title')}
      count={count}
      lead={t('outside.counts', { removed, added })}
      rows={rows}
      first={FIRST}
      heads={
        <>
          <HeadCell>{t('outside.workload')}</HeadCell>
          <HeadCell>{t('outside.addresses')}</HeadCell>
          <HeadCell>{t('ports')}</HeadCell>
        </>
      }
    >
      {({ workload: { namespace, name, kind }, direction, internet, ranges, removed: gone, added: come }) => (
        <Row key={`${namespace} ${kind} ${name} ${direction} ${ranges} ${gone} ${come}`}>
          <Cell className="min-w-36 [overflow-wrap:anywhere]">
            {namespace}/{name}
            <span className="block text-xs text-ink-3">{kind}</span>
          </Cell>
          <Cell className="min-w-40 text-sm [overflow-wrap:anywhere]">
            <span className="block">
              {t(`outside.${direction}`)} <b className="font-semibold">{t(`outside.internet-${internet}`)}</b>
            </span>
            <span className="num block text-xs text-ink-2">{ranges}</span>
          </Cell>
          <Cell className="text-sm break-words">
            <PortsChange removed={gone} added={come} />
          </Cell>
        </Row>
      )}
    </SomeRows>
  );
}
