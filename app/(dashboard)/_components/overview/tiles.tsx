import { useTranslations } from 'next-intl';
import Link from 'next/link';
import { findingsHref } from '#app/(dashboard)/findings/findings-params.ts';
import type { OverviewView } from '#app/(dashboard)/overview-view.ts';
import type { Severity } from '#lib/model/severity.ts';
import type { ExposureTile, NodesTile, RbacTile } from '#lib/views/overview-tiles.ts';
import { CellPicture } from './cell-run.tsx';
import { NetworkArea } from './network-area.tsx';
import { Tile } from './tile.tsx';

const FILLS: Readonly<Record<Severity, string>> = {
  critical: 'bg-critical',
  high: 'bg-high',
  medium: 'bg-medium',
  low: 'bg-low',
  info: 'bg-unknown',
};

/** The four areas side by side. */
export function Tiles({ view }: { view: OverviewView }) {
  const t = useTranslations('overview');
  const { nodes, exposure, rbac, network } = view.tiles;
  return (
    <section aria-label={t('tiles')} className="grid gap-3 sm:grid-cols-2 xl:grid-cols-4">
      <NodesArea tile={nodes} view={view} />
      <ExposureArea tile={exposure} scanId={view.scanId} />
      <RbacArea tile={rbac} reach={view.reach} scanId={view.scanId} />
      <NetworkArea tile={network} plugin={view.plugin} scanId={view.scanId} />
    </section>
  );
}

const hatched = <div aria-hidden className="not-assessed h-6 rounded-s" />;

function NodesArea({ tile, view }: { tile: NodesTile; view: OverviewView }) {
  const t = useTranslations('overview');
  const listed = useNameList();
  const { total, bad, badNames, unseen, unseenName } = tile;
  const number =
    total === null
      ? t('nodesNone')
      : bad > 0
        ? t('nodesBad', { bad, total })
        : tile.judged
          ? t('nodesFine', { total })
          : t('nodesUnasked', { total });
  return (
    <Tile
      href={`/nodes?scan=${view.scanId}`}
      name={t('nodes')}
      number={number}
      picture={total === null ? hatched : <CellPicture runs={tile.cells} />}
    >
      {bad > 0 ? <p>{listed(badNames)}</p> : null}
      {unseen > 0 ? (
        <p className="text-unknown">{t('nodesUnseen', { count: unseen, name: unseenName ?? '' })}</p>
      ) : bad === 0 && view.version !== null ? (
        <p>{t('nodesVersion', { version: view.version })}</p>
      ) : null}
    </Tile>
  );
}

const NAMES_TOLD = 3;

/** The first few names as the language lists them, and how many more there are. */
function useNameList(): (names: readonly string[]) => string {
  const t = useTranslations('overview');
  return (names) => {
    const more = names.length - NAMES_TOLD;
    const told = names.slice(0, NAMES_TOLD);
    return (more > 0 ? [...told, t('namesMore', { count: more })] : told).join(t('separator'));
  };
}

function ExposureArea({ tile, scanId }: { tile: ExposureTile; scanId: string }) {
  const t = useTranslations('overview');
  const listed = useNameList();
  const { asked, open, bad, ports, unseen } = tile;
  const number =
    asked === 0 ? t('exposureNone') : bad > 0 ? t('exposureBad', { bad, open }) : t('exposureFine', { open });
  return (
    <Tile
      href={`/exposure?scan=${scanId}`}
      name={t('exposure')}
      number={number}
      picture={asked === 0 ? hatched : <CellPicture runs={tile.cells} />}
    >
      {asked === 0 ? <p>{t('exposureNoneWhat')}</p> : null}
      {ports.length > 0 ? (
        <p className="num">{t('exposurePorts', { count: ports.length, ports: listed(ports.map(String)) })}</p>
      ) : null}
      {unseen > 0 ? (
        <p className="text-unknown">{t('exposureUnseen', { count: unseen, asked })}</p>
      ) : asked > 0 && ports.length === 0 ? (
        <p>{t('exposureAsked', { count: asked })}</p>
      ) : null}
    </Tile>
  );
}

function RbacArea({ tile, reach, scanId }: { tile: RbacTile; reach: OverviewView['reach']; scanId: string }) {
  const t = useTranslations('overview');
  const reaching = reach === null ? 0 : reach.users + reach.groups + reach.accounts;
  const most = Math.max(1, ...tile.bars.map(({ count }) => count));
  const number =
    tile.admin === null
      ? t('rbacNone')
      : reaching > 0
        ? t('rbacReach', { count: reaching })
        : tile.admin === 0
          ? t('rbacFine')
          : t('rbacBad', { count: tile.admin });
  const bars = (
    <ul className="grid text-sm">
      {tile.bars.map(({ kind, count, severity, controlIds }) => (
        <li
          key={kind}
          className="grid min-h-[24px] grid-cols-[minmax(0,92px)_1fr_minmax(28px,auto)] items-center gap-2"
        >
          <span className="truncate text-ink-2">{t(`grants.${kind}`)}</span>
          <span aria-hidden className="block h-2 rounded-s bg-sunken">
            {count > 0 ? (
              <span
                className={`block h-2 min-w-1 rounded-s ${FILLS[severity]}`}
                style={{ width: `${(100 * count) / most}%` }}
              />
            ) : null}
          </span>
          <Link
            href={findingsHref({
              scan: scanId,
              control: [...controlIds],
              severity: kind === 'admin' ? ['critical'] : ['critical', 'high'],
            })}
            className="num relative z-10 flex min-h-[24px] items-center justify-end hover:underline"
          >
            {count}
          </Link>
        </li>
      ))}
    </ul>
  );
  return (
    <Tile
      href={`/rbac?scan=${scanId}`}
      name={t('rbac')}
      number={number}
      picture={tile.admin === null ? hatched : bars}
    >
      {tile.admin === null || reach === null ? null : <ReachWords reach={reach} />}
    </Tile>
  );
}

/** Which kinds of subject reach full rights, and how many may. */
function ReachWords({ reach }: { reach: NonNullable<OverviewView['reach']> }) {
  const t = useTranslations('overview');
  const { users, accounts, groups, uncertain } = reach;
  const kinds = [
    users > 0 ? t('reachUsers', { count: users }) : null,
    accounts > 0 ? t('reachAccounts', { count: accounts }) : null,
    groups > 0 ? t('reachGroups', { count: groups }) : null,
  ].filter((part) => part !== null);
  return (
    <p>
      {kinds.join(t('separator'))}
      {uncertain > 0 ? (
        <span className="text-unknown">{t('reachMaybe', { count: uncertain, kinds: kinds.length })}</span>
      ) : null}
    </p>
  );
}
