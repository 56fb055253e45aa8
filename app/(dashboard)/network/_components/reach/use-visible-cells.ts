import { useCallback, useEffect, useState, type RefObject } from 'react';

export const CELL_WIDTH = 40;
export const CELL_HEIGHT = 30;
export const HEAD_HEIGHT = 120;

const LABEL_WIDTH = 190;
const NARROW_LABEL_WIDTH = 118;
const NARROW = 560;
/** Cells beside the ones in sight, so that scrolling does not show empty paper. */
const MARGIN = 4;
/** Before the page is measured. */
const FIRST_ROWS = 18;
const FIRST_COLUMNS = 24;

/** Places from `first` on, `end` not included. */
export interface Range {
  readonly first: number;
  readonly end: number;
}

/** Returns the places of a range. */
export function placesIn({ first, end }: Range): number[] {
  return Array.from({ length: Math.max(0, end - first) }, (_, at) => first + at);
}

interface Sight {
  readonly rows: Range;
  readonly columns: Range;
  readonly labelWidth: number;
}

/** Tells which cells of a square matrix are in sight of its frame, and brings one into sight. */
export function useVisibleCells(frame: RefObject<HTMLDivElement | null>, count: number) {
  const [sight, setSight] = useState<Sight>({
    rows: { first: 0, end: Math.min(count, FIRST_ROWS) },
    columns: { first: 0, end: Math.min(count, FIRST_COLUMNS) },
    labelWidth: LABEL_WIDTH,
  });
  useEffect(() => {
    const element = frame.current;
    if (element === null) return;
    const look = (): void => {
      const seen = sightOf(element, count);
      setSight((before) => afterScroll(before, seen));
    };
    look();
    const observer = new ResizeObserver(look);
    observer.observe(element);
    element.addEventListener('scroll', look, { passive: true });
    return () => {
      observer.disconnect();
      element.removeEventListener('scroll', look);
    };
  }, [frame, count]);
  const { labelWidth } = sight;
  const show = useCallback(
    ({ row, column }: { readonly row: number; readonly column: number }) => {
      const element = frame.current;
      if (element === null) return;
      const top = row * CELL_HEIGHT;
      const left = column * CELL_WIDTH;
      element.scrollTo({
        top: within(element.scrollTop, top, element.clientHeight - HEAD_HEIGHT - CELL_HEIGHT),
        left: within(element.scrollLeft, left, element.clientWidth - labelWidth - CELL_WIDTH),
      });
    },
    [frame, labelWidth],
  );
  return { ...sight, show };
}

function sightOf({ scrollLeft, scrollTop, clientWidth, clientHeight }: HTMLElement, count: number): Sight {
  return {
    rows: rangeOf(scrollTop, clientHeight, { size: CELL_HEIGHT, count }),
    columns: rangeOf(scrollLeft, clientWidth, { size: CELL_WIDTH, count }),
    labelWidth: clientWidth < NARROW ? NARROW_LABEL_WIDTH : LABEL_WIDTH,
  };
}

/** What did not change stays the same object, so that only what came into sight is drawn. */
function afterScroll(before: Sight, { rows, columns, labelWidth }: Sight): Sight {
  const after = {
    rows: isSame(before.rows, rows) ? before.rows : rows,
    columns: isSame(before.columns, columns) ? before.columns : columns,
    labelWidth,
  };
  const isAsBefore =
    after.rows === before.rows && after.columns === before.columns && labelWidth === before.labelWidth;
  return isAsBefore ? before : after;
}

function isSame(a: Range, b: Range): boolean {
  return a.first === b.first && a.end === b.end;
}

function rangeOf(from: number, length: number, { size, count }: { size: number; count: number }): Range {
  const first = Math.max(0, Math.floor(from / size) - MARGIN);
  return { first, end: Math.min(count, Math.ceil((from + length) / size) + MARGIN) };
}

/** Returns where to scroll so that `at` is in sight, moving no further than needed. */
function within(scrolled: number, at: number, room: number): number {
  if (at < scrolled) return at;
  return at > scrolled + room ? at - room : scrolled;
}
