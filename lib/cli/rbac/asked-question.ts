import { toQuestion } from '#lib/analysis/rbac/typed-question.ts';
import type { AccessQuestion } from '#lib/analysis/rbac/access-question.ts';
import { say } from '#lib/cli/text-style.ts';
import { RBAC_WORDS } from './rbac-words.ts';
import type { RbacRun } from './subcommand.ts';

/** Returns the question of the words `VERB RESOURCE [NAME]`, having told what in it does not count. */
export function askedQuestion(
  { args, terminal, style, resources, isServedKnown }: RbacRun,
  [verb = '', resource = '', name]: readonly string[],
): AccessQuestion {
  const { namespace } = args;
  const asked = toQuestion({ verb, resource, namespace, ...(name === undefined ? {} : { name }) }, resources);
  const note = (words: (typeof RBAC_WORDS)['notServed']): void => {
    terminal.err.write(`${say(style, words, { resource })}\n`);
  };
  if (asked.isUnknown && isServedKnown) note(RBAC_WORDS.notServed);
  if (asked.isClusterScoped && namespace !== null && !('namespace' in asked.question))
    note(RBAC_WORDS.namespaceIgnored);
  return asked.question;
}
