'use client';

import { useCallback, useSyncExternalStore } from 'react';
import { parseAppearance, type AppearanceName, type AppearanceValue } from '#app/appearance.ts';

/**
 * Returns a choice of appearance as the document has it now. The document's own attribute is the one place
 * it is kept, so that a menu and a page of settings that are on the screen together always agree.
 */
export function useAppearance<Name extends AppearanceName>(
  name: Name,
  /** What the server wrote into the document. */
  served: AppearanceValue<Name>,
): AppearanceValue<Name> {
  const subscribe = useCallback(
    (onChange: () => void) => {
      const observer = new MutationObserver(onChange);
      observer.observe(document.documentElement, { attributeFilter: [`data-${name}`] });
      return () => observer.disconnect();
    },
    [name],
  );
  return useSyncExternalStore(
    subscribe,
    () => parseAppearance(name, document.documentElement.dataset[name]),
    () => served,
  );
}
