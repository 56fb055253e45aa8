/**
 * Texts planted in the demo cluster for the test that searches everything Merlon stores and shows.
 * A secret mark may never be found outside the demo; the harmless mark must be, or the search proves nothing.
 */

/** Values of `Secret` data. */
export const SECRET_DATA_MARK = 'mk-secretdata-7f3a91c2d4e8';

/** Value of an environment variable written straight into a pod template. */
export const ENV_VALUE_MARK = 'mk-envvalue-52b8e0aa61f7';

/** Value inside a `last-applied-configuration` annotation. */
export const LAST_APPLIED_MARK = 'mk-lastapplied-c90d17e35b44';

/** Value inside a ConfigMap that is none of the named component configurations. */
export const CONFIG_DATA_MARK = 'mk-configdata-e61b7409fd23';

/** Argument of an application container (a password on the command line). */
export const ARGUMENT_MARK = 'mk-argument-08c5d2f7b91e';

/** Part of the bearer token of the default context. */
export const TOKEN_MARK = 'mk-token-3be6f84a90d1';

/** Everything that may not leave the demo. */
export const SECRET_MARKS: readonly string[] = [
  SECRET_DATA_MARK,
  ENV_VALUE_MARK,
  LAST_APPLIED_MARK,
  CONFIG_DATA_MARK,
  ARGUMENT_MARK,
  TOKEN_MARK,
];

/** A name that is no secret and must be found where findings and objects are kept. */
export const HARMLESS_MARK = 'mk-harmless-lighthouse';
