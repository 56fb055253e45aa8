import { reachDifference, type ReachChange } from '#lib/analysis/network/derived/reach-difference.ts';
import { flowDifference } from '#lib/analysis/network/flows/flow-difference.ts';
import { overlayPaths } from '#lib/analysis/network/paths/overlay-paths.ts';
import { PATH_SLICES, pathScene, type PathScene } from '#lib/analysis/network/paths/path-scene.ts';
import { changedReach } from '#lib/analysis/network/reach/changed-reach.ts';
import { overlaySlices } from '#lib/analysis/network/reach/overlay-slices.ts';
import { REACH_SLICES } from '#lib/analysis/network/reach/reach-of-slices.ts';
import { text } from '#lib/model/text.ts';
import { EXIT } from '#lib/cli/exit-code.ts';
import { readFiles } from '#lib/cli/read-files.ts';
import { printable } from '#lib/cli/text-layout.ts';
import { UsageError } from '#lib/cli/usage-error.ts';
import { writeOut } from '#lib/cli/write-out.ts';
import { doorLine, plainDoor, serviceLines } from './flow-lines.ts';
import { linesOf } from './list.ts';
import type { NetworkRun, NetworkSubcommand } from './subcommand.ts';

/** `diff --with FILE…`: what the objects of files would change; they replace those of the same name. */
export const diff: NetworkSubcommand = {
  words: { least: 0, most: 0 },
  slices: [...REACH_SLICES, ...PATH_SLICES],
  async run(run) {
    const { args, terminal, scene } = run;
    if (args.with.length === 0)
      throw new UsageError(
        text('--with must name the files that are compared with.', '--with 必须指明用于比较的文件。'),
      );
    const after = await sceneAfter(run);
    const changes = reachDifference(linesOf(run), linesOf({ args, reach: after.reach }));
    const { doors, services } = flowDifference({ before: scene, after, changed: 'everything' });
    if (args.format === 'json') {
      const told = { changes, doors: doors.map((door) => plainDoor(door, args.language)), services };
      await writeOut([`${JSON.stringify(told, null, 2)}\n`], terminal);
    } else {
      const lines = [
        ...changes.flatMap(changeLines),
        ...services.flatMap(serviceLines),
        ...doors.map(doorLine),
      ];
      await writeOut(
        lines.map((line) => `${printable(line)}\n`),
        terminal,
      );
    }
    return changes.length + doors.length + services.length === 0 ? EXIT.clear : EXIT.found;
  },
};

async function sceneAfter({ args, inventory, terminal, reach }: NetworkRun): Promise<PathScene> {
  const target = { kind: 'files', paths: args.with, complete: false } as const;
  const options = { profile: 'standard', language: args.language } as const;
  const files = await readFiles(target, options, terminal);
  const after = overlaySlices(inventory.slices, files.slices);
  const changed = changedReach({ reach, slices: inventory.slices }, after, { profile: reach.dataplane.name });
  return pathScene(changed, { ...overlayPaths(inventory.slices, files.slices), ...after });
}

function changeLines({ from, to, before, after }: ReachChange): string[] {
  return [
    ...(before === '' ? [] : [`- ${from} => ${to} : ${before}`]),
    ...(after === '' ? [] : [`+ ${from} => ${to} : ${after}`]),
  ];
}
