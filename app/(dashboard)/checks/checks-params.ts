import {
  createLoader,
  createSerializer,
  parseAsArrayOf,
  parseAsString,
  parseAsStringLiteral,
} from 'nuqs/server';
import { CATEGORIES } from '#lib/model/category.ts';
import { OUTCOMES } from '#lib/model/control.ts';

/** What the catalogue can be asked, as its address has it. */
const checksParams = {
  cluster: parseAsString,
  scan: parseAsString,
  area: parseAsArrayOf(parseAsStringLiteral(CATEGORIES)).withDefault([]),
  outcome: parseAsArrayOf(parseAsStringLiteral(OUTCOMES)).withDefault([]),
  q: parseAsString.withDefault(''),
};

export const loadChecksParams = createLoader(checksParams);

export type ChecksParams = Awaited<ReturnType<typeof loadChecksParams>>;

const serialize = createSerializer(checksParams);

/** Returns the address of the catalogue with these questions. */
export function checksHref(params: Partial<ChecksParams>): string {
  return serialize('/checks', params);
}
