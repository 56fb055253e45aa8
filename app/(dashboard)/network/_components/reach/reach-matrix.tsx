'use client';

import { useTranslations } from 'next-intl';
import { useMemo, useRef, type ReactNode } from 'react';
import { LongName } from '#components/text/long-name.tsx';
import { unpackShares, type Share } from '#lib/model/share-rows.ts';
import { CELL_HEIGHT, CELL_WIDTH, HEAD_HEIGHT, useVisibleCells } from './use-visible-cells.ts';
import { ShareCell } from './share-cell.tsx';
import { shareMark } from './share-mark.ts';
import { useCellKeys } from './use-cell-keys.ts';

const MOST_HEIGHT = 560;

interface Namespace {
  readonly name: string;
  readonly pods: number;
}

/**
 * Namespaces against namespaces. Only cells that can be seen are in the page, so that a thousand by a thousand
 * scroll as well as ten by ten; the first row and column stay where they are.
 */
export function ReachMatrix({
  namespaces,
  shares,
  base,
  chosen,
}: {
  namespaces: readonly Namespace[];
  /** As `packShares` writes them. */
  shares: string;
  /** The page's address without a chosen cell. */
  base: string;
  chosen: { readonly from: string; readonly to: string } | null;
}) {
  const t = useTranslations('reachMatrix');
  const rows = useMemo(() => unpackShares(shares), [shares]);
  const frame = useRef<HTMLDivElement>(null);
  const count = namespaces.length;
  const { rows: shownRows, columns: shownColumns, labelWidth, show } = useVisibleCells(frame, count);
  const active = useCellKeys(frame, { count, show });
  const names = namespaces.map(({ name }) => name);
  const stop = {
    row: clamp(active.row, shownRows),
    column: clamp(active.column, shownColumns),
  };
  return (
    <div
      ref={frame}
      className="overflow-auto rounded-s border border-line bg-panel"
      style={{ maxHeight: MOST_HEIGHT }}
    >
      <table
        aria-label={t('matrix')}
        aria-rowcount={count + 1}
        aria-colcount={count + 1}
        style={{ width: labelWidth + count * CELL_WIDTH, height: HEAD_HEIGHT + count * CELL_HEIGHT }}
        className="relative block"
      >
        <thead
          className="sticky top-0 z-[2] block border-b border-line bg-panel"
          style={{ height: HEAD_HEIGHT }}
        >
          <HeadRow names={names} shown={shownColumns} labelWidth={labelWidth} />
        </thead>
        <tbody className="block">
          {range(shownRows).map((row) => (
            <tr
              key={row}
              aria-rowindex={row + 2}
              className="absolute inset-x-0 block border-b border-line"
              style={{ top: HEAD_HEIGHT + row * CELL_HEIGHT, height: CELL_HEIGHT }}
            >
              <RowHead namespace={namespaces[row]} width={labelWidth} />
              {range(shownColumns).map((column) => (
                <MatrixCell
                  key={column}
                  place={{ row, column }}
                  left={labelWidth + column * CELL_WIDTH}
                  ends={{ from: names[row] ?? '', to: names[column] ?? '' }}
                  share={rows[row]?.[column] ?? null}
                  base={base}
                  isStop={stop.row === row && stop.column === column}
                  isChosen={chosen?.from === names[row] && chosen?.to === names[column]}
                />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

interface Range {
  readonly first: number;
  /** Not included. */
  readonly end: number;
}

function range({ first, end }: Range): number[] {
  return Array.from({ length: Math.max(0, end - first) }, (_, at) => first + at);
}

/** One cell of those that are shown can be tabbed to, wherever the page was scrolled. */
function clamp(at: number, { first, end }: Range): number {
  return Math.min(Math.max(at, first), Math.max(first, end - 1));
}

function HeadRow({
  names,
  shown,
  labelWidth,
}: {
  names: readonly string[];
  shown: Range;
  labelWidth: number;
}) {
  const t = useTranslations('reachMatrix');
  return (
    <tr aria-rowindex={1} className="relative block h-full">
      <th
        scope="col"
        aria-colindex={1}
        className="sticky left-0 z-[3] flex h-full items-end border-r border-line bg-panel px-3 pb-2 text-xs font-normal text-ink-2"
        style={{ width: labelWidth }}
      >
        {t('fromTo')}
      </th>
      {range(shown).map((column) => (
        <th
          key={column}
          scope="col"
          aria-colindex={column + 2}
          title={names[column]}
          className="absolute bottom-0 flex h-full items-center justify-start overflow-hidden py-2 text-xs font-normal text-ink-2"
          style={{ left: labelWidth + column * CELL_WIDTH, width: CELL_WIDTH }}
        >
          <span className="mx-auto max-h-full rotate-180 [writing-mode:vertical-rl]">
            <LongName name={names[column] ?? ''} />
          </span>
        </th>
      ))}
    </tr>
  );
}

function RowHead({ namespace, width }: { namespace: Namespace | undefined; width: number }): ReactNode {
  return (
    <th
      scope="row"
      aria-colindex={1}
      title={namespace?.name}
      className="sticky left-0 z-[1] flex h-full items-center gap-2 border-r border-line bg-panel px-3 text-left text-sm font-normal"
      style={{ width }}
    >
      <span className="min-w-0 flex-1">
        <LongName name={namespace?.name ?? ''} />
      </span>
      <span aria-hidden className="num text-xs text-ink-3">
        {namespace?.pods}
      </span>
    </th>
  );
}

function MatrixCell({
  place: { row, column },
  left,
  ends,
  share,
  base,
  isStop,
  isChosen,
}: {
  place: { readonly row: number; readonly column: number };
  left: number;
  ends: { readonly from: string; readonly to: string };
  share: Share | null;
  base: string;
  isStop: boolean;
  isChosen: boolean;
}) {
  const t = useTranslations('reachMatrix');
  const mark = shareMark(share);
  const label =
    share === null
      ? t('cellNothing', ends)
      : t(share.unknown > 0 ? 'cellUnknown' : 'cellOpen', {
          ...ends,
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
        href={hrefOf(base, ends)}
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
}

function hrefOf(base: string, ends: Readonly<Record<'from' | 'to', string>>): string {
  return `${base}${base.includes('?') ? '&' : '?'}${new URLSearchParams(ends)}`;
}
