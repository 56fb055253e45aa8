import { memo, type ReactNode } from 'react';
import { LongName } from '#components/text/long-name.tsx';
import type { Share } from '#lib/model/share-rows.ts';
import { MatrixCell } from './matrix-cell.tsx';
import { CELL_HEIGHT, CELL_WIDTH, HEAD_HEIGHT, placesIn, type Range } from './use-visible-cells.ts';

interface MatrixRowProps {
  readonly row: number;
  readonly names: readonly string[];
  readonly pods: number | undefined;
  readonly shares: readonly (Share | null)[];
  readonly columns: Range;
  readonly labelWidth: number;
  readonly base: string;
  /** Columns of the cell that can be tabbed to and of the chosen one; null where they are in other rows. */
  readonly stop: number | null;
  readonly chosen: number | null;
}

/** One namespace against those in sight. */
export const MatrixRow = memo(function MatrixRow(props: MatrixRowProps) {
  const { row, names, pods, shares, columns, labelWidth, base, stop, chosen } = props;
  return (
    <tr
      aria-rowindex={row + 2}
      className="absolute inset-x-0 block border-b border-line"
      style={{ top: HEAD_HEIGHT + row * CELL_HEIGHT, height: CELL_HEIGHT }}
    >
      <RowHead name={names[row] ?? ''} pods={pods} width={labelWidth} />
      {placesIn(columns).map((column) => (
        <MatrixCell
          key={column}
          row={row}
          column={column}
          left={labelWidth + column * CELL_WIDTH}
          from={names[row] ?? ''}
          to={names[column] ?? ''}
          share={shares[column] ?? null}
          base={base}
          isStop={stop === column}
          isChosen={chosen === column}
        />
      ))}
    </tr>
  );
});

function RowHead({
  name,
  pods,
  width,
}: {
  name: string;
  pods: number | undefined;
  width: number;
}): ReactNode {
  return (
    <th
      scope="row"
      aria-colindex={1}
      title={name}
      className="sticky left-0 z-[1] flex h-full items-center gap-2 border-r border-line bg-panel px-3 text-left text-sm font-normal"
      style={{ width }}
    >
      <span className="min-w-0 flex-1">
        <LongName name={name} />
      </span>
      <span aria-hidden className="num text-xs text-ink-3">
        {pods}
      </span>
    </th>
  );
}
