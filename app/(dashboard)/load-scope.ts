import { createLoader, parseAsString } from 'nuqs/server';

/** Reads cluster and scan of an address, for pages that ask nothing else. */
export const loadScope = createLoader({ cluster: parseAsString, scan: parseAsString });
