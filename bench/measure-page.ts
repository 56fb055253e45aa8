import { ScratchStore } from '#lib/store/scratch-store.ts';
import { sampleInventory, sampleResult } from '#lib/testing/sample-result.ts';
import { figureOf, inTurn, median, type Figure } from './measure.ts';
import { WebServer } from './web-server.ts';

const FINDINGS = 50_000;
const REQUESTS = 15;

/** Measures the first byte of the findings page with many findings against the same page with none. */
export async function measurePage(runs: number): Promise<Figure> {
  const scratch = await ScratchStore.create();
  const full = await addScan(scratch, FINDINGS);
  const empty = await addScan(scratch, 0);
  const web = await WebServer.start(scratch.dataDir);
  try {
    const pairs = await inTurn(
      runs,
      () => firstByteMs(web, `/findings?scan=${full}`),
      () => firstByteMs(web, `/findings?scan=${empty}`),
    );
    return figureOf({ name: 'first byte of /findings with 50,000 findings', goal: 3 }, pairs);
  } finally {
    await web.stop();
    await scratch.remove();
  }
}

async function addScan(scratch: ScratchStore, findings: number): Promise<string> {
  const clusterId = scratch.addCluster(`cluster-${findings}`);
  return scratch.addScan(clusterId, (scanId) => ({
    result: sampleResult({ scanId, clusterId, findings }),
    inventory: sampleInventory(),
  }));
}

async function firstByteMs(web: WebServer, path: string): Promise<number> {
  const times: number[] = [];
  for (let request = 0; request < REQUESTS; request += 1) times.push(await web.firstByteMs(path));
  return median(times);
}
