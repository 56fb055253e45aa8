import { createLoader, createSerializer, parseAsString, type inferParserType } from 'nuqs/server';

/** The scan that the page is about. */
const layersParams = { cluster: parseAsString, scan: parseAsString };

export const loadLayersParams = createLoader(layersParams);

const serialize = createSerializer(layersParams);

/** Returns the address of the page about networks of pods. */
export function layersHref({ cluster, scan }: inferParserType<typeof layersParams>): string {
  return serialize('/network/layers', { cluster, scan });
}
