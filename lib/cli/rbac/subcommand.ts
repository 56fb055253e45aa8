import type { SliceName } from '#lib/model/inventory.ts';
import type { TextStyle } from '#lib/cli/text-style.ts';
import type { Terminal } from '#lib/cli/terminal.ts';
import type { LoadedAccess } from './load-access.ts';
import type { RbacArguments, WordCount } from './rbac-arguments.ts';

/** What a subcommand gets to work with. */
export interface RbacRun extends LoadedAccess {
  readonly args: RbacArguments;
  readonly terminal: Terminal;
  readonly style: TextStyle;
}

/** One word after `merlon rbac`. */
export interface RbacSubcommand {
  readonly words: WordCount;
  /** What it needs of a cluster beside what every answer does. */
  readonly slices?: readonly SliceName[];
  /** Writes the answer to standard output and returns the exit code. */
  readonly run: (run: RbacRun) => Promise<number>;
}
