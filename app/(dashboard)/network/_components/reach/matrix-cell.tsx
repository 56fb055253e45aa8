import { useTranslations } from 'next-intl';
import { memo } from 'react';
import type { Share } from '#lib/model/share-rows.ts';
import { ShareCell } from './share-cell.tsx';
import { shareMark } from './share-mark.ts';
import { CELL_WIDTH } from './use-visible-cells.ts';

interface MatrixCellProps {
  readonly row: number;
  readonly column: number;
  readonly left: number;
  readonly from: string;
  readonly to: string;
  readonly share: Share | null;
  /** The page's address without a chosen cell. */
  readonly base: string;
  /** It is the one that can be tabbed to. */
  readonly isStop: boolean;
  readonly isChosen: boolean;
}

/** Two namespaces and how much is open between them; it stays as it is while others are scrolled into sight. */
export const MatrixCell = memo(function MatrixCell(props: MatrixCellProps) {
  const { row, column, left, from, to, share, base, isStop, isChosen } = props;
  const t = useTranslations('reachMatrix');
  const mark = shareMark(share);
  const label =
    share === null
      ? t('cellNothing', { from, to })
      : t(share.unknown > 0 ? 'cellUnknown' : 'cellOpen', {
          from,
          to,
          share: share.open + share.unknown === 0 ? '0' : mark.word,
        });
  return (
    <td
      aria-colindex={column + 2}
      className="absolute top-0 block h-full p-0"
      style={{ left, width: CELL_WIDTH }}
    >
      <a
        data-soft
        data-cell={`${row}:${column}`}
        href={hrefOf(base, { from, to })}
        tabIndex={isStop ? 0 : -1}
        aria-label={label}
        aria-current={isChosen ? 'true' : undefined}
        title={label}
        className={`absolute inset-0 hover:bg-sunken focus-visible:z-[1] focus-visible:outline-offset-[-2px] ${isChosen ? 'outline-2 outline-offset-[-2px] outline-accent' : ''} ${row === column ? 'bg-sunken' : ''}`}
      >
        <ShareCell mark={mark} />
      </a>
    </td>
  );
});

function hrefOf(base: string, ends: Readonly<Record<'from' | 'to', string>>): string {
  return `${base}${base.includes('?') ? '&' : '?'}${new URLSearchParams(ends)}`;
}
