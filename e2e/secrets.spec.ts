import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { APIRequestContext } from '@playwright/test';
import { HARMLESS_MARK, SECRET_MARKS } from '#lib/demo/marks.ts';
import { formsOf, holds } from './setup/marks.ts';
import { PAGES, addressOf } from './setup/pages.ts';
import { storedBlobs, storedFiles, type Place } from './setup/stored-bytes.ts';
import { expect, test } from './setup/test.ts';
import { world } from './setup/world.ts';

async function shownPlaces(request: APIRequestContext): Promise<Place[]> {
  const pages = await Promise.all(Object.values(PAGES).map((path) => addressOf(request, path)));
  const harmless = await (await request.get(`/findings?group=none&q=${HARMLESS_MARK}`)).text();
  const details = [...harmless.matchAll(/\/findings\/[0-9a-f]+\?scan=[0-9a-f]+/g)].map(([path]) => path);
  const paths = [
    ...pages,
    `/findings?group=none&q=${HARMLESS_MARK}`,
    ...new Set(details),
    await addressOf(request, '/api/scans/SCAN/result'),
    await addressOf(request, '/api/scans/SCAN/events'),
  ];
  return Promise.all(
    paths.map(async (path) => ({ name: path, bytes: await (await request.get(path)).body() })),
  );
}

test('no planted secret is in the database, its log, a blob, the log or a page; a harmless mark is', async ({
  request,
}) => {
  const { dataDir, logPath } = world();
  const files = storedFiles(dataDir);
  const blobs = await storedBlobs(join(dataDir, 'merlon.db'));
  const shown = await shownPlaces(request);
  const log = { name: 'log', bytes: readFileSync(logPath) };
  const leaks = [...files, ...blobs, ...shown, log].flatMap(({ name, bytes }) =>
    SECRET_MARKS.filter((mark) => holds(bytes, mark)).map((mark) => `${mark} in ${name}`),
  );
  expect(leaks).toEqual([]);
  const found = (places: Place[]) =>
    places.filter(({ bytes }) => holds(bytes, HARMLESS_MARK)).map(({ name }) => name);
  expect(found(files).filter((name) => name.startsWith('merlon.db'))).not.toEqual([]);
  expect(found(blobs)).toEqual(expect.arrayContaining(['blobs.data', 'finding_chunks.data']));
  expect(found(shown).some((name) => name.startsWith('/findings/'))).toBe(true);
  expect(found(shown).some((name) => name.endsWith('/result'))).toBe(true);
  expect(log.bytes.toString()).toContain('scan started');
});

test('the search finds a mark in every form it may stand in, and not another', () => {
  for (const before of ['', 'a', 'ab', 'abc']) {
    for (const form of ['base64', 'base64url'] as const) {
      const encoded = Buffer.from(`x${Buffer.from(`${before}${HARMLESS_MARK}>>?after`).toString(form)}`);
      expect(holds(encoded, HARMLESS_MARK)).toBe(true);
      expect(holds(encoded, `${HARMLESS_MARK}s`)).toBe(false);
    }
  }
  expect(formsOf('merlon-mark')).toContain(Buffer.from('merlon-mark').toString('base64url').slice(0, -1));
});
