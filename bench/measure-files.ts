import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { spawn } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { stringify } from 'yaml';
import { figureOf, inTurn, timed, type Figure } from './measure.ts';
import { generateCluster } from './generate-cluster.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
/** As kubectl prints: no folded lines, dashes under their key. */
const KUBECTL_STYLE = { aliasDuplicateObjects: false, lineWidth: 0, indentSeq: false } as const;
const SIZE = { pods: 4000, replicas: 4, namespaces: 400, policies: 1000, bindings: 1500, nodes: 100 };

/** Measures a scan of ten thousand objects from one YAML file, as a whole process, against JSON.parse of the same objects. */
export async function measureFiles(runs: number): Promise<Figure> {
  const folder = mkdtempSync(join(tmpdir(), 'merlon-files-'));
  const items = generateCluster(SIZE).flatMap(({ items: own, apiVersion, kind }) =>
    own.map((item) => ({ apiVersion, kind, ...(JSON.parse(item) as object) })),
  );
  const json = join(folder, 'cluster.json');
  const yaml = join(folder, 'cluster.yaml');
  const list = { apiVersion: 'v1', kind: 'List', metadata: { resourceVersion: '' }, items };
  writeFileSync(json, JSON.stringify(list));
  writeFileSync(yaml, stringify(list, KUBECTL_STYLE));
  const pairs = await inTurn(
    runs,
    () => scanFile(yaml),
    async () => (await timed(() => JSON.parse(readFileSync(json, 'utf8')) as unknown)).ms,
  );
  const { ms: jsonMs } = await timed(() => scanFile(json));
  rmSync(folder, { recursive: true, force: true });
  const notes = { objects: items.length, 'ms from JSON instead': Math.round(jsonMs) };
  return figureOf(
    { name: 'scan of 10,000 objects from a YAML file, whole process', goal: null, notes },
    pairs,
  );
}

async function scanFile(file: string): Promise<number> {
  const args = [
    'lib/cli/main.ts',
    'scan',
    '--files',
    file,
    '--complete',
    '--format',
    'json',
    '--fail-on',
    'never',
  ];
  const { ms } = await timed(
    () =>
      new Promise<void>((resolve, reject) => {
        const child = spawn(process.execPath, args, { cwd: ROOT, stdio: ['ignore', 'ignore', 'inherit'] });
        child.on('exit', (code) =>
          code === 0 ? resolve() : reject(new Error(`the scan ended with ${code}`)),
        );
      }),
  );
  return ms;
}
