import type { GrantedRights } from '#lib/analysis/rbac/granted-rights.ts';
import type { Right } from '#lib/analysis/rbac/right.ts';
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
    for (const right of joined(rights)) yield `    ${sign} ${rightWords(right, style)}`;
  }
}

/** Verbs on the same thing stand together: `get,list pods`. */
function joined(rights: readonly Right[]): Right[] {
  const byThing = Map.groupBy(rights, ({ verb: _verb, ...thing }) => JSON.stringify(thing));
  return [...byThing.values()].flatMap((alike) => {
    const [first] = alike;
    return first === undefined ? [] : [{ ...first, verb: alike.map(({ verb }) => verb).join(',') }];
  });
}
