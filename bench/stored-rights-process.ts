import process from 'node:process';
import { whoCan } from '#lib/questions/who-can.ts';
import { ScratchStore } from '#lib/store/scratch-store.ts';
import { inventory } from '#lib/testing/builders/inventory.ts';
import { sampleResult } from '#lib/testing/sample-result.ts';
import { timed } from './measure.ts';
import { benchRbac } from './rbac-objects.ts';

const TIMES = 20;
const ASK = { verb: 'get', resource: 'secrets', namespace: 'team-3' };

/** Asks stored scans of the same rights who can, each once cold, and the last one warm; prints the times. */
async function main(runs: number): Promise<void> {
  const { roles, clusterRoles, roleBindings, clusterRoleBindings } = benchRbac();
  const stored = inventory({ roles, clusterRoles, roleBindings, clusterRoleBindings });
  const scratch = await ScratchStore.create();
  const ask = async (scanId: string): Promise<number> =>
    (await timed(() => whoCan(scratch.store, scanId, ASK))).ms;
  const cold: number[] = [];
  const warm: number[] = [];
  let scanId = '';
  for (const name of ['one', 'two', 'three']) {
    const clusterId = scratch.addCluster(name);
    scanId = await scratch.addScan(clusterId, (id) => ({
      result: sampleResult({ scanId: id, clusterId, inventory: stored }),
      inventory: stored,
    }));
    cold.push(await ask(scanId));
  }
  for (let run = 0; run < runs; run += 1) {
    let least = Infinity;
    for (let time = 0; time < TIMES; time += 1) least = Math.min(least, await ask(scanId));
    warm.push(least);
  }
  await scratch.remove();
  process.stdout.write(`${JSON.stringify({ cold, warm })}\n`);
}

await main(Number(process.argv[2]));
// It stays until it is ended, as its parent expects.
process.stdin.resume();
