import { hostFirewallOf, HOST_SLICES } from '#lib/analysis/network/host-firewall/host-firewall.ts';
import { EXIT } from '#lib/cli/exit-code.ts';
import { printable } from '#lib/cli/text-layout.ts';
import { say, type TextStyle } from '#lib/cli/text-style.ts';
import { writeOut } from '#lib/cli/write-out.ts';
import type { HostCell, HostFirewall, HostPart, HostSource } from '#lib/model/host-firewall.ts';
import { NETWORK_WORDS } from './network-words.ts';
import type { NetworkSubcommand } from './subcommand.ts';

/** `hosts`: one line for each node, sender and port, with what decides; what is wrong with it on standard error. */
export const hosts: NetworkSubcommand = {
  words: { least: 0, most: 0 },
  slices: HOST_SLICES,
  async run({ args, terminal, style, inventory }) {
    const firewall = hostFirewallOf(inventory.slices);
    if (args.format === 'json') {
      await writeOut([`${JSON.stringify(firewall, null, 2)}\n`], terminal);
      return EXIT.clear;
    }
    await writeOut(
      linesOf(firewall, style).map((line) => `${printable(line)}\n`),
      terminal,
    );
    const told = [...firewall.notes, ...firewall.lints.map(({ message }) => message)];
    for (const message of told) terminal.err.write(`${printable(message[style.language])}\n`);
    return EXIT.clear;
  },
};

function linesOf({ nodes, sources, ports, groups }: HostFirewall, style: TextStyle): string[] {
  return nodes.flatMap(({ name, group }) =>
    sources.flatMap((source, row) =>
      ports.map(({ port, lane }, column) => {
        const cell = groups[group]?.[row]?.[column];
        const answers = cell === undefined ? '' : answersOf(cell, style);
        return `${sourceText(source, style)} => ${name} ${lane} ${port} : ${answers}`;
      }),
    ),
  );
}

function sourceText({ kind, cidr }: HostSource, style: TextStyle): string {
  return cidr ?? say(style, NETWORK_WORDS.senders[kind]);
}

function answersOf({ parts }: HostCell, style: TextStyle): string {
  const texts = parts.map((part) => partText(part, style));
  return [...new Set(texts)].join('; ');
}

function partText({ verdict, decision, decider }: HostPart, style: TextStyle): string {
  const word = say(style, NETWORK_WORDS.hostVerdicts[verdict]);
  const by = decider === null ? '' : ` ${decider.kind} ${decider.name}`;
  return `${word} (${decision}${by})`;
}
