import { PATH_SLICES } from '#lib/analysis/network/paths/path-scene.ts';
import { REACH_SLICES } from '#lib/analysis/network/reach/reach-of-slices.ts';
import { outsidePaths, type OutsidePath } from '#lib/analysis/network/paths/outside-paths.ts';
import { EXIT } from '#lib/cli/exit-code.ts';
import { printable } from '#lib/cli/text-layout.ts';
import { writeOut } from '#lib/cli/write-out.ts';
import type { Locale } from '#lib/model/text.ts';
import type { NetworkSubcommand } from './subcommand.ts';

/** `outside`: what the internet reaches, and through which door. */
export const outside: NetworkSubcommand = {
  words: { least: 0, most: 0 },
  slices: [...REACH_SLICES, ...PATH_SLICES],
  async run({ args, scene, terminal }) {
    const paths = outsidePaths(scene);
    if (args.format === 'json') {
      const told = paths.map((path) => plain(path, args.language));
      await writeOut([`${JSON.stringify({ paths: told }, null, 2)}\n`], terminal);
    } else {
      await writeOut(
        paths.map(({ sentence }) => `${printable(sentence[args.language])}\n`),
        terminal,
      );
    }
    return EXIT.clear;
  },
};

function plain({ sentence, ...path }: OutsidePath, language: Locale) {
  return { ...path, sentence: sentence[language] };
}
