import { createLoader, parseAsString } from 'nuqs/server';

/** What the page of trying policies out can be asked. */
export const loadSimulateParams = createLoader({
  cluster: parseAsString,
  scan: parseAsString,
  /** A namespace to begin with: its default deny is filled in. */
  ns: parseAsString,
});
