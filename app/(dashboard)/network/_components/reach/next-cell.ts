/** A cell of a matrix. */
export interface Place {
  readonly row: number;
  readonly column: number;
}

const PAGE = 10;

/** Returns the cell that a key leads to in a square matrix; null for a key that leads nowhere. */
export function nextCell(
  { row, column }: Place,
  { key, ctrlKey }: { readonly key: string; readonly ctrlKey: boolean },
  count: number,
): Place | null {
  const last = count - 1;
  const places: Readonly<Record<string, Place>> = {
    ArrowLeft: { row, column: column - 1 },
    ArrowRight: { row, column: column + 1 },
    ArrowUp: { row: row - 1, column },
    ArrowDown: { row: row + 1, column },
    PageUp: { row: row - PAGE, column },
    PageDown: { row: row + PAGE, column },
    Home: { row: ctrlKey ? 0 : row, column: 0 },
    End: { row: ctrlKey ? last : row, column: last },
  };
  const place = places[key];
  if (place === undefined) return null;
  const within = (at: number): number => Math.min(Math.max(at, 0), last);
  return { row: within(place.row), column: within(place.column) };
}
