import { loadavg } from 'node:os';
import process from 'node:process';

// What a Node that has loaded nothing holds; everything else is loaded after it was read.
const idleBytes = process.memoryUsage.rss();

const { reachOfSlices } = await import('#lib/analysis/network/reach/reach-of-slices.ts');
const { wholeRows } = await import('#lib/analysis/network/reach/whole-rows.ts');
const { answerPair } = await import('#lib/analysis/network/reach/answer-pair.ts');
const { REACH_DIRECTIONS } = await import('#lib/analysis/network/reach/policy-ir.ts');
const { simulatePolicies } = await import('#lib/analysis/network/reach/simulate-policies.ts');
const { reshape } = await import('#lib/objects/reshape.ts');
const { Random } = await import('#lib/testing/random.ts');
const { networkObjects, NETWORK_SCENARIOS } = await import('./network-objects.ts');
const { networkPolicyRecord: policyRecord } = await import('./plain-policies.ts');

const EXPLAINED = 20_000;
const WARM_UP = 2000;
const SIMULATED = 9;
const POLICY_TYPE = { apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy' };

const scenario = NETWORK_SCENARIOS.find((name) => name === process.argv[2]) ?? 'plain';
const slices = networkObjects(scenario);

const cpuBefore = process.cpuUsage();
const from = performance.now();
const { reach } = reachOfSlices(slices, { profile: scenario === 'plain' ? 'kubernetes' : scenario });
const matrix = reach.families.IPv4;
let open = 0;
for (const { must } of wholeRows(matrix)) {
  for (let to = 0; to < must.length; to += 1) if (must[to] !== 0) open += 1;
}
const ms = performance.now() - from;
const cpu = process.cpuUsage(cpuBefore);

// maxRSS is in KiB.
const aboveIdleMb = (process.resourceUsage().maxRSS * 1024 - idleBytes) / 1e6;

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

const { networkPolicies = [] } = reach.sources.objects;
/** From the policies to the rows that may differ, as the difference of two matrices needs them. */
const simulate = (spec: object): { readonly ms: number; readonly cpuMs: number } => {
  const added = reshape('networkPolicies', policyRecord('added', 7, spec), POLICY_TYPE);
  const cpuFrom = process.cpuUsage();
  const begun = performance.now();
  const after = simulatePolicies(reach, { networkPolicies: [...networkPolicies, added] });
  const later = after.reach.families.IPv4;
  for (const direction of REACH_DIRECTIONS) {
    after.touched.IPv4[direction].each((at) => void later.row(direction, at));
  }
  const { user, system } = process.cpuUsage(cpuFrom);
  return { ms: performance.now() - begun, cpuMs: (user + system) / 1000 };
};
const KNOWN = { podSelector: {}, ingress: [{ from: [{ namespaceSelector: {} }], ports: [{ port: 8080 }] }] };
const NEW = {
  podSelector: { matchLabels: { 'pod-template-hash': '7' } },
  ingress: [{ from: [{ ipBlock: { cidr: '203.0.113.0/24' } }], ports: [{ port: 'metrics' }] }],
};
const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0;
const simulated = Array.from({ length: SIMULATED }, () => simulate(KNOWN));
const refined = Array.from({ length: SIMULATED }, () => simulate(NEW));

process.stdout.write(
  `${JSON.stringify({
    ms,
    cpuMs: (cpu.user + cpu.system) / 1000,
    aboveIdleMb,
    classes: atomsFrom,
    cells: size * size,
    open,
    explainMs,
    simulateMs: median(simulated.map((one) => one.ms)),
    simulateCpuMs: median(simulated.map((one) => one.cpuMs)),
    refineMs: median(refined.map((one) => one.ms)),
    refineCpuMs: median(refined.map((one) => one.cpuMs)),
    load: loadavg()[0],
  })}\n`,
);
// It stays until it is ended, as its parent expects.
process.stdin.resume();
