import { compareTables } from '#lib/analysis/network/generate/compare-tables.ts';
import { generatePolicies, tableOfToday } from '#lib/analysis/network/generate/generate-policies.ts';
import { changedReach } from '#lib/analysis/network/reach/changed-reach.ts';
import { collected, itemsOf } from '#lib/model/collected.ts';
import { text } from '#lib/model/text.ts';
import { EXIT } from '#lib/cli/exit-code.ts';
import { printable } from '#lib/cli/text-layout.ts';
import { say } from '#lib/cli/text-style.ts';
import { UsageError } from '#lib/cli/usage-error.ts';
import { NETWORK_WORDS } from './network-words.ts';
import { generateEdges } from './generate-edges.ts';
import type { NetworkSubcommand } from './subcommand.ts';
import { writePolicies } from './write-policies.ts';

/**
 * `generate --namespace NS`: the least policies that allow what the namespace may do today and nothing else. They are
 * tried on what was read before they are printed, and what would change with them is told.
 */
export const generate: NetworkSubcommand = {
  words: { least: 0, most: 0 },
  async run(run) {
    const { args, reach, inventory, terminal, style } = run;
    if (args.edge.length > 0 || args.edges !== null) return generateEdges(run);
    const { namespace, denyDefault } = args;
    if (namespace === null)
      throw new UsageError(
        text(
          '--namespace must say for which one, or --edge or --edges for which connections.',
          '--namespace 必须指明命名空间，或用 --edge、--edges 指明哪些连接。',
        ),
      );
    if (!reach.space.pods.some((pod) => pod.namespace === namespace))
      throw new UsageError(
        text(`No pod of namespace ${namespace} was read.`, `没有读取到命名空间 ${namespace} 的 Pod。`),
      );
    const wanted = tableOfToday(reach);
    const { policies, problems } = generatePolicies(reach, { namespace, denyDefault, wanted });
    for (const problem of problems) terminal.err.write(`${printable(problem[style.language])}\n`);
    const given = itemsOf(inventory.slices.networkPolicies);
    const slices = { ...inventory.slices, networkPolicies: collected([...given, ...policies]) };
    const after = changedReach({ reach, slices: inventory.slices }, slices);
    const changes = compareTables(reach, after, namespace);
    for (const { from, to, before, after: now } of changes) {
      terminal.err.write(
        `${printable(say(style, NETWORK_WORDS.wouldChange, { from, to, before: before || '-', after: now || '-' }))}\n`,
      );
    }
    await writePolicies(run, { policies, changes });
    return changes.length === 0 ? EXIT.clear : EXIT.found;
  },
};
