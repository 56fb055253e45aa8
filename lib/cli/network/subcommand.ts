import type { PathScene } from '#lib/analysis/network/paths/path-scene.ts';
import type { ClusterReach } from '#lib/analysis/network/reach/reach-of-slices.ts';
import type { Inventory, SliceName } from '#lib/model/inventory.ts';
import type { TextStyle } from '#lib/cli/text-style.ts';
import type { Terminal } from '#lib/cli/terminal.ts';
import type { NetworkArguments, WordCount } from './network-arguments.ts';

/** What a subcommand gets to work with. */
export interface NetworkRun extends ClusterReach {
  readonly args: NetworkArguments;
  /** The reachability with the services around it. */
  readonly scene: PathScene;
  readonly inventory: Inventory;
  readonly terminal: Terminal;
  readonly style: TextStyle;
}

/** One word after `merlon network`. */
export interface NetworkSubcommand {
  readonly words: WordCount;
  /** What it reads; the slices of reachability where it is left out. */
  readonly slices?: readonly SliceName[];
  /** Writes the answer to standard output and returns the exit code. */
  readonly run: (run: NetworkRun) => Promise<number>;
}
