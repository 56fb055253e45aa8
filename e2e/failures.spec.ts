import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, test } from './setup/test.ts';
import { world } from './setup/world.ts';

const SCAN = 'e2eunreadable';

/** Changes the database behind the product's back. Its scan is older than any, so that no other test meets it. */
function change(sql: string): void {
  const database = new Database(join(world().dataDir, 'merlon.db'), { timeout: 10_000 });
  database.pragma('foreign_keys = ON');
  database.exec(sql);
  database.close();
}

test.afterEach(() => change(`DELETE FROM scans WHERE id = '${SCAN}'`));

test('a page that fails names its request, and is shown again when it no longer fails', async ({
  page,
  misdeeds,
}) => {
  change(`
    INSERT INTO scans (no, id, cluster_id, status, profile, trigger, queued_at, started_at, finished_at)
      SELECT -1, '${SCAN}', id, 'done', 'standard', 'ui', '2026-01-01T00:00:00.000Z', '2026-01-01T00:00:00.000Z',
        '2026-01-01T00:00:01.000Z' FROM clusters WHERE name = 'gone';
    INSERT INTO results (scan_no, schema_version, head, facets) VALUES (-1, 1, x'00', '{}');
  `);
  await page.goto(`/scans/${SCAN}`);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('This page could not be shown');
  await expect(page.getByText(/^Request [0-9a-f]{8}-[0-9a-f-]{27}$/)).toBeVisible();
  // The failure is in the console too, as the browser's own tools expect.
  expect(misdeeds.splice(0)).not.toEqual([]);
  change(`DELETE FROM results WHERE scan_no = -1`);
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Scan of gone');
});
