import { collectFromFiles } from '#lib/collect/from-files.ts';
import { MerlonError } from '#lib/errors.ts';
import type { Inventory } from '#lib/model/inventory.ts';
import type { Profile } from '#lib/model/scan.ts';
import { text } from '#lib/model/text.ts';
import type { Locale } from '#lib/model/text.ts';
import { problemLines } from './problem-lines.ts';
import type { FilesTarget } from './target-arguments.ts';
import type { Terminal } from './terminal.ts';

interface ReadOptions {
  readonly profile: Profile;
  readonly language: Locale;
}

/** Returns what files hold, having told of what could not be read. Throws MerlonError where nothing could. */
export async function readFiles(
  target: FilesTarget,
  { profile, language }: ReadOptions,
  terminal: Terminal,
): Promise<Inventory> {
  const stdin = target.paths.includes('-') ? { stdin: await terminal.readStdin() } : {};
  const read = await collectFromFiles(target.paths, {
    complete: target.complete,
    now: () => new Date(),
    profile,
    ...stdin,
  });
  for (const line of problemLines(read.problems, language)) terminal.err.write(`${line}\n`);
  if (read.isEmpty) {
    throw new MerlonError(
      'file-unreadable',
      text(
        'No Kubernetes object could be read from what was given.',
        '给定的内容中没有可读取的 Kubernetes 对象。',
      ),
    );
  }
  return read.inventory;
}
