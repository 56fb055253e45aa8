import { readFile } from 'node:fs/promises';
import { MerlonError } from '#lib/errors.ts';
import { text } from '#lib/model/text.ts';
import type { ScanTarget } from '#lib/cli/target-arguments.ts';
import type { Terminal } from '#lib/cli/terminal.ts';
import { UsageError } from '#lib/cli/usage-error.ts';

interface OptionFile {
  readonly option: string;
  /** A path, or `-` for standard input. */
  readonly path: string;
  readonly target: ScanTarget;
}

/** Returns the text of a file that an option names. Throws UsageError or MerlonError where there is none. */
export async function readOptionFile(
  { option, path, target }: OptionFile,
  terminal: Terminal,
): Promise<string> {
  if (path === '-') {
    if (target.kind === 'files' && target.paths.includes('-'))
      throw new UsageError(
        text(
          `Standard input can be what --${option} names or the objects, not both.`,
          `标准输入只能是 --${option} 的内容或对象，不能两者都是。`,
        ),
      );
    return terminal.readStdin();
  }
  try {
    return await readFile(path, 'utf8');
  } catch {
    throw new MerlonError('file-unreadable', text(`${path} cannot be read.`, `无法读取 ${path}。`));
  }
}
