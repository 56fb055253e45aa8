import { createLoader, parseAsString } from 'nuqs/server';

/** The scan that the page is about. */
export const loadLayersParams = createLoader({ cluster: parseAsString, scan: parseAsString });
