import {
  createLoader,
  createSerializer,
  parseAsArrayOf,
  parseAsInteger,
  parseAsString,
  parseAsStringLiteral,
  type inferParserType,
} from 'nuqs/server';
import { SEVERITIES } from '#lib/model/severity.ts';
import { SECURITY_LEVELS, WORKLOAD_SORTS } from '#lib/views/workload-rows.ts';

const workloadsParams = {
  cluster: parseAsString,
  scan: parseAsString,
  ns: parseAsString.withDefault(''),
  kind: parseAsString.withDefault(''),
  level: parseAsArrayOf(parseAsStringLiteral(SECURITY_LEVELS)).withDefault([]),
  severity: parseAsArrayOf(parseAsStringLiteral(SEVERITIES)).withDefault([]),
  q: parseAsString.withDefault(''),
  sort: parseAsStringLiteral(WORKLOAD_SORTS).withDefault('namespace'),
  page: parseAsInteger.withDefault(1),
};

export type WorkloadsParams = inferParserType<typeof workloadsParams>;

export const loadWorkloadsParams = createLoader(workloadsParams);

const serialize = createSerializer(workloadsParams);

/** Returns the address of the workloads page with these questions. */
export function workloadsHref(params: Partial<WorkloadsParams>): string {
  return serialize('/workloads', params);
}

/** No filter at all. */
export const NO_WORKLOAD_FILTER = {
  ns: '',
  kind: '',
  level: [],
  severity: [],
  q: '',
  page: 1,
} satisfies Partial<WorkloadsParams>;
