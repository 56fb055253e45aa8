import type { UnitPodSpec } from '#lib/analysis/workloads/workload-index.ts';
import type { ServiceAccount } from '#lib/model/rbac.ts';

/** Volume by which admission gives a token to a pod that did not refuse it; before 1.22 `<account>-token-…`. */
const TOKEN_VOLUME = 'kube-api-access-';

/** Service accounts by namespace and name. */
export type Accounts = ReadonlyMap<string, ServiceAccount>;

export function accountsByName(accounts: readonly ServiceAccount[]): Accounts {
  return new Map(accounts.map((one) => [accountKey(one.metadata.namespace ?? '', one.metadata.name), one]));
}

export function accountKey(namespace: string, name: string): string {
  return `${namespace}/${name}`;
}

/** Returns the name of the account a pod runs as. */
export function accountOf({ spec }: UnitPodSpec): string {
  return spec.serviceAccountName || 'default';
}

/** The pod's own word counts, then what it was given when it was made, then the account's, which says yes by itself. */
export function isMounting({ spec, pod }: UnitPodSpec, account: ServiceAccount | undefined): boolean {
  if (spec.automountServiceAccountToken !== undefined) return spec.automountServiceAccountToken;
  const given = [TOKEN_VOLUME, `${spec.serviceAccountName ?? 'default'}-token-`];
  const wasGiven = spec.volumes?.some(({ name }) => given.some((start) => name.startsWith(start)));
  if (pod !== null && wasGiven === true) return true;
  return account?.automountServiceAccountToken ?? true;
}
