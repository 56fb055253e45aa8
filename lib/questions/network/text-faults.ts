import { policyFaults } from '#lib/analysis/network/policy-faults/policy-faults.ts';
import type { FromText } from '#lib/collect/from-text.ts';
import type { KubeObject } from '#lib/model/kube-object.ts';
import { text } from '#lib/model/text.ts';
import type { ManifestProblem } from '#lib/objects/manifest-problem.ts';
import { SCAN_SLICES } from './kept-reach.ts';
import type { TextProblem } from './network-asks.ts';
import { POLICY_SLICES } from './scan-policies.ts';

/** What keeps a text from being tried out; the rest is only told. */
const STOPPING: readonly ManifestProblem['reason'][] = [
  'unreadable',
  'syntax',
  'not-an-object',
  'malformed-object',
  'ignored-kind',
];

/** Returns what is wrong in a text of policies, in its order: what cannot be read, and what no cluster would take. */
export function textFaults(read: FromText): TextProblem[] {
  const unread = read.problems.filter(({ reason }) => STOPPING.includes(reason)).map(problemOf);
  const policies = POLICY_SLICES.flatMap((slice): readonly KubeObject[] => read.slices[slice] ?? []);
  const refused = policies.flatMap((object) =>
    policyFaults(object).map(({ path, message }): TextProblem => {
      const place = read.placeOf(object, ...spellingsOf(path));
      return { line: place?.line ?? null, column: place?.column ?? null, message };
    }),
  );
  return [...unread, ...refused].toSorted(byPlace);
}

/** Returns what is told of a text beside what comes of it: what was laid over and does nothing, and what stands twice. */
export function textNotes(read: FromText): TextProblem[] {
  const told = read.problems.filter(({ reason }) => !STOPPING.includes(reason)).map(problemOf);
  const known: readonly string[] = SCAN_SLICES;
  const idle = Object.entries(read.slices)
    .filter(([slice]) => !known.includes(slice))
    .flatMap(([, items]) => items as readonly KubeObject[])
    .map((object): TextProblem => {
      const place = read.placeOf(object, 'kind');
      return {
        line: place?.line ?? null,
        column: place?.column ?? null,
        message: text(
          `${object.kind} ${object.metadata.name} does not decide who reaches whom here; it changes nothing.`,
          `${object.kind} ${object.metadata.name} 在此不影响谁能访问谁，因此不带来变化。`,
        ),
      };
    });
  return [...told, ...idle].toSorted(byPlace);
}

function problemOf({ line, column, message }: TextProblem): TextProblem {
  return { line, column, message };
}

function byPlace(a: TextProblem, b: TextProblem): number {
  return (a.line ?? 0) - (b.line ?? 0) || (a.column ?? 0) - (b.column ?? 0);
}

/** A policy of Cilium may have one spec or a list of them, which are kept as one list. */
function spellingsOf(path: string): readonly [string, ...string[]] {
  const [, at, rest] = /^spec\.specs\[(\d+)\](.*)$/.exec(path) ?? [];
  if (at === undefined || rest === undefined) return [path];
  const listed = `specs[${at}]${rest}`;
  return at === '0' ? [`spec${rest}`, listed] : [listed];
}
