import { lossOfBinding } from '#lib/analysis/rbac/binding-loss.ts';
import type { BindingLoss } from '#lib/analysis/rbac/binding-loss.ts';
import { subjectLabel } from '#lib/analysis/rbac/subject-ref.ts';
import type { GrantSource } from '#lib/model/rbac.ts';
import { text } from '#lib/model/text.ts';
import { EXIT } from '#lib/cli/exit-code.ts';
import { say } from '#lib/cli/text-style.ts';
import { UsageError } from '#lib/cli/usage-error.ts';
import { honestyLines, unexpandedLines } from './answer-lines.ts';
import { changeLines } from './change-lines.ts';
import { RBAC_WORDS } from './rbac-words.ts';
import { sourceWords } from './right-words.ts';
import type { RbacRun, RbacSubcommand } from './subcommand.ts';
import { writeAnswer } from './write-answer.ts';

/** `without BINDING`: what its subjects would lose if a binding went. */
export const without: RbacSubcommand = {
  words: { least: 1, most: 1 },
  async run(run) {
    const { access } = run;
    const binding = bindingOf(run.args.words[0] ?? '');
    const losses = lossOfBinding(access.permissions, binding);
    const isShort = losses.some(({ unexpanded }) => unexpanded.length > 0);
    const told = { binding, losses, atLeast: access.gaps.length > 0 || isShort, gaps: access.gaps };
    await writeAnswer(run, told, linesOf(run, binding, losses));
    return EXIT.clear;
  },
};

function bindingOf(words: string): GrantSource {
  const [kind = '', first = '', second] = words.split('/');
  if (/^clusterrolebinding$/i.test(kind) && first !== '' && second === undefined)
    return { kind: 'ClusterRoleBinding', namespace: null, name: first };
  if (/^rolebinding$/i.test(kind) && first !== '' && second)
    return { kind: 'RoleBinding', namespace: first, name: second };
  throw new UsageError(
    text(
      `"${words}" names no binding; write clusterrolebinding/name or rolebinding/namespace/name.`,
      `“${words}”不是绑定；请写成 clusterrolebinding/名称 或 rolebinding/命名空间/名称。`,
    ),
  );
}

function* linesOf(
  { style, access }: RbacRun,
  binding: GrantSource,
  losses: readonly BindingLoss[],
): Generator<string> {
  if (losses.length === 0) yield say(style, RBAC_WORDS.noBinding, { binding: sourceWords(binding) });
  for (const { subject, lost, unexpanded } of losses) {
    const words = lost.length + unexpanded.length === 0 ? RBAC_WORDS.losesNothing : RBAC_WORDS.loses;
    yield style.paint.strong(say(style, words, { who: subjectLabel(subject) }));
    yield* changeLines(lost, '-', style);
    yield* unexpandedLines(unexpanded, style);
  }
  yield* honestyLines({ otherAuthorizers: [], gaps: access.gaps }, false, style);
}
