import {
  createLoader,
  createSerializer,
  parseAsInteger,
  parseAsString,
  parseAsStringLiteral,
} from 'nuqs/server';

/** The lists of the page, in the order of its tabs. */
export const SHOWN_CHANGES = ['new', 'fixed', 'persisting', 'unseen', 'uncovered'] as const;

/** What the page can be asked: the earlier scan, the later one, and which list of what page. */
export const compareParams = {
  cluster: parseAsString,
  a: parseAsString,
  b: parseAsString,
  show: parseAsStringLiteral(SHOWN_CHANGES),
  page: parseAsInteger.withDefault(1),
  /** Which page of the rights that changed. */
  rights: parseAsInteger.withDefault(1),
  /** Which page of the namespaces between which reach changed. */
  reach: parseAsInteger.withDefault(1),
};

export const loadCompareParams = createLoader(compareParams);

const serialize = createSerializer(compareParams);

/** Returns the address of the comparison with these questions. */
export function compareHref(params: Parameters<typeof serialize>[1]): string {
  return serialize('/compare', params);
}
