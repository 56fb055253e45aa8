import { text } from '#lib/model/text.ts';
import { languageOf } from '#lib/cli/language.ts';
import { makePaint } from '#lib/cli/paint.ts';
import { nearMatches } from '#lib/model/near-matches.ts';
import type { Terminal } from '#lib/cli/terminal.ts';
import { UsageError } from '#lib/cli/usage-error.ts';
import { answer } from './answer.ts';
import { can } from './can.ts';
import { changes } from './changes.ts';
import { equal } from './equal.ts';
import { escalate } from './escalate.ts';
import { list } from './list.ts';
import { loadAccess } from './load-access.ts';
import { parseRbacArguments } from './rbac-arguments.ts';
import { risks } from './risks.ts';
import { stranger } from './stranger.ts';
import type { RbacSubcommand } from './subcommand.ts';
import { whoCan } from './who-can.ts';
import { without } from './without.ts';

const SUBCOMMANDS: Readonly<Record<string, RbacSubcommand>> = {
  can,
  'who-can': whoCan,
  list,
  risks,
  escalate,
  answer,
  equal,
  without,
  changes,
  stranger,
};

/** Runs `merlon rbac` and returns its exit code. Throws UsageError, MerlonError, or the signal's reason. */
export async function rbacCommand(words: readonly string[], terminal: Terminal): Promise<number> {
  const [name = '', ...rest] = words;
  const subcommand = Object.hasOwn(SUBCOMMANDS, name) ? SUBCOMMANDS[name] : undefined;
  if (subcommand === undefined) throw unknownSubcommand(name);
  const args = parseRbacArguments(rest, subcommand.words, languageOf(terminal.variables));
  const { slices = [] } = subcommand;
  const loaded = await loadAccess(args.target, { ...args, slices }, terminal);
  const paint = makePaint(terminal.isOutTerminal && (terminal.variables['NO_COLOR'] ?? '') === '');
  return subcommand.run({ ...loaded, args, terminal, style: { language: args.language, paint } });
}

function unknownSubcommand(name: string): UsageError {
  const known = Object.keys(SUBCOMMANDS);
  const near = nearMatches(name, known);
  const all = near.length === 0 ? known : near;
  return new UsageError(
    text(
      `"rbac" is followed by what to ask: ${all.join(', ')}.`,
      `“rbac”之后应指明要问什么：${all.join('、')}。`,
    ),
  );
}
