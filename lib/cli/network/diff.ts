import { reachDifference, type ReachChange } from '#lib/analysis/network/derived/reach-difference.ts';
import { flowDifference } from '#lib/analysis/network/flows/flow-difference.ts';
import { overlayPaths } from '#lib/analysis/network/paths/overlay-paths.ts';
import { PATH_SLICES, pathScene } from '#lib/analysis/network/paths/path-scene.ts';
import { changedReach } from '#lib/analysis/network/reach/changed-reach.ts';
import { overlaySlices } from '#lib/analysis/network/reach/overlay-slices.ts';
import { profileOfFiles } from '#lib/analysis/network/reach/profile-of-files.ts';
import {
  REACH_SLICES,
  reachOfSlices,
  type ReachSlices,
} from '#lib/analysis/network/reach/reach-of-slices.ts';
import { text } from '#lib/model/text.ts';
import { EXIT } from '#lib/cli/exit-code.ts';
import { readFiles } from '#lib/cli/read-files.ts';
import { printable } from '#lib/cli/text-layout.ts';
import { UsageError } from '#lib/cli/usage-error.ts';
import { writeOut } from '#lib/cli/write-out.ts';
import { say } from '#lib/cli/text-style.ts';
import { doorLine, isCertain, plainDoor, serviceLines } from './flow-lines.ts';
import { linesOf } from './list.ts';
import { NETWORK_WORDS } from './network-words.ts';
import type { NetworkRun, NetworkSubcommand } from './subcommand.ts';

/** `diff --with FILE…`: what the objects of files would change; they replace those of the same name. */
export const diff: NetworkSubcommand = {
  words: { least: 0, most: 0 },
  slices: [...REACH_SLICES, ...PATH_SLICES],
  async run(run) {
    const { args, terminal, style } = run;
    if (args.with.length === 0)
      throw new UsageError(
        text('--with must name the files that are compared with.', '--with 必须指明用于比较的文件。'),
      );
    const { before, after } = await scenesOf(run);
    const changes = reachDifference(
      linesOf({ args, reach: before.reach }),
      linesOf({ args, reach: after.reach }),
    );
    const { doors, services } = flowDifference({ before, after, changed: 'everything' });
    if (args.format === 'json') {
      const told = { changes, doors: doors.map((door) => plainDoor(door, args.language)), services };
      await writeOut([`${JSON.stringify(told, null, 2)}\n`], terminal);
    } else {
      const lines = [
        ...changes.flatMap(changeLines),
        ...services.flatMap(serviceLines),
        ...doors.filter(isCertain).map(doorLine),
      ];
      await writeOut(
        lines.map((line) => `${printable(line)}\n`),
        terminal,
      );
      for (const door of doors.filter((one) => !isCertain(one))) {
        terminal.err.write(`${say(style, NETWORK_WORDS.perhaps)}${printable(doorLine(door))}\n`);
      }
    }
    const count = changes.length + services.length + doors.filter(isCertain).length;
    return count === 0 ? EXIT.clear : EXIT.found;
  },
};

/** The cluster as it is, and with the files laid over it. */
async function scenesOf(run: NetworkRun) {
  const { args, inventory, terminal, reach, scene } = run;
  const target = { kind: 'files', paths: args.with, complete: false } as const;
  const options = { profile: 'standard', language: args.language } as const;
  const files = await readFiles(target, options, terminal);
  const { slices } = inventory;
  const after = overlaySlices(slices, files.slices);
  const slicesAfter = { ...overlayPaths(slices, files.slices), ...after };
  const known = planeOf(run, slices);
  const { profile, reason, doubt: unsure } = planeOf(run, after);
  if (profile === known.profile && unsure === known.doubt) {
    const changed = changedReach({ reach, slices }, after, { profile, unsure });
    return { before: scene, after: pathScene(changed, slicesAfter) };
  }
  const told = reason ?? unsure;
  if (told !== null) terminal.err.write(`${printable(told[args.language])}\n`);
  return {
    before: pathScene(reachOfSlices(slices, { profile, unsure }).reach, slices),
    after: pathScene(reachOfSlices(after, { profile, unsure }).reach, slicesAfter),
  };
}

/** How policies are enforced: as manifests show it, unless it was said. Of a cluster, it does not hang on its policies. */
function planeOf({ args, reach }: NetworkRun, slices: ReachSlices) {
  if (args.profile === null && args.target.kind === 'files') return profileOfFiles(slices);
  return { profile: reach.dataplane.name, reason: null, doubt: null };
}

function changeLines({ from, to, before, after }: ReachChange): string[] {
  return [
    ...(before === '' ? [] : [`- ${from} => ${to} : ${before}`]),
    ...(after === '' ? [] : [`+ ${from} => ${to} : ${after}`]),
  ];
}
