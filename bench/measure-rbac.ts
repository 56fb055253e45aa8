import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AccessQuestion } from '#lib/analysis/rbac/access-question.ts';
import type { RbacObjects } from '#lib/analysis/rbac/bound-roles.ts';
import { buildPermissions } from '#lib/analysis/rbac/permissions.ts';
import type { Role } from '#lib/model/rbac.ts';
import { Random } from '#lib/testing/random.ts';
import { BenchChild } from './child.ts';
import { figureOf, inTurn, median, timed, type Figure, type Pair } from './measure.ts';
import { measureRisksAndChains } from './measure-risks-and-chains.ts';
import { benchRbac } from './rbac-objects.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const QUESTIONS = 100_000;
const SECRETS = { verb: 'get', group: '', resource: 'secrets', namespace: 'team-3' };
/** One build or question is too short to be told from the noise of the machine. */
const TIMES = 20;

/** Measures the RBAC engine at 5,000 bindings and 2,000 roles, and what is built on it. */
export async function measureRbac(runs: number): Promise<Figure[]> {
  return [
    await measureIndexes(runs),
    await measureWhoCan(runs),
    await measureRights(runs),
    await measureStored(runs),
    await measureAnswers(runs),
    ...(await measureRisksAndChains(runs)),
  ];
}

/** Everything that any question looks up, against reading the same objects from JSON. */
async function measureIndexes(runs: number): Promise<Figure> {
  const text = JSON.stringify(benchRbac());
  const pairs: Pair[] = [];
  for (let run = 0; run < runs; run += 1) pairs.push(await quickestPair(text));
  const child = new BenchChild('bench/rbac-process.ts', []);
  const { aboveIdleMb } = await child.next<{ aboveIdleMb: number }>();
  await child.stop();
  const notes = { 'MB above an idle Node': Math.round(aboveIdleMb), 'MB of JSON': megabytes(text) };
  return figureOf({ name: 'RBAC indexes of 5,000 bindings and 2,000 roles', goal: 1, notes }, pairs);
}

/** Parsing and indexing in turn, so that a busy moment of the machine hits both. */
async function quickestPair(text: string): Promise<Pair> {
  let [measuredMs, floorMs] = [Infinity, Infinity];
  for (let time = 0; time < 2 * TIMES; time += 1) {
    const parsed = await timed(() => JSON.parse(text) as RbacObjects);
    floorMs = Math.min(floorMs, parsed.ms);
    measuredMs = Math.min(measuredMs, await askedOnce(parsed.value));
  }
  return { measuredMs, floorMs };
}

/** The index by role is made at the first question of its kind, so that one counts as well. */
async function askedOnce(objects: RbacObjects): Promise<number> {
  const { ms } = await timed(() => buildPermissions(objects).whoCan({ ...SECRETS, resource: 'nothing' }));
  return ms;
}

async function measureWhoCan(runs: number): Promise<Figure> {
  const objects = benchRbac();
  const permissions = buildPermissions(objects);
  const holders = permissions.whoCan(SECRETS).length;
  const pairs = await inTurn(
    runs,
    () => quickest(async () => (await timed(() => permissions.whoCan(SECRETS))).ms),
    () => quickest(async () => (await timed(() => lookedThrough(objects, SECRETS))).ms),
  );
  return figureOf({ name: 'who-can (limit 20 ms)', goal: 1, notes: { holders, ...exactMs(pairs) } }, pairs);
}

async function measureRights(runs: number): Promise<Figure> {
  const objects = benchRbac();
  const permissions = buildPermissions(objects);
  const user = { name: 'user-3@example.com', groups: ['group-1', 'group-2', 'system:authenticated'] };
  const rules = permissions.grants(user).length;
  const pairs = await inTurn(
    runs,
    () => quickest(async () => (await timed(() => permissions.grants(user))).ms),
    () => quickest(async () => (await timed(() => lookedThrough(objects, SECRETS))).ms),
  );
  const notes = { rules, ...exactMs(pairs) };
  return figureOf({ name: 'rights of one subject (limit 5 ms)', goal: 1, notes }, pairs);
}

