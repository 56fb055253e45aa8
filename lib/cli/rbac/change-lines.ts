import type { GrantedRights } from '#lib/analysis/rbac/granted-rights.ts';
import type { TextStyle } from '#lib/cli/text-style.ts';
import { rightWords, sourceWords } from './right-words.ts';

/** Yields rights that are gained or lost, each list below the grant it comes by. */
export function* changeLines(
  changes: readonly GrantedRights[],
  sign: '+' | '-',
  style: TextStyle,
): Generator<string> {
  for (const { grant, rights } of changes) {
    yield style.paint.faint(`  ${sourceWords(grant.binding)} → ${sourceWords(grant.role)} #${grant.rule}`);
    for (const right of rights) yield `    ${sign} ${rightWords(right, style)}`;
  }
}
