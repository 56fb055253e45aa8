import { EXIT } from '#lib/cli/exit-code.ts';
import { say } from '#lib/cli/text-style.ts';
import { writeOut } from '#lib/cli/write-out.ts';
import { askConnection, askedPort, askPorts } from './asked-connection.ts';
import { NETWORK_WORDS } from './network-words.ts';
import type { NetworkRun, NetworkSubcommand } from './subcommand.ts';

/** `check FROM TO [PORT/PROTO]`: whether one may reach the other; without a port, on which ports. */
export const check: NetworkSubcommand = {
  words: { least: 2, most: 3 },
  async run(run) {
    const [from = '', to = '', port] = run.args.words;
    if (port === undefined) return checkPorts(run, from, to);
    const asked = askedPort(port);
    const { verdict, reasons } = askConnection(run.scene, [from, to], asked);
    if (run.args.format === 'json') {
      const told = { from, to, ...asked, verdict, reasons: reasons.map((one) => one[run.args.language]) };
      await writeOut([`${JSON.stringify(told)}\n`], run.terminal);
    } else {
      const lines = [
        say(run.style, NETWORK_WORDS[verdict]),
        ...reasons.map((one) => `  ${one[run.args.language]}`),
      ];
      await writeOut([`${lines.join('\n')}\n`], run.terminal);
    }
    return verdict === 'allowed' ? EXIT.clear : EXIT.found;
  },
};

async function checkPorts(run: NetworkRun, from: string, to: string): Promise<number> {
  const { must, perhaps } = askPorts(run.scene, [from, to]);
  const isOpen = must !== '';
  if (run.args.format === 'json') {
    await writeOut([`${JSON.stringify({ from, to, ports: must, unknown: perhaps })}\n`], run.terminal);
    return isOpen ? EXIT.clear : EXIT.found;
  }
  const lines = [
    isOpen ? must : say(run.style, NETWORK_WORDS.nothing),
    ...(perhaps === '' ? [] : [`${say(run.style, NETWORK_WORDS.perhaps)}${perhaps}`]),
  ];
  await writeOut([`${lines.join('\n')}\n`], run.terminal);
  return isOpen ? EXIT.clear : EXIT.found;
}
