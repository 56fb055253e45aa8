import { parseArgs } from 'node:util';
import { askNetwork } from '#lib/analysis/network/reach/ask-network.ts';
import { DATAPLANES } from '#lib/analysis/network/reach/dataplane.ts';
import { compareNetwork, provenPlanes } from '#lib/testing/compare-network.ts';

const EACH = 60;
const PLANES = provenPlanes(DATAPLANES);

/** Compares the network engine with the direct evaluator on as many questions as are wanted. */
function main(): void {
  const { values } = parseArgs({
    options: {
      questions: { type: 'string', default: '1000000' },
      first: { type: 'string', default: '1' },
    },
  });
  const from = performance.now();
  const { asked, allowed, unknown, differences, rules } = compareNetwork(
    (records, plane) => askNetwork(records, PLANES[plane]),
    PLANES,
    {
      clusters: Math.ceil(Number(values.questions) / EACH),
      questions: EACH,
      firstSeed: Number(values.first),
    },
  );
  const seconds = Math.round((performance.now() - from) / 100) / 10;
  const counts = [...rules]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([rule, count]) => `${rule} ${count}`);
  process.stdout.write(
    `${asked} questions in ${seconds} s: ${allowed} allowed, ${unknown} unknown, ${differences.length} differences\n` +
      `decided by: ${counts.join(', ')}\n`,
  );
  for (const difference of differences.slice(0, 10)) process.stdout.write(`${JSON.stringify(difference)}\n`);
  if (differences.length > 0) process.exitCode = 1;
}

main();
