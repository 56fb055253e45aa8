import { readdirSync, readFileSync } from 'node:fs';
import { parseAllDocuments } from 'yaml';
import * as marks from '../marks.ts';
import type { RawObject } from '../raw-object.ts';
import type { World } from './world.ts';

const DATA = new URL('../data/', import.meta.url);

/** Returns the objects written in a folder of the demo's data, file by file in order of name. */
export function readManifests(folder: string): RawObject[] {
  return textsIn(folder).flatMap(parseManifests);
}

/** Returns the same with the names in `@{...}` replaced: addresses of this run, and planted marks. */
export function fillManifests(folder: string, world: World): RawObject[] {
  const values: Record<string, string> = {
    API_SERVER: `https://${world.plan.api.address}:${world.plan.api.port}`,
    API_HOST: world.plan.api.address,
    API_PORT: String(world.plan.api.port),
    SECRET: marks.SECRET_DATA_MARK,
    CONFIG: marks.CONFIG_DATA_MARK,
    CA_BUNDLE: Buffer.from(world.clusterAuthorityPem).toString('base64'),
  };
  const fill = (text: string): string =>
    text.replace(/@\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole);
  return textsIn(folder).flatMap((text) => parseManifests(fill(text)));
}

function textsIn(folder: string): string[] {
  const where = new URL(`${folder}/`, DATA);
  const files = readdirSync(where).filter((name) => name.endsWith('.yaml'));
  return files.toSorted().map((file) => readFileSync(new URL(file, where), 'utf8'));
}

function parseManifests(text: string): RawObject[] {
  return parseAllDocuments(text).flatMap((document) => {
    if (document.errors[0] !== undefined) throw document.errors[0];
    const object: RawObject | null = document.toJS();
    return object === null ? [] : [object];
  });
}
