import { useTranslations } from 'next-intl';
import type { NetworkTile } from '#lib/views/overview-tiles.ts';
import { Tile } from './tile.tsx';

/** How many namespaces are closed by default, as a split bar, and whether anything enforces it. */
export function NetworkArea({
  tile,
  plugin,
  scanId,
}: {
  tile: NetworkTile;
  /** Its name, where it is known. */
  plugin: string | null;
  scanId: string;
}) {
  const t = useTranslations('overview');
  const { closed, total, enforced } = tile;
  const open = total - (closed ?? 0);
  return (
    <Tile
      href={`/network?scan=${scanId}`}
      name={t('network')}
      number={closed === null ? t('networkNone') : t('networkClosed', { closed, total })}
      picture={
        closed === null ? (
          <div aria-hidden className="not-assessed h-6 rounded-s" />
        ) : (
          <>
            <div aria-hidden className="flex h-3 gap-0.5 overflow-hidden rounded-s">
              {closed > 0 ? <span className="bg-pass" style={{ flexGrow: closed, flexBasis: 0 }} /> : null}
              {open > 0 ? <span className="bg-medium" style={{ flexGrow: open, flexBasis: 0 }} /> : null}
            </div>
            <p className="num mt-1.5 flex justify-between text-xs text-ink-2">
              <span>{t('networkClosedPart', { count: closed })}</span>
              <span>{t('networkOpenPart', { count: open })}</span>
            </p>
          </>
        )
      }
    >
      {enforced === null ? null : (
        <p className={enforced === 'fail' ? 'font-medium text-critical' : ''}>
          {plugin === null ? t(`enforced.${enforced}`) : t(`enforcedBy.${enforced}`, { plugin })}
        </p>
      )}
    </Tile>
  );
}
