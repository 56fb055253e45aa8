import {
  createLoader,
  createSerializer,
  parseAsBoolean,
  parseAsInteger,
  parseAsString,
  parseAsStringLiteral,
  type inferParserType,
} from 'nuqs/server';

export const RBAC_TABS = ['risks', 'subjects', 'bindings', 'roles'] as const;
export type RbacTab = (typeof RBAC_TABS)[number];

const rbacParams = {
  cluster: parseAsString,
  scan: parseAsString,
  tab: parseAsStringLiteral(RBAC_TABS).withDefault('risks'),
  q: parseAsString.withDefault(''),
  /** Whether what Kubernetes brings along unchanged is listed too. */
  defaults: parseAsBoolean.withDefault(false),
  page: parseAsInteger.withDefault(1),
  /** Who can `verb` `resource` in the namespace `in`? An empty namespace asks for all of them. */
  verb: parseAsString.withDefault(''),
  resource: parseAsString.withDefault(''),
  in: parseAsString.withDefault(''),
  /** The binding whose loss is shown, by its key. */
  binding: parseAsString,
};

export type RbacParams = inferParserType<typeof rbacParams>;

export const loadRbacParams = createLoader(rbacParams);

const serialize = createSerializer(rbacParams);

/** Returns the address of the RBAC page with these questions. */
export function rbacHref(params: Partial<RbacParams>): string {
  return serialize('/rbac', params);
}
