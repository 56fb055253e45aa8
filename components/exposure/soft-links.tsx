'use client';

import { useRouter } from 'next/navigation';
import type { KeyboardEvent, MouseEvent, ReactNode } from 'react';

/**
 * Lets plain links of a large table change the page without loading it anew: one listener in place of a
 * thousand link components. Arrow keys move between the links of a table's cells.
 */
export function SoftLinks({ children }: { children: ReactNode }) {
  const router = useRouter();
  const follow = (event: MouseEvent) => {
    const link = linkOf(event.target);
    const isPlain =
      event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;
    if (link === null || !isPlain) return;
    event.preventDefault();
    // A table's cell opens beside it; another page, or a place in it, starts where it begins.
    const isSamePage = link.pathname === window.location.pathname;
    router.push(`${link.pathname}${link.search}${link.hash}`, { scroll: !isSamePage });
  };
  const move = (event: KeyboardEvent) => {
    const next = neighbourOf(linkOf(event.target), event.key);
    if (next === null) return;
    event.preventDefault();
    next.focus();
  };
  return (
    // The links inside are the controls; the listeners only stand in for theirs.
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions, jsx-a11y/click-events-have-key-events
    <div onClick={follow} onKeyDown={move}>
      {children}
    </div>
  );
}

function linkOf(target: EventTarget): HTMLAnchorElement | null {
  return target instanceof Element ? target.closest<HTMLAnchorElement>('a[data-soft]') : null;
}

function neighbourOf(link: HTMLAnchorElement | null, key: string): HTMLAnchorElement | null {
  const cell = link?.closest('td');
  const row = cell?.parentElement;
  if (cell === null || cell === undefined || row === null || row === undefined) return null;
  const places: Readonly<Record<string, Element | null | undefined>> = {
    ArrowLeft: cell.previousElementSibling,
    ArrowRight: cell.nextElementSibling,
    ArrowUp: row.previousElementSibling?.children[cell.cellIndex],
    ArrowDown: row.nextElementSibling?.children[cell.cellIndex],
  };
  return places[key]?.querySelector<HTMLAnchorElement>('a[data-soft]') ?? null;
}
