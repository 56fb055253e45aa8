import type { ClusterReach } from '#lib/analysis/network/reach/reach-of-slices.ts';
import type { Inventory } from '#lib/model/inventory.ts';
import type { TextStyle } from '#lib/cli/text-style.ts';
import type { Terminal } from '#lib/cli/terminal.ts';
import type { NetworkArguments, WordCount } from './network-arguments.ts';

/** What a subcommand gets to work with. */
export interface NetworkRun extends ClusterReach {
  readonly args: NetworkArguments;
  readonly inventory: Inventory;
  readonly terminal: Terminal;
  readonly style: TextStyle;
}

/** One word after `merlon network`. */
export interface NetworkSubcommand {
  readonly words: WordCount;
  /** Writes the answer to standard output and returns the exit code. */
  readonly run: (run: NetworkRun) => Promise<number>;
}
