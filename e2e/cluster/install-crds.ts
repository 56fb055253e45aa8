import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseAllDocuments } from 'yaml';
import type { ApiClient } from './api-client.ts';
import { ciliumDefinitions, type Definition } from './cilium-definitions.ts';
import type { ControlPlane } from './control-plane.ts';
import { runProgram } from './run-program.ts';

const CRDS = '/apis/apiextensions.k8s.io/v1/customresourcedefinitions';
const PATIENCE_MS = 30_000;
/** The kind of `cnp-standard.yaml` once more, in another channel. */
const TWICE = new Set(['cnp-experimental.yaml']);
const CHANNEL = 'policy.networking.k8s.io/channel';

/** Returns the folder with the projects' own definitions; null, and why on standard error, where there is none. */
export function definitionsFolder(): string | null {
  const shared = fileURLToPath(new URL('../../../shared/crds', import.meta.url));
  const folder = process.env['MERLON_CRDS'] ?? shared;
  if (existsSync(folder)) return folder;
  process.stderr.write(
    `There is no folder ${folder} (MERLON_CRDS): the kinds of Calico, Multus and the network policy API are left out; Cilium's are not.\n`,
  );
  return null;
}

/** Returns the definitions of a folder, each kind once, and Cilium's. */
export async function readDefinitions(plane: ControlPlane, folder: string | null): Promise<Definition[]> {
  const names = folder === null ? [] : readdirSync(folder).filter((name) => name.endsWith('.yaml'));
  const files = names.filter((name) => !TWICE.has(name)).map((name) => join(folder ?? '', name));
  const found = files.length === 0 ? [] : await definitionsIn(plane, files);
  // The first of a name is the standard one: what Calico brings comes after it.
  const standardFirst = found.toSorted((a, b) => Number(isBrought(a)) - Number(isBrought(b)));
  const byName = Map.groupBy(standardFirst, ({ metadata }) => metadata.name);
  return [...[...byName.values()].flatMap(([first]) => first ?? []), ...ciliumDefinitions()];
}

function isBrought({ metadata }: Definition): boolean {
  return metadata.annotations?.[CHANNEL] === undefined;
}

/** kubectl reads what its own YAML reader lets pass, which the suite's refuses. */
async function definitionsIn(plane: ControlPlane, files: readonly string[]): Promise<Definition[]> {
  const args = ['create', '--dry-run=client', '--validate=false', '-o', 'yaml'];
  const { code, stdout, stderr } = await runProgram(plane.programs['kubectl'] ?? '', [
    '--kubeconfig',
    plane.adminKubeconfig(),
    ...args,
    ...files.flatMap((file) => ['-f', file]),
  ]);
  if (code !== 0) throw new Error(stderr);
  return parseAllDocuments(stdout)
    .flatMap((document) => {
      const value = document.toJS() as Definition & { items?: Definition[] };
      return value.items ?? [value];
    })
    .filter(({ kind }) => kind === 'CustomResourceDefinition');
}

/** Creates the definitions and waits until each kind can be listed. */
export async function installDefinitions(
  admin: ApiClient,
  definitions: readonly Definition[],
): Promise<void> {
  await Promise.all(definitions.map((one) => admin.create(CRDS, one)));
  await until(async () => {
    const paths = definitions.map(({ spec }) => {
      const version = spec.versions.find(({ served }) => served)?.name ?? '';
      return `/apis/${spec.group}/${version}/${spec.names.plural}?limit=1`;
    });
    const answers = await Promise.all(paths.map((path) => admin.send('GET', path)));
    return answers.every(({ status }) => status === 200);
  });
}

/** Removes every kind of an API group and waits until the server does not offer the group any more. */
export async function removeGroup(
  admin: ApiClient,
  group: string,
  definitions: readonly Definition[],
): Promise<void> {
  const own = definitions.filter(({ spec }) => spec.group === group);
  await Promise.all(own.map(({ metadata }) => admin.send('DELETE', `${CRDS}/${metadata.name}`)));
  await until(async () => {
    const { body } = await admin.send('GET', '/apis');
    return (body as { groups: { name: string }[] }).groups.every(({ name }) => name !== group);
  });
}

async function until(isDone: () => Promise<boolean>): Promise<void> {
  const end = Date.now() + PATIENCE_MS;
  while (!(await isDone())) {
    if (Date.now() > end) throw new Error('the API server did not take over the definitions in time');
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}
