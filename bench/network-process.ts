import { loadavg } from 'node:os';
import process from 'node:process';

// What a Node that has loaded nothing holds; everything else is loaded after it was read.
const idleBytes = process.memoryUsage.rss();

const [{ reachOfSlices }, { eachRow }, { answerPair }, { networkObjects, NETWORK_SCENARIOS }, { Random }] =
  await Promise.all([
    import('#lib/analysis/network/reach/reach-of-slices.ts'),
    import('#lib/analysis/network/reach/each-row.ts'),
    import('#lib/analysis/network/reach/answer-pair.ts'),
    import('./network-objects.ts'),
    import('#lib/testing/random.ts'),
  ]);
const EXPLAINED = 20_000;
const WARM_UP = 2000;

const scenario = NETWORK_SCENARIOS.find((name) => name === process.argv[2]) ?? 'plain';
const slices = networkObjects(scenario);

const cpuBefore = process.cpuUsage();
const from = performance.now();
const { reach } = reachOfSlices(slices, { profile: scenario === 'plain' ? 'kubernetes' : scenario });
const matrix = reach.families.IPv4;
let open = 0;
eachRow(matrix, ({ must }) => {
  for (const ports of must) if (ports !== 0) open += 1;
});
const ms = performance.now() - from;
const cpu = process.cpuUsage(cpuBefore);

const random = new Random(3);
const { size, atomsFrom } = matrix.family;
const explain = (): void => {
  const ask = { lane: 'TCP', number: random.pick([22, 443, 8080, 9000, 9090]) } as const;
  answerPair(matrix, {
    from: random.integer(0, atomsFrom - 1),
    to: random.integer(0, atomsFrom - 1),
    ...ask,
  });
};
for (let time = 0; time < WARM_UP; time += 1) explain();
const explainedFrom = performance.now();
for (let time = 0; time < EXPLAINED; time += 1) explain();
const explainMs = (performance.now() - explainedFrom) / EXPLAINED;

process.stdout.write(
  `${JSON.stringify({
    ms,
    cpuMs: (cpu.user + cpu.system) / 1000,
    // maxRSS is in KiB.
    aboveIdleMb: (process.resourceUsage().maxRSS * 1024 - idleBytes) / 1e6,
    classes: atomsFrom,
    cells: size * size,
    open,
    explainMs,
    load: loadavg()[0],
  })}\n`,
);
// It stays until it is ended, as its parent expects.
process.stdin.resume();
