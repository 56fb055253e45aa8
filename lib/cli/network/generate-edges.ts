import { generateForEdges, missingEnds } from '#lib/analysis/network/generate/generate-for-edges.ts';
import { missedEdges } from '#lib/analysis/network/generate/missed-edges.ts';
import { readEdges, type ChosenEdge } from '#lib/analysis/network/generate/read-edges.ts';
import { reachOfSlices } from '#lib/analysis/network/reach/reach-of-slices.ts';
import { collected, itemsOf } from '#lib/model/collected.ts';
import type { NetworkPolicy } from '#lib/model/network.ts';
import { text } from '#lib/model/text.ts';
import { EXIT } from '#lib/cli/exit-code.ts';
import { printable } from '#lib/cli/text-layout.ts';
import { say } from '#lib/cli/text-style.ts';
import { UsageError } from '#lib/cli/usage-error.ts';
import { NETWORK_WORDS } from './network-words.ts';
import { readOptionFile } from './read-option-file.ts';
import type { NetworkRun } from './subcommand.ts';
import { writePolicies } from './write-policies.ts';

/**
 * `generate --edge … --edges FILE`: the least policies for a chosen set of edges, written as `list` prints them. They
 * are tried in the place of the NetworkPolicies of their namespaces; what differs from the choice is told.
 */
export async function generateEdges(run: NetworkRun): Promise<number> {
  const { args, inventory, terminal, style } = run;
  const { slices } = inventory;
  const edges = await edgesOf(run);
  const ranges = edges.flatMap(({ from, to }) =>
    [from, to].flatMap((end) => (end.kind === 'addresses' ? [end.range] : [])),
  );
  const profile = run.reach.dataplane.name;
  const before = reachOfSlices(slices, { profile, ranges }).reach;
  const missing = missingEnds(before, edges);
  if (missing.length > 0)
    throw new UsageError(
      text(`No pod of ${missing.join(', ')} was read.`, `没有读取到 ${missing.join('、')} 的 Pod。`),
    );
  const made = generateForEdges(before, { edges, namespace: args.namespace, denyDefault: args.denyDefault });
  for (const problem of made.problems) terminal.err.write(`${printable(problem[style.language])}\n`);
  const given = itemsOf(slices.networkPolicies);
  const isReplaced = ({ metadata }: NetworkPolicy): boolean =>
    made.namespaces.has(metadata.namespace ?? 'default');
  const replaced = given.filter(isReplaced).map(({ metadata }) => `${metadata.namespace}/${metadata.name}`);
  if (replaced.length > 0)
    terminal.err.write(`${printable(say(style, NETWORK_WORDS.replaced, { names: replaced.join(', ') }))}\n`);
  const networkPolicies = collected([...given.filter((one) => !isReplaced(one)), ...made.policies]);
  const after = reachOfSlices({ ...slices, networkPolicies }, { profile, ranges }).reach;
  const changes = missedEdges({ before, after, wanted: made.wanted, namespaces: made.namespaces });
  for (const { from, to, before: chosen, after: found } of changes) {
    const words = { from, to, chosen: chosen || '-', found: found || '-' };
    terminal.err.write(`${printable(say(style, NETWORK_WORDS.notAsChosen, words))}\n`);
  }
  await writePolicies(run, { policies: made.policies, changes });
  return changes.length === 0 ? EXIT.clear : EXIT.found;
}

async function edgesOf({ args, terminal }: NetworkRun): Promise<readonly ChosenEdge[]> {
  const { edges: path, edge, target } = args;
  const read = path === null ? '' : await readOptionFile({ option: 'edges', path, target }, terminal);
  const { edges, faults } = readEdges([...edge, ...read.split('\n')]);
  if (faults.length > 0)
    throw new UsageError(
      text(faults.map(({ en }) => en).join('\n'), faults.map((fault) => fault['zh-CN']).join('\n')),
    );
  if (edges.length === 0) throw new UsageError(text('There is no edge in it.', '其中没有任何连接。'));
  return edges;
}
