import { networkFindings } from '#lib/analysis/network/derived/network-findings.ts';
import { itemsOf } from '#lib/model/collected.ts';
import { EXIT } from '#lib/cli/exit-code.ts';
import { printable } from '#lib/cli/text-layout.ts';
import { writeOut } from '#lib/cli/write-out.ts';
import type { NetworkSubcommand } from './subcommand.ts';

/** `findings`: what can be told of the network as a whole. */
export const findings: NetworkSubcommand = {
  words: { least: 0, most: 0 },
  async run({ args, scene, inventory, terminal }) {
    const found = networkFindings(scene, itemsOf(inventory.slices.nodes));
    const told = found.map(({ sentence, ...rest }) => ({ ...rest, sentence: sentence[args.language] }));
    const lines =
      args.format === 'json'
        ? [`${JSON.stringify({ findings: told }, null, 2)}\n`]
        : told.map(({ sentence }) => `${printable(sentence)}\n`);
    await writeOut(lines, terminal);
    return EXIT.clear;
  },
};
