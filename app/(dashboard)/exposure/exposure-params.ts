import {
  createLoader,
  createSerializer,
  parseAsInteger,
  parseAsString,
  parseAsStringLiteral,
  type inferParserType,
} from 'nuqs/server';
import { PORT_STANDINGS } from '#lib/model/port-sight.ts';

const EXPOSURE_VIEWS = ['matrix', 'table'] as const;
const EXPOSURE_SORTS = ['name', 'worst'] as const;

/** Everything the exposure page can be asked, as its address has it. */
const exposureParams = {
  cluster: parseAsString,
  scan: parseAsString,
  port: parseAsInteger,
  state: parseAsStringLiteral(PORT_STANDINGS),
  view: parseAsStringLiteral(EXPOSURE_VIEWS).withDefault('matrix'),
  sort: parseAsStringLiteral(EXPOSURE_SORTS).withDefault('name'),
  page: parseAsInteger.withDefault(1),
  /** Page of the services. */
  services: parseAsInteger.withDefault(1),
  /** Page of the other ways in. */
  ways: parseAsInteger.withDefault(1),
  /** The cell whose drawer is open, as `host:port`. */
  cell: parseAsString,
};

export type ExposureParams = inferParserType<typeof exposureParams>;

export const loadExposureParams = createLoader(exposureParams);

const serialize = createSerializer(exposureParams);

/** Returns the address of the exposure page with these questions. */
export function exposureHref(params: Partial<ExposureParams>): string {
  return serialize('/exposure', params);
}
