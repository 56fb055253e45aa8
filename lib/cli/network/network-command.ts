import { pathScene } from '#lib/analysis/network/paths/path-scene.ts';
import { profileOfFiles } from '#lib/analysis/network/reach/profile-of-files.ts';
import { REACH_SLICES, reachOfSlices } from '#lib/analysis/network/reach/reach-of-slices.ts';
import { text } from '#lib/model/text.ts';
import { languageOf } from '#lib/cli/language.ts';
import { makePaint } from '#lib/cli/paint.ts';
import { nearMatches } from '#lib/model/near-matches.ts';
import { readTarget } from '#lib/cli/read-target.ts';
import type { Terminal } from '#lib/cli/terminal.ts';
import { printable } from '#lib/cli/text-layout.ts';
import { UsageError } from '#lib/cli/usage-error.ts';
import { answer } from './answer.ts';
import { blast } from './blast.ts';
import { check } from './check.ts';
import { diff } from './diff.ts';
import { explain } from './explain.ts';
import { findings } from './findings.ts';
import { generate } from './generate.ts';
import { generateHosts } from './generate-hosts.ts';
import { hosts } from './hosts.ts';
import { layers } from './layers.ts';
import { list } from './list.ts';
import { outside } from './outside.ts';
import { parseNetworkArguments } from './network-arguments.ts';
import type { NetworkSubcommand } from './subcommand.ts';

const SUBCOMMANDS: Readonly<Record<string, NetworkSubcommand>> = {
  list,
  check,
  explain,
  diff,
  answer,
  layers,
  outside,
  findings,
  blast,
  generate,
  'generate hosts': generateHosts,
  hosts,
};

/** Of a cluster the plugin is seen, or its absence is what is told. */
const NO_GUESS = { profile: null, reason: null, doubt: null };

/** Runs `merlon network` and returns its exit code. Throws UsageError, MerlonError, or the signal's reason. */
export async function networkCommand(words: readonly string[], terminal: Terminal): Promise<number> {
  const { subcommand, rest } = subcommandOf(words);
  const args = parseNetworkArguments(rest, subcommand.words, languageOf(terminal.variables));
  const { language, profile } = args;
  const only = subcommand.slices ?? REACH_SLICES;
  const inventory = await readTarget(args.target, { language, only }, terminal);
  terminal.signal.throwIfAborted();
  const guessed =
    profile === null && args.target.kind === 'files' ? profileOfFiles(inventory.slices) : NO_GUESS;
  const asked = profile ?? guessed.profile;
  const found = reachOfSlices(inventory.slices, {
    ...(asked === null ? {} : { profile: asked }),
    unsure: guessed.doubt,
  });
  const told = guessed.reason ?? guessed.doubt;
  if (told !== null) terminal.err.write(`${printable(told[language])}\n`);
  for (const { ref, message } of found.reach.plan.problems) {
    const where = ref.namespace === null ? ref.name : `${ref.namespace}/${ref.name}`;
    terminal.err.write(`${printable(`${ref.kind} ${where}: ${message[language]}`)}\n`);
  }
  const paint = makePaint(terminal.isOutTerminal && (terminal.variables['NO_COLOR'] ?? '') === '');
  const scene = pathScene(found.reach, inventory.slices);
  return subcommand.run({ ...found, scene, inventory, args, terminal, style: { language, paint } });
}

/** `generate hosts` is one of its own. */
function subcommandOf(words: readonly string[]) {
  const isOfHosts = words[0] === 'generate' && words[1] === 'hosts';
  const [name = '', ...rest] = isOfHosts ? ['generate hosts', ...words.slice(2)] : words;
  const subcommand = Object.hasOwn(SUBCOMMANDS, name) ? SUBCOMMANDS[name] : undefined;
  if (subcommand === undefined) throw unknownSubcommand(name);
  return { subcommand, rest };
}

function unknownSubcommand(name: string): UsageError {
  const known = Object.keys(SUBCOMMANDS);
  const near = nearMatches(name, known);
  const all = near.length === 0 ? known : near;
  return new UsageError(
    text(
      `"network" is followed by what to ask: ${all.join(', ')}.`,
      `“network”之后应指明要问什么：${all.join('、')}。`,
    ),
  );
}
