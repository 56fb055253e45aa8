import type { Text } from '#lib/model/text.ts';

/** What may be wrong with a file or with something in it. */
export const MANIFEST_PROBLEM_REASONS = [
  /** The file could not be read. */
  'unreadable',
  /** A document is no YAML or JSON; what it holds is unknown. */
  'syntax',
  /** A document is no Kubernetes object, such as a chart's values. */
  'not-an-object',
  /** An object has a field of a wrong type and was left out. */
  'malformed-object',
  /** The same object came before; the later one counts. */
  'duplicate',
  /** Objects of a kind that is not judged. */
  'ignored-kind',
] as const;
export type ManifestProblemReason = (typeof MANIFEST_PROBLEM_REASONS)[number];

/** Something in the files that was not read as it may have been meant; the rest was. */
export interface ManifestProblem {
  readonly reason: ManifestProblemReason;
  readonly file: string;
  /** Counted from 1; null where the whole file is meant. */
  readonly line: number | null;
  readonly column: number | null;
  readonly message: Text;
  /** Of an object with a field of a wrong type: which, from its root, and what it should be. */
  readonly field?: { readonly path: string; readonly expected: string };
  /** Of an object that was left out and can be in no other: its namespace. */
  readonly namespace?: string;
}

/** Returns whether the problem hides objects, so that what was read may not be all there is. */
export function hidesObjects(problem: ManifestProblem): boolean {
  return problem.reason === 'unreadable' || problem.reason === 'syntax';
}
