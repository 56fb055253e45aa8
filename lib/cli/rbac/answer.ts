import type { Access } from '#lib/analysis/rbac/access.ts';
import { answerFile } from '#lib/cli/answer-file.ts';
import { questionOfSpec } from './review-spec.ts';
import type { RbacSubcommand } from './subcommand.ts';

/** `answer --questions FILE`: one SubjectAccessReview `spec` a line in, one answer a line out. */
export const answer: RbacSubcommand = {
  words: { least: 0, most: 0 },
  run({ args, access, terminal }) {
    const { questions, target } = args;
    return answerFile({ questions, target, terminal }, (line) => answerLine(access, line));
  },
};

/** What adds nothing is left out: a plain answer is `allowed` and `grants`. */
function answerLine(access: Access, line: string): string {
  const { user, ask } = questionOfSpec(line);
  const { allowed, grants, privileged, allowedBy, otherAuthorizers, atLeast, gaps } = access.can(user, ask);
  const by = privileged ? ['system:masters'] : allowedBy.filter((name) => name !== 'RBAC');
  return JSON.stringify({
    allowed,
    grants,
    ...(by.length === 0 ? {} : { allowedBy: by }),
    ...(otherAuthorizers.length === 0 ? {} : { otherAuthorizers }),
    ...(atLeast ? { atLeast, gaps: gaps.map(({ id }) => id) } : {}),
  });
}
