import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, test } from './setup/test.ts';
import { world } from './setup/world.ts';

/** Works on the database behind the product's back. */
function onDatabase<T>(work: (database: Database.Database) => T): T {
  const database = new Database(join(world().dataDir, 'merlon.db'), { timeout: 10_000 });
  database.pragma('foreign_keys = ON');
  try {
    return work(database);
  } finally {
    database.close();
  }
}

/** A scan whose result nobody can read. It is older than any other, so that no other test meets it. */
function plantScan(no: number, id: string): void {
  planted.push(id);
  onDatabase((database) =>
    database.exec(`
      INSERT INTO scans (no, id, cluster_id, status, profile, trigger, queued_at, started_at, finished_at)
        SELECT ${no}, '${id}', id, 'done', 'standard', 'ui', '2026-01-01T00:00:00.000Z', '2026-01-01T00:00:00.000Z',
          '2026-01-01T00:00:01.000Z' FROM clusters WHERE name = 'gone';
      INSERT INTO results (scan_no, schema_version, head, facets) VALUES (${no}, 1, x'00', '{}');
    `),
  );
}

// Tests of one worker come one after the other; those of another have a list of their own.
const planted: string[] = [];

test.afterEach(() => {
  for (const id of planted.splice(0)) {
    onDatabase((database) => database.prepare('DELETE FROM scans WHERE id = ?').run(id));
  }
});

test('a page that fails names its request, and is shown again when it no longer fails', async ({
  page,
  misdeeds,
}) => {
  plantScan(-1, 'e2eunreadable');
  await page.goto('/scans/e2eunreadable');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('This page could not be shown');
  await expect(page.getByText(/^Request [0-9a-f]{8}-[0-9a-f-]{27}$/)).toBeVisible();
  // The failure is in the console too, as the browser's own tools expect.
  expect(misdeeds.splice(0)).not.toEqual([]);
  onDatabase((database) => database.exec('DELETE FROM results WHERE scan_no = -1'));
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Scan of gone');
});

test('a report that cannot be made says why, still says so later, and can be asked for again', async ({
  page,
}) => {
  plantScan(-2, 'e2eunprintable');
  const cluster = onDatabase(
    (database) =>
      database.prepare<[], { id: string }>("SELECT id FROM clusters WHERE name = 'gone'").get()?.id,
  );
  await page.goto(`/reports?cluster=${cluster}`, { waitUntil: 'networkidle' });
  const scan = page.getByRole('listitem').filter({ has: page.locator('a[href*="e2eunprintable"]') });
  await scan.getByRole('button', { name: 'Make PDF, English' }).click();
  await expect(scan.getByText(/^The report could not be made: ./)).toBeVisible();
  await page.reload();
  await expect(scan.getByText(/^The report could not be made: ./)).toBeVisible();
  await expect(scan.getByRole('button', { name: 'Make again, English' })).toBeVisible();
});
