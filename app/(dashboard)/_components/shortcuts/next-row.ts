/** Returns the row to go to, or null where there is none; the first step enters at the first row in sight. */
export function nextRow({
  current,
  count,
  firstInSight,
  step,
}: {
  /** Where the focus is; null outside the rows. */
  current: number | null;
  count: number;
  firstInSight: number;
  step: 1 | -1;
}): number | null {
  if (count === 0) return null;
  const next = current === null ? firstInSight : current + step;
  return Math.min(Math.max(next, 0), count - 1);
}
