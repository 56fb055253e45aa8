import type { GrantSource } from '#lib/model/rbac.ts';

/** Something in the objects that grants nothing, or not what it seems to. */
export interface RbacProblem {
  readonly kind:
    | 'missing-role'
    | 'unusable-role-kind'
    | 'missing-subject'
    | 'unusable-subject'
    | 'duplicate'
    | 'aggregation-differs';
  /** The binding or role it is about. */
  readonly object: GrantSource;
  /** What is wrong there: the role or subject named, or how many rules lack and are too many. */
  readonly detail: string;
}
