import { workloadLines, type WorkloadLine } from '#lib/analysis/network/reach/workload-lines.ts';
import { EXIT } from '#lib/cli/exit-code.ts';
import { say } from '#lib/cli/text-style.ts';
import { printable } from '#lib/cli/text-layout.ts';
import { writeOut } from '#lib/cli/write-out.ts';
import { NETWORK_WORDS } from './network-words.ts';
import type { NetworkRun, NetworkSubcommand } from './subcommand.ts';

/** `list`: one line for each ordered pair of workloads, or address range, that may talk. */
export const list: NetworkSubcommand = {
  words: { least: 0, most: 0 },
  async run(run) {
    const { args, terminal, style } = run;
    const lines = linesOf(run);
    const sure = lines.filter(({ isCertain }) => isCertain);
    const perhaps = lines.filter(({ isCertain }) => !isCertain);
    if (args.format === 'json') {
      await writeOut(
        [`${JSON.stringify({ connections: sure.map(plain), unknown: perhaps.map(plain) }, null, 2)}\n`],
        terminal,
      );
      return EXIT.clear;
    }
    await writeOut(
      sure.map((line) => `${printable(lineText(line))}\n`),
      terminal,
    );
    // What cannot be told is no connection, and no lack of one.
    for (const line of perhaps) {
      terminal.err.write(`${say(style, NETWORK_WORDS.perhaps)}${printable(lineText(line))}\n`);
    }
    return EXIT.clear;
  },
};

/** Returns the lines of what was read, with the ranges that were asked for. */
export function linesOf({ reach, args }: Pick<NetworkRun, 'reach' | 'args'>): WorkloadLine[] {
  return workloadLines(reach, { ranges: args.ipv6 ? ['IPv4', 'IPv6'] : ['IPv4'] });
}

/** Returns a line as `list` prints it. */
function lineText({ from, to, ports }: WorkloadLine): string {
  return `${from} => ${to} : ${ports}`;
}

function plain({ from, to, ports }: WorkloadLine) {
  return { from, to, ports };
}
