import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import type { Figure } from './measure.ts';
import { measureChains } from './measure-chains.ts';
import { measureFiles } from './measure-files.ts';
import { measureNetwork } from './measure-network.ts';
import { measurePage } from './measure-page.ts';
import { measureProbe } from './measure-probe.ts';
import { measureRbac } from './measure-rbac.ts';
import { measureReport } from './measure-report.ts';
import { measureRisks } from './measure-risks.ts';
import { measureSave } from './measure-save.ts';
import { measureScan } from './measure-scan.ts';

const RESULTS = fileURLToPath(new URL('./results/latest.json', import.meta.url));

const MEASUREMENTS: Readonly<Record<string, (runs: number) => Promise<Figure | readonly Figure[]>>> = {
  'scan-1k': (runs) => measureScan('1k', runs),
  'scan-10k': (runs) => measureScan('10k', runs),
  probe: measureProbe,
  save: measureSave,
  files: measureFiles,
  page: measurePage,
  report: measureReport,
  chains: measureChains,
  risks: measureRisks,
  rbac: measureRbac,
  network: measureNetwork,
};

/** Runs the measurements named, or all, prints each figure as a ratio to its floor and writes them as JSON. */
async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    options: { runs: { type: 'string', default: '5' } },
    allowPositionals: true,
  });
  const names = positionals.length > 0 ? positionals : Object.keys(MEASUREMENTS);
  const figures: Figure[] = [];
  for (const name of names) {
    const measure = MEASUREMENTS[name];
    if (measure === undefined) {
      const known = Object.keys(MEASUREMENTS).join(', ');
      throw new Error(`There is no measurement named ${name}; there are ${known}.`);
    }
    const measured = [await measure(Number(values.runs))].flat();
    for (const figure of measured) process.stdout.write(`${lineOf(figure)}\n`);
    figures.push(...measured);
  }
  mkdirSync(dirname(RESULTS), { recursive: true });
  const machine = { cpus: cpus().length, model: cpus()[0]?.model ?? 'unknown', node: process.version };
  writeFileSync(
    RESULTS,
    `${JSON.stringify({ takenAt: new Date().toISOString(), machine, figures }, null, 2)}\n`,
  );
  process.stdout.write(`Written to ${RESULTS}\n`);
}

function lineOf({ name, ratio, goal, measuredMs, floorMs, notes }: Figure): string {
  const aim = goal === null ? '' : ` (goal ${goal}x${ratio <= goal ? '' : ', missed'})`;
  const more = Object.entries(notes).map(([key, value]) => `${key} ${value}`);
  const times = `${Math.round(measuredMs)} ms against ${Math.round(floorMs)} ms`;
  return `${ratio.toFixed(2)}x${aim}  ${name}: ${times}${more.length === 0 ? '' : `; ${more.join(', ')}`}`;
}

await main();
