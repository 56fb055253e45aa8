import type { UserInfo } from '#lib/analysis/rbac/access-question.ts';
import { expandRights } from '#lib/analysis/rbac/expand-rights.ts';
import type { ExpandedRight } from '#lib/analysis/rbac/expand-rights.ts';
import type { EffectiveRule } from '#lib/analysis/rbac/permissions.ts';
import { EXIT } from '#lib/cli/exit-code.ts';
import { say } from '#lib/cli/text-style.ts';
import type { TextStyle } from '#lib/cli/text-style.ts';
import { grantLines, honestyLines } from './answer-lines.ts';
import { RBAC_WORDS } from './rbac-words.ts';
import { rightWords, ruleWords, sourceWords, userWords } from './right-words.ts';
import type { RbacRun, RbacSubcommand } from './subcommand.ts';
import { userOfWords } from './subject-words.ts';
import { writeAnswer } from './write-answer.ts';

/** `list SUBJECT`: every rule that holds for somebody, or all it comes to on what the cluster serves. */
export const list: RbacSubcommand = {
  words: { least: 1, most: 1 },
  run: (run) => listRights(run, userOfWords(run.args.words[0] ?? '', run.args.groups)),
};

/** Writes what a user may do. */
export async function listRights(run: RbacRun, user: UserInfo): Promise<number> {
  const { access, args, resources } = run;
  const rules = access.permissions
    .grants(user)
    .filter(({ namespace }) => args.namespace === null || namespace === null || namespace === args.namespace);
  const expanded = args.expand ? expandRights(rules, resources) : null;
  const told = {
    user,
    privileged: user.groups.includes('system:masters'),
    ...(expanded === null ? { rules } : { rights: expanded }),
    otherAuthorizers: access.others,
    atLeast: access.gaps.length > 0,
    gaps: access.gaps,
  };
  await writeAnswer(run, told, linesOf(run, user, { rules, expanded }));
  return EXIT.clear;
}

interface Held {
  readonly rules: readonly EffectiveRule[];
  readonly expanded: readonly ExpandedRight[] | null;
}

function* linesOf(run: RbacRun, user: UserInfo, { rules, expanded }: Held): Generator<string> {
  const { style, access } = run;
  const values = { who: userWords(user), count: rules.length, groups: user.groups.join(', ') };
  yield style.paint.strong(
    say(style, rules.length === 0 ? RBAC_WORDS.holdsNothing : RBAC_WORDS.holds, values),
  );
  if (user.groups.includes('system:masters')) yield say(style, RBAC_WORDS.masters);
  if (expanded === null) for (const one of rules) yield* ruleLines(one, style);
  for (const right of expanded ?? []) yield* expandedLines(right, run);
  yield* honestyLines({ otherAuthorizers: access.others, gaps: access.gaps }, false, style);
}

function* ruleLines(
  { rule, grant, namespace, isDefault }: EffectiveRule,
  style: TextStyle,
): Generator<string> {
  const place = namespace ?? say(style, RBAC_WORDS.wholeCluster);
  yield `${place}: ${ruleWords(rule)}`;
  const way = `${sourceWords(grant.binding)} → ${sourceWords(grant.role)} #${grant.rule}`;
  const mark = isDefault ? ` · ${say(style, RBAC_WORDS.unchangedDefault)}` : '';
  yield style.paint.faint(`  ${way}${mark}`);
}

function* expandedLines(right: ExpandedRight, { style, access }: RbacRun): Generator<string> {
  const { names } = right;
  const only =
    names.length === 0 ? '' : ` (${say(style, RBAC_WORDS.namesOnly, { names: names.join(', ') })})`;
  yield rightWords({ ...right, name: null }, style) + only;
  yield* grantLines(right.grants, access.permissions, style);
}
