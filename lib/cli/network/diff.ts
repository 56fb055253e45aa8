import { reachDifference, type ReachChange } from '#lib/analysis/network/derived/reach-difference.ts';
import { changedReach } from '#lib/analysis/network/reach/changed-reach.ts';
import { overlaySlices } from '#lib/analysis/network/reach/overlay-slices.ts';
import { text } from '#lib/model/text.ts';
import { EXIT } from '#lib/cli/exit-code.ts';
import { readFiles } from '#lib/cli/read-files.ts';
import { printable } from '#lib/cli/text-layout.ts';
import { UsageError } from '#lib/cli/usage-error.ts';
import { writeOut } from '#lib/cli/write-out.ts';
import { linesOf } from './list.ts';
import type { NetworkRun, NetworkSubcommand } from './subcommand.ts';

/** `diff --with FILE…`: what the objects of files would change; they replace those of the same name. */
export const diff: NetworkSubcommand = {
  words: { least: 0, most: 0 },
  async run(run) {
    const { args, terminal } = run;
    if (args.with.length === 0)
      throw new UsageError(
        text('--with must name the files that are compared with.', '--with 必须指明用于比较的文件。'),
      );
    const changes = reachDifference(linesOf(run), linesOf({ args, reach: await reachAfter(run) }));
    if (args.format === 'json') {
      await writeOut([`${JSON.stringify({ changes }, null, 2)}\n`], terminal);
    } else {
      await writeOut(
        changes.flatMap(changeLines).map((line) => `${printable(line)}\n`),
        terminal,
      );
    }
    return changes.length === 0 ? EXIT.clear : EXIT.found;
  },
};

async function reachAfter({ args, inventory, terminal, reach }: NetworkRun) {
  const target = { kind: 'files', paths: args.with, complete: false } as const;
  const options = { profile: 'standard', language: args.language } as const;
  const files = await readFiles(target, options, terminal);
  const after = overlaySlices(inventory.slices, files.slices);
  return changedReach({ reach, slices: inventory.slices }, after, { profile: reach.dataplane.name });
}

function changeLines({ from, to, before, after }: ReachChange): string[] {
  return [
    ...(before === '' ? [] : [`- ${from} => ${to} : ${before}`]),
    ...(after === '' ? [] : [`+ ${from} => ${to} : ${after}`]),
  ];
}
