'use client';

import { useEffect } from 'react';
import { isTyping } from './is-typing.ts';
import { moveInRows } from './move-in-rows.ts';
import { readStroke } from './read-stroke.ts';
import type { Wish } from './shortcut-list.ts';
import { showShortcuts } from './show-shortcuts.ts';

/** Listens for the keys of the whole product, unless the reader has switched them off. */
export function useShortcuts(): void {
  useEffect(() => {
    let waitingSinceMs: number | null = null;
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented || isTyping(event.target)) return;
      // Shift alone says nothing: on many keyboards it takes part in a question mark or a slash.
      if (event.key === 'Shift' || document.documentElement.dataset['shortcuts'] === 'off') return;
      const read = readStroke(
        {
          key: event.key,
          atMs: event.timeStamp,
          hasModifier: event.ctrlKey || event.metaKey || event.altKey,
          isComposing: event.isComposing,
        },
        waitingSinceMs,
      );
      ({ waitingSinceMs } = read);
      if (read.wish !== null && fulfil(read.wish)) event.preventDefault();
    };
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, []);
}

/** Does what was asked for; returns whether there was anything to do. */
function fulfil(wish: Wish): boolean {
  const isCovered = document.querySelector('dialog:modal') !== null;
  // Whatever covers the page keeps its keys; only the list of shortcuts closes by its own.
  if (wish === 'help') return helpWith(isCovered);
  if (isCovered) return false;
  if (wish === 'search') return focusSearch();
  if (wish === 'next' || wish === 'previous') {
    moveInRows(wish === 'next' ? 1 : -1);
    return true;
  }
  // The link itself knows where it leads, and leads there without loading the page anew.
  document.querySelector<HTMLAnchorElement>(`nav a[data-go="${wish.go}"]`)?.click();
  return true;
}

function helpWith(isCovered: boolean): boolean {
  if (isCovered && document.querySelector('#shortcuts:modal') === null) return false;
  showShortcuts();
  return true;
}

function focusSearch(): boolean {
  const fields = document.querySelectorAll<HTMLInputElement>('main input[type="search"]');
  const field = [...fields].find((candidate) => candidate.checkVisibility());
  field?.focus();
  field?.select();
  return field !== undefined;
}
