import type { Permissions } from '#lib/analysis/rbac/permissions.ts';
import { subjectLabel } from '#lib/analysis/rbac/subject-ref.ts';
import type { Gap } from '#lib/model/gap.ts';
import type { Grant } from '#lib/model/rbac.ts';
import { say } from '#lib/cli/text-style.ts';
import type { TextStyle } from '#lib/cli/text-style.ts';
import { RBAC_WORDS } from './rbac-words.ts';
import { ruleWords, sourceWords } from './right-words.ts';

interface Told {
  readonly otherAuthorizers: readonly string[];
  readonly gaps: readonly Gap[];
}

const UNSEEN = 'unknown';

/** Yields one line for each grant: binding, role, rule, and the subject that matched. */
export function* grantLines(
  grants: readonly Grant[],
  permissions: Permissions,
  style: TextStyle,
): Generator<string> {
  for (const grant of grants) {
    const rule = permissions.ruleOf(grant);
    const line = say(style, RBAC_WORDS.grant, {
      binding: sourceWords(grant.binding),
      role: sourceWords(grant.role),
      rule: grant.rule,
      line: rule === null ? '' : ruleWords(rule),
    });
    yield `  ${line}${say(style, RBAC_WORDS.forSubject, { subject: subjectLabel(grant.subject) })}`;
  }
}

/** Yields, each once, the rules whose lists multiply into too many rights to compare: more may differ. */
export function* unexpandedLines(grants: readonly Grant[], style: TextStyle): Generator<string> {
  const ways = new Set(
    grants.map(({ binding, role, rule }) => `${sourceWords(binding)} → ${sourceWords(role)} #${rule}`),
  );
  if (ways.size > 0) yield say(style, RBAC_WORDS.notExpanded);
  for (const way of ways) yield `  ${way}`;
}

/** Yields what an answer does not know: authorizers that may say yes, and what could not be read. */
export function* honestyLines(told: Told, isNo: boolean, style: TextStyle): Generator<string> {
  const names = told.otherAuthorizers.filter((name) => name !== UNSEEN);
  if (names.length > 0) {
    yield say(style, isNo ? RBAC_WORDS.others : RBAC_WORDS.othersBeside, { names: names.join(', ') });
  }
  if (told.otherAuthorizers.includes(UNSEEN)) yield say(style, RBAC_WORDS.unseenModes);
  if (told.gaps.length === 0) return;
  yield say(style, RBAC_WORDS.atLeast);
  for (const { message } of told.gaps) yield `  ${message[style.language]}`;
}
