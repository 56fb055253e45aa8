import type { NetworkPolicy } from '#lib/model/network.ts';
import { policyWords, type PolicyWords } from './network-policy-words.ts';

/** A policy as the scan tells it. */
export interface ListedPolicy {
  readonly namespace: string;
  readonly name: string;
  readonly spec: NetworkPolicy['spec'];
  readonly pods: number;
  readonly owners: readonly string[];
}

export interface PolicyRow extends Omit<ListedPolicy, 'spec'> {
  readonly words: PolicyWords;
}

/** Returns the policies whose name, namespace or pods hold the text, by namespace and name. */
export function policyRows(policies: readonly ListedPolicy[], text: string): readonly PolicyRow[] {
  return policies
    .filter(({ namespace, name, owners }) => has([`${namespace}/${name}`, ...owners], text))
    .map(({ spec, ...policy }) => ({ ...policy, words: policyWords(spec) }))
    .toSorted((a, b) => compare(a.namespace, b.namespace) || compare(a.name, b.name));
}

/** A workload with pods that no policy selects. */
export interface UnselectedWorkload {
  readonly namespace: string;
  readonly kind: string;
  readonly name: string;
  readonly pods: number;
}

/** Returns the workloads whose name or namespace holds the text, by namespace and name. */
export function unselectedRows(
  workloads: readonly UnselectedWorkload[],
  text: string,
): readonly UnselectedWorkload[] {
  return workloads
    .filter(({ namespace, name }) => has([`${namespace}/${name}`], text))
    .toSorted((a, b) => compare(a.namespace, b.namespace) || compare(a.name, b.name));
}

function has(names: readonly string[], text: string): boolean {
  const sought = text.trim().toLowerCase();
  return names.some((name) => name.toLowerCase().includes(sought));
}

function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
