'use client';

import { useEffect, useLayoutEffect, useRef, useSyncExternalStore, type RefObject } from 'react';

/**
 * Takes the focus to `target` when it appears in answer to a link, and back to that link when it is gone. The
 * link is the one that leads to the address at which `target` stands, since the link itself may have made room.
 */
export function useReturnedFocus(target: RefObject<HTMLElement | null>): void {
  // True in the first pass of a page that came with it open; such a page begins at its beginning.
  const isServed = useSyncExternalStore(
    () => () => {},
    () => false,
    () => true,
  );
  const wasServed = useRef(isServed);
  const address = useRef('');
  // At once: whoever goes back before the effect below has run would leave the address of another page here.
  useLayoutEffect(() => {
    address.current = window.location.pathname + window.location.search;
  }, []);
  useEffect(() => {
    if (!wasServed.current) target.current?.focus({ preventScroll: true });
    return () => {
      // Whoever has put the focus elsewhere meanwhile keeps it there.
      if (document.activeElement !== document.body) return;
      document
        .querySelector<HTMLElement>(`a[href="${CSS.escape(address.current)}"]`)
        ?.focus({ preventScroll: true });
    };
  }, [target]);
}
