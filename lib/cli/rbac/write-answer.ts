import { printable } from '#lib/cli/text-layout.ts';
import { writeOut } from '#lib/cli/write-out.ts';
import type { RbacRun } from './subcommand.ts';

/** Writes an answer as the format asks: the value as JSON, or its lines. */
export async function writeAnswer(
  { args, terminal }: Pick<RbacRun, 'args' | 'terminal'>,
  value: unknown,
  lines: Iterable<string>,
): Promise<void> {
  await writeOut(args.format === 'json' ? [`${JSON.stringify(value, null, 2)}\n`] : printed(lines), terminal);
}

function* printed(lines: Iterable<string>): Generator<string> {
  for (const line of lines) yield `${printable(line)}\n`;
}
