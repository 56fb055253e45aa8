'use client';

import { useTranslations } from 'next-intl';
import { memo, useMemo, useRef } from 'react';
import { LongName } from '#components/text/long-name.tsx';
import { ShareRows } from '#lib/model/share-rows.ts';
import { MatrixRow } from './matrix-row.tsx';
import { useCellKeys } from './use-cell-keys.ts';
import {
  CELL_HEIGHT,
  CELL_WIDTH,
  HEAD_HEIGHT,
  placesIn,
  useVisibleCells,
  type Range,
} from './use-visible-cells.ts';

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
  const rows = useMemo(() => new ShareRows(shares), [shares]);
  const frame = useRef<HTMLDivElement>(null);
  const count = namespaces.length;
  const { rows: shownRows, columns: shownColumns, labelWidth, show } = useVisibleCells(frame, count);
  const active = useCellKeys(frame, { count, show });
  const names = useMemo(() => namespaces.map(({ name }) => name), [namespaces]);
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
          {placesIn(shownRows).map((row) => (
            <MatrixRow
              key={row}
              row={row}
              names={names}
              pods={namespaces[row]?.pods}
              shares={rows.row(row)}
              columns={shownColumns}
              labelWidth={labelWidth}
              base={base}
              stop={stop.row === row ? stop.column : null}
              chosen={chosen !== null && chosen.from === names[row] ? names.indexOf(chosen.to) : null}
            />
          ))}
        </tbody>
      </table>
    </div>
  );
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
      {placesIn(shown).map((column) => (
        <HeadCell
          key={column}
          column={column}
          name={names[column] ?? ''}
          left={labelWidth + column * CELL_WIDTH}
        />
      ))}
    </tr>
  );
}

const HeadCell = memo(function HeadCell({
  column,
  name,
  left,
}: {
  column: number;
  name: string;
  left: number;
}) {
  return (
    <th
      scope="col"
      aria-colindex={column + 2}
      title={name}
      className="absolute bottom-0 flex h-full items-center justify-start overflow-hidden py-2 text-xs font-normal text-ink-2"
      style={{ left, width: CELL_WIDTH }}
    >
      <span className="mx-auto max-h-full rotate-180 [writing-mode:vertical-rl]">
        <LongName name={name} />
      </span>
    </th>
  );
});
