import { MerlonError } from '#lib/errors.ts';
import { fillText, LOCALES, text } from '#lib/model/text.ts';
import type { Locale } from '#lib/model/text.ts';
import { EXIT } from './exit-code.ts';
import { HELP } from './help.ts';
import { NETWORK_HELP } from './network/network-help.ts';
import { networkCommand } from './network/network-command.ts';
import { RBAC_HELP } from './rbac/rbac-help.ts';
import { rbacCommand } from './rbac/rbac-command.ts';
import { languageOf } from './language.ts';
import { nearMatches } from '#lib/model/near-matches.ts';
import { scanCommand } from './scan.ts';
import type { Terminal } from './terminal.ts';
import { printable } from './text-layout.ts';
import { UsageError } from './usage-error.ts';

const HELP_OF = new Map([
  ['rbac', RBAC_HELP],
  ['network', NETWORK_HELP],
]);

const SEE_HELP = text('`{help}` shows what can be said.', '用 `{help}` 查看用法。');

/** The language is wanted for messages about arguments that could not be read, too. */
function wantedLanguage(words: readonly string[], preset: Locale): Locale {
  const after = words[words.indexOf('--lang') + 1];
  const named = words.find((word) => word.startsWith('--lang='))?.slice('--lang='.length) ?? after;
  return (
    LOCALES.find((locale) => words.some((word) => word.startsWith('--lang')) && locale === named) ?? preset
  );
}

function messageOf(error: unknown, language: Locale, command: string | undefined): string {
  if (error instanceof UsageError) {
    const help = HELP_OF.has(command ?? '') ? `merlon ${command} --help` : 'merlon --help';
    return `${error.text[language]}\n${fillText(SEE_HELP[language], { help })}`;
  }
  if (error instanceof MerlonError) return error.text[language];
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

function unknownCommand(word: string | undefined): UsageError {
  if (word === undefined) return new UsageError(text('No command was given.', '没有给出命令。'));
  const [near] = nearMatches(word, ['scan', 'rbac', 'network']);
  return new UsageError(
    near === undefined
      ? text(`There is no command "${word}".`, `没有命令“${word}”。`)
      : text(`There is no command "${word}"; did you mean ${near}?`, `没有命令“${word}”；是否指 ${near}？`),
  );
}

/** Runs what the words of a command line say and returns the exit code; messages go to standard error. */
export async function runCommand(
  words: readonly string[],
  version: string,
  terminal: Terminal,
): Promise<number> {
  const language = wantedLanguage(words, languageOf(terminal.variables));
  const [command, ...rest] = words;
  if (words.includes('--help') || words.includes('-h') || command === 'help') {
    terminal.out.write((HELP_OF.get(command ?? '') ?? HELP)[language]);
    return EXIT.clear;
  }
  if (command === '--version') {
    terminal.out.write(`${version}\n`);
    return EXIT.clear;
  }
  try {
    if (command === 'rbac') return await rbacCommand(rest, terminal);
    if (command === 'network') return await networkCommand(rest, terminal);
    if (command !== 'scan') throw unknownCommand(command);
    return await scanCommand(rest, version, terminal);
  } catch (error) {
    terminal.err.write(`merlon: ${printable(messageOf(error, language, command))}\n`);
    return EXIT.notRun;
  }
}
