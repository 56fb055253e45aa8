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

interface Sight {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** Tells which cells of a square matrix are in sight of its frame, and brings one into sight. */
export function useVisibleCells(frame: RefObject<HTMLDivElement | null>, count: number) {
  const [sight, setSight] = useState<Sight | null>(null);
  useEffect(() => {
    const element = frame.current;
    if (element === null) return;
    const look = (): void => {
      const { scrollLeft: left, scrollTop: top, clientWidth: width, clientHeight: height } = element;
      setSight({ left, top, width, height });
    };
    look();
    const observer = new ResizeObserver(look);
    observer.observe(element);
    element.addEventListener('scroll', look, { passive: true });
    return () => {
      observer.disconnect();
      element.removeEventListener('scroll', look);
    };
  }, [frame]);
  const labelWidth = sight !== null && sight.width < NARROW ? NARROW_LABEL_WIDTH : LABEL_WIDTH;
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
  if (sight === null) {
    return {
      rows: { first: 0, end: Math.min(count, FIRST_ROWS) },
      columns: { first: 0, end: Math.min(count, FIRST_COLUMNS) },
      labelWidth,
      show,
    };
  }
  return {
    rows: rangeOf(sight.top, sight.height, { size: CELL_HEIGHT, count }),
    columns: rangeOf(sight.left, sight.width, { size: CELL_WIDTH, count }),
    labelWidth,
    show,
  };
}

function rangeOf(from: number, length: number, { size, count }: { size: number; count: number }) {
  const first = Math.max(0, Math.floor(from / size) - MARGIN);
  return { first, end: Math.min(count, Math.ceil((from + length) / size) + MARGIN) };
}

/** Returns where to scroll so that `at` is in sight, moving no further than needed. */
function within(scrolled: number, at: number, room: number): number {
  if (at < scrolled) return at;
  return at > scrolled + room ? at - room : scrolled;
}