/** The question of a page on a stored scan, warm, in a process that may load what pages load; the cold one beside. */
async function measureStored(runs: number): Promise<Figure> {
  const child = new BenchChild('bench/stored-rights-process.ts', [String(runs)], {
    nodeFlags: ['--conditions=react-server'],
  });
  const { warm, cold } = await child.next<{ warm: readonly number[]; cold: readonly number[] }>();
  await child.stop();
  const objects = benchRbac();
  const floor = await quickest(async () => (await timed(() => lookedThrough(objects, SECRETS))).ms);
  const pairs = warm.map((measuredMs) => ({ measuredMs, floorMs: floor }));
  const notes = { 'cold ms': Math.round(median(cold)), ...exactMs(pairs) };
  return figureOf({ name: 'who-can of a stored scan, warm (limit 50 ms)', goal: 2, notes }, pairs);
}

/** A whole process that answers 100,000 questions, against one that reads and writes as many JSON lines. */
async function measureAnswers(runs: number): Promise<Figure> {
  const folder = mkdtempSync(join(tmpdir(), 'merlon-rbac-'));
  const items = Object.values(benchRbac()).flat();
  const objects = join(folder, 'rbac.json');
  const questions = join(folder, 'questions');
  writeFileSync(objects, JSON.stringify({ apiVersion: 'v1', kind: 'List', items }));
  writeFileSync(questions, reviews());
  const answer = ['lib/cli/main.ts', 'rbac', 'answer', '--questions', questions, '--files', objects];
  try {
    const pairs = await inTurn(
      runs,
      () => wholeProcess([...answer, '--complete']),
      () => wholeProcess(['bench/lines-process.ts', questions]),
    );
    const notes = { questions: QUESTIONS, ...exactMs(pairs) };
    return figureOf({ name: 'rbac answer, with the start (limit 10,000 ms)', goal: null, notes }, pairs);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function reviews(): string {
  const random = new Random(9);
  const one = (): string => {
    const namespace = `team-${random.integer(0, 400)}`;
    const user = random.chance(0.5)
      ? `system:serviceaccount:${namespace}:app-${random.integer(1, 3)}`
      : `user-${random.integer(0, 600)}@example.com`;
    const resource = random.pick(['pods', 'secrets', 'configmaps', 'services']);
    const verb = random.pick(['get', 'list', 'create', 'delete']);
    const groups = [`group-${random.integer(0, 200)}`, 'system:authenticated'];
    return JSON.stringify({ user, groups, resourceAttributes: { verb, resource, namespace } });
  };
  return Array.from({ length: QUESTIONS }, one).join('\n');
}

async function wholeProcess(args: readonly string[]): Promise<number> {
  const { ms } = await timed(
    () =>
      new Promise<void>((resolve, reject) => {
        const child = spawn(process.execPath, args, { cwd: ROOT, stdio: ['ignore', 'ignore', 'inherit'] });
        child.on('exit', (code) => (code === 0 ? resolve() : reject(new Error(`it ended with ${code}`))));
      }),
  );
  return ms;
}

/** What answering without an index costs at least: every rule of every binding looked at once. */
function lookedThrough(objects: RbacObjects, ask: AccessQuestion & { resource: string }): number {
  const rules = new Map<string, Role['rules']>();
  for (const { kind, metadata, rules: list } of [...objects.roles, ...objects.clusterRoles])
    rules.set(`${kind}/${metadata.namespace ?? ''}/${metadata.name}`, list);
  let found = 0;
  for (const { roleRef, metadata } of [...objects.roleBindings, ...objects.clusterRoleBindings]) {
    const home = roleRef.kind === 'Role' ? (metadata.namespace ?? '') : '';
    for (const rule of rules.get(`${roleRef.kind}/${home}/${roleRef.name}`) ?? []) {
      if (rule.verbs.includes(ask.verb) && rule.resources?.includes(ask.resource) === true) found += 1;
    }
  }
  return found;
}

async function quickest(work: () => Promise<number>): Promise<number> {
  let least = Infinity;
  for (let time = 0; time < TIMES; time += 1) least = Math.min(least, await work());
  return least;
}

function exactMs(pairs: readonly { readonly measuredMs: number }[]): { readonly ms: string } {
  return { ms: median(pairs.map(({ measuredMs }) => measuredMs)).toFixed(2) };
}

function megabytes(text: string): string {
  return (text.length / 1e6).toFixed(1);
}
