import { parseDocument, stringify } from 'yaml';
import { generateHosts as generate } from '#lib/analysis/network/generate/hosts/generate-hosts.ts';
import type { HostPlugin, MissedCell } from '#lib/analysis/network/generate/hosts/missed-cells.ts';
import { missedTexts } from '#lib/analysis/network/generate/hosts/missed-text.ts';
import { readWantedHosts } from '#lib/analysis/network/generate/hosts/read-wanted-hosts.ts';
import type { WantedRow } from '#lib/analysis/network/generate/hosts/wanted-hosts.ts';
import { HOST_SLICES } from '#lib/analysis/network/host-firewall/host-firewall.ts';
import { itemsOf } from '#lib/model/collected.ts';
import { text } from '#lib/model/text.ts';
import { EXIT } from '#lib/cli/exit-code.ts';
import { printable } from '#lib/cli/text-layout.ts';
import { UsageError } from '#lib/cli/usage-error.ts';
import { writeOut } from '#lib/cli/write-out.ts';
import { readOptionFile } from './read-option-file.ts';
import type { NetworkRun, NetworkSubcommand } from './subcommand.ts';

/**
 * `generate hosts --table FILE`: a host firewall that gives a table of who is to reach which ports of which nodes. It
 * is tried on what was read before it is printed, and cells that do not hold are told with what decides them.
 */
export const generateHosts: NetworkSubcommand = {
  words: { least: 0, most: 0 },
  slices: HOST_SLICES,
  async run(run) {
    const { args, inventory, terminal, style } = run;
    const plugin = pluginOf(run);
    const rows = await rowsOf(run);
    if (itemsOf(inventory.slices.nodes).length === 0)
      throw new UsageError(
        text('No node was read: the table is about nodes.', '没有读取到任何节点，而该表针对的是节点。'),
      );
    const { objects, problems, missed } = generate(inventory.slices, {
      plugin,
      rows,
      keepFailsafe: args.keepFailsafe,
    });
    for (const told of [...problems, ...missedTexts(missed)])
      terminal.err.write(`${printable(told[style.language])}\n`);
    const texts =
      args.format === 'json'
        ? [`${JSON.stringify({ objects, missed: missed.map(plainCell) }, null, 2)}\n`]
        : objects.map(
            (object, at) =>
              `${at === 0 ? '' : '---\n'}${stringify(object, { lineWidth: 0, aliasDuplicateObjects: false })}`,
          );
    await writeOut(texts, terminal);
    return missed.length === 0 ? EXIT.clear : EXIT.found;
  },
};

function pluginOf({ args, plugin }: NetworkRun): HostPlugin {
  const seen = plugin.name ?? '';
  if (args.profile === 'calico' || args.profile === 'cilium') return args.profile;
  if (args.profile === null && seen.includes('Cilium')) return 'cilium';
  if (args.profile === null && seen.includes('Calico')) return 'calico';
  throw new UsageError(
    text(
      'A host firewall is made for Calico or Cilium, and neither was seen running: say --profile calico or --profile cilium.',
      '主机防火墙只能为 Calico 或 Cilium 生成，而两者都没有看到在运行：请指定 --profile calico 或 --profile cilium。',
    ),
  );
}

async function rowsOf({ args, terminal }: NetworkRun): Promise<readonly WantedRow[]> {
  const { table: path, target } = args;
  if (path === null)
    throw new UsageError(
      text(
        '--table must name a file: a list of rows with nodes, ports, from and access, as YAML or JSON; - for standard input.',
        '--table 必须指定文件：由含 nodes、ports、from 和 access 的行组成的列表，YAML 或 JSON；- 表示标准输入。',
      ),
    );
  const document = parseDocument(await readOptionFile({ option: 'table', path, target }, terminal));
  const [broken] = document.errors;
  if (broken !== undefined)
    throw new UsageError(text(`${path}: ${broken.message}`, `${path}：${broken.message}`));
  const { rows, faults } = readWantedHosts(document.toJS());
  if (faults.length > 0) {
    throw new UsageError(
      text(
        faults.map(({ en }) => `${path}: ${en}`).join('\n'),
        faults.map((fault) => `${path}：${fault['zh-CN']}`).join('\n'),
      ),
    );
  }
  return rows;
}

function plainCell({ node, port, sender, wanted, part }: MissedCell) {
  const { verdict, decision, decider, reason } = part;
  return {
    from: sender,
    node,
    port: port.port,
    protocol: port.lane,
    wanted,
    verdict,
    decision,
    decider,
    reason,
  };
}
