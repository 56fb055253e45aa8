import { nextRow } from './next-row.ts';

/** Moves the focus to the link of the row below or above; a row is whatever is marked `data-row`. */
export function moveInRows(step: 1 | -1): void {
  const links = rowLinks();
  const own = document.activeElement?.closest('[data-row]') ?? null;
  const current = own === null ? -1 : links.findIndex((link) => rowOf(link) === own);
  const next = nextRow({
    current: current === -1 ? null : current,
    count: links.length,
    firstInSight: links.findIndex(isInSight),
    step,
  });
  if (next !== null) links[next]?.focus();
}

/** The first link of every row that can be seen; a row inside another is a row of its own. */
function rowLinks(): HTMLAnchorElement[] {
  return [...document.querySelectorAll('main [data-row]')].flatMap((row) => {
    const link = row.querySelector<HTMLAnchorElement>('a[href]');
    return link !== null && rowOf(link) === row && link.checkVisibility() ? [link] : [];
  });
}

function rowOf(link: Element): Element | null {
  return link.closest('[data-row]');
}

/** Below the bar at the top, above the end of the window. */
function isInSight(link: Element): boolean {
  const { top, bottom } = link.getBoundingClientRect();
  const bar = document.querySelector('header')?.getBoundingClientRect().bottom ?? 0;
  return top >= bar && bottom <= window.innerHeight;
}
