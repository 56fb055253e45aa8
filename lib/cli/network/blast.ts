import { blastRadius } from '#lib/analysis/network/derived/blast-radius.ts';
import { LANES } from '#lib/analysis/network/reach/port-sets.ts';
import { text } from '#lib/model/text.ts';
import { EXIT } from '#lib/cli/exit-code.ts';
import { printable } from '#lib/cli/text-layout.ts';
import { say } from '#lib/cli/text-style.ts';
import { UsageError } from '#lib/cli/usage-error.ts';
import { writeOut } from '#lib/cli/write-out.ts';
import { askedPort } from './asked-connection.ts';
import { NETWORK_WORDS } from './network-words.ts';
import type { NetworkRun, NetworkSubcommand } from './subcommand.ts';

const MOST_HOPS = 5;

/** `blast FROM [PORT]`: what whoever holds a workload can go on to, hop by hop. */
export const blast: NetworkSubcommand = {
  words: { least: 1, most: 2 },
  async run(run) {
    const [from = '', port] = run.args.words;
    const { reach, style, terminal } = run;
    const named = reach.space.pods.filter((pod) =>
      [pod.name, pod.owner.name].some((name) => `${pod.namespace}/${name}` === from),
    );
    if (named.length === 0)
      throw new UsageError(
        text(`There is no pod ${from} that has an address.`, `没有名为 ${from} 且拥有地址的 Pod。`),
      );
    // NP-23: an empty answer would say that it reaches nobody.
    if (named.every(({ isOnHost }) => isOnHost))
      throw new UsageError(
        text(
          `${from} is on the network of its node: no policy for pods holds it, and it reaches what the node reaches.`,
          `${from} 使用所在节点的网络：针对 Pod 的策略管不到它，它能访问节点所能访问的一切。`,
        ),
      );
    const hops = blastRadius(reach, from, { hops: MOST_HOPS, ...portsOf(run, port) });
    if (run.args.format === 'json') {
      await writeOut([`${JSON.stringify({ from, hops }, null, 2)}\n`], terminal);
      return EXIT.clear;
    }
    const lines = hops.flatMap(({ sure, perhaps }, at) => [
      ...sure.map((name) => say(style, NETWORK_WORDS.hop, { hop: at + 1, name })),
      ...perhaps.map(
        (name) => say(style, NETWORK_WORDS.perhaps) + say(style, NETWORK_WORDS.hop, { hop: at + 1, name }),
      ),
    ]);
    await writeOut(
      lines.map((line) => `${printable(line)}\n`),
      terminal,
    );
    return EXIT.clear;
  },
};

function portsOf({ reach }: NetworkRun, word: string | undefined) {
  if (word === undefined) return {};
  const { port, protocol } = askedPort(word);
  const lane = LANES.find((one) => one.toLowerCase() === protocol.toLowerCase()) ?? 'TCP';
  return { ports: reach.ports.of([{ lane, from: port, to: port }]) };
}
