/** One page of a list, and where in the list it stands. */
export interface RowPage<T> {
  readonly rows: readonly T[];
  /** From 1 on; a page beyond the last is the last. */
  readonly page: number;
  readonly pages: number;
  /** Place of the first and last row in the list, from 1 on; both 0 where there is none. */
  readonly from: number;
  readonly to: number;
  readonly total: number;
}

/** Returns the page asked for, or the nearest there is. */
export function rowPage<T>(rows: readonly T[], asked: number, size: number): RowPage<T> {
  const pages = Math.max(1, Math.ceil(rows.length / size));
  const page = Math.min(Math.max(1, asked), pages);
  const start = (page - 1) * size;
  const shown = rows.slice(start, start + size);
  return {
    rows: shown,
    page,
    pages,
    from: shown.length === 0 ? 0 : start + 1,
    to: start + shown.length,
    total: rows.length,
  };
}
