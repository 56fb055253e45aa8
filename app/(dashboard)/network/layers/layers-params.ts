import {
  createLoader,
  createSerializer,
  parseAsInteger,
  parseAsString,
  type inferParserType,
} from 'nuqs/server';

const layersParams = {
  cluster: parseAsString,
  scan: parseAsString,
  /** Page of the networks. */
  page: parseAsInteger.withDefault(1),
  /** The one network that is looked at alone, and the page of its workloads. */
  network: parseAsString,
  workloads: parseAsInteger.withDefault(1),
};

export type LayersParams = inferParserType<typeof layersParams>;

export const loadLayersParams = createLoader(layersParams);

const serialize = createSerializer(layersParams);

/** Returns the address of the page about networks of pods. */
export function layersHref(params: Partial<LayersParams>): string {
  return serialize('/network/layers', params);
}
