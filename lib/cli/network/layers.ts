import { answerLayers } from '#lib/analysis/network/layers/answer-layers.ts';
import { layerFacts, type LayerFacts } from '#lib/analysis/network/layers/layer-facts.ts';
import type { LaneFact } from '#lib/analysis/network/layers/lane-fact.ts';
import { LAYER_SLICES, layerViewOf } from '#lib/analysis/network/layers/layer-view.ts';
import type { Locale } from '#lib/model/text.ts';
import { EXIT } from '#lib/cli/exit-code.ts';
import { printable } from '#lib/cli/text-layout.ts';
import { say } from '#lib/cli/text-style.ts';
import { UsageError } from '#lib/cli/usage-error.ts';
import { writeOut } from '#lib/cli/write-out.ts';
import { askedPort } from './asked-connection.ts';
import { NETWORK_WORDS } from './network-words.ts';
import type { NetworkRun, NetworkSubcommand } from './subcommand.ts';

/**
 * `layers`: the networks of pods, who is on each and what is wrong with them; `layers FROM TO PORT`: whether one
 * interface may reach another.
 */
export const layers: NetworkSubcommand = {
  words: { least: 0, most: 3 },
  slices: LAYER_SLICES,
  async run(run) {
    const { args, inventory, terminal } = run;
    if (args.words.length > 0) return answerOne(run);
    const facts = layerFacts(inventory.slices);
    if (args.format === 'json') {
      await writeOut([`${JSON.stringify(facts, null, 2)}\n`], terminal);
      return EXIT.clear;
    }
    await writeOut(
      linesOf(facts, args.language).map((line) => `${printable(line)}\n`),
      terminal,
    );
    return EXIT.clear;
  },
};

async function answerOne({ args, inventory, terminal, style }: NetworkRun): Promise<number> {
  const [from = '', to = '', port = ''] = args.words;
  const answer = answerLayers(layerViewOf(inventory.slices), { from, to, ...askedPort(port) });
  if ('problem' in answer) throw new UsageError(answer.problem);
  const { verdict, wire, reasons } = answer;
  const told = [...reasons, ...(wire === null || reasons.includes(wire.reason) ? [] : [wire.reason])];
  const words = told.map((one) => one[args.language]);
  const text =
    args.format === 'json'
      ? JSON.stringify({ from, to, verdict, reasons: words })
      : [say(style, NETWORK_WORDS[verdict]), ...words.map((one) => `  ${one}`)].join('\n');
  await writeOut([`${text}\n`], terminal);
  return verdict === 'allowed' ? EXIT.clear : EXIT.found;
}

/** Problems come first, then each network with its workloads. */
function linesOf({ lanes, problems }: LayerFacts, language: Locale): string[] {
  return [
    ...problems.map(({ message }) => `! ${message[language]}`),
    ...lanes.flatMap((lane) => laneLines(lane, language)),
  ];
}

function laneLines(lane: LaneFact, language: Locale): string[] {
  const { key, type, mode, master, vlan, bridge, subnets, policies, outside, workloads } = lane;
  const built = [type, mode, master, bridge, vlan === null ? null : `VLAN ${vlan}`, ...subnets];
  return [
    [key, ...built.filter((one) => one !== null)].join(' '),
    `  ${policies[language]}`,
    ...(outside === null ? [] : [`  ${outside[language]}`]),
    ...workloads.map(({ namespace, name, kind, interfaceName, addresses }) => {
      const held = addresses.map(({ ip, standing }) => (standing === 'declared' ? `(${ip})` : ip));
      return `  ${namespace}/${name}[${kind}] ${[interfaceName, ...held].join(' ')}`;
    }),
  ];
}
