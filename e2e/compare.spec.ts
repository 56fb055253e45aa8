import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { chooseCluster } from './setup/scans.ts';
import { expect, test } from './setup/test.ts';
import { world } from './setup/world.ts';

test('after the demo has changed, a second scan is compared with the first: what is new, what is fixed', async ({
  page,
  openPage,
}) => {
  const { dataDir, logPath } = world();
  writeFileSync(join(dataDir, 'demo', 'generation'), '2');
  await expect.poll(() => readFileSync(logPath, 'utf8')).toContain('now in generation 2');
  await page.goto('/', { waitUntil: 'networkidle' });
  await chooseCluster(page, 'main');
  await page.getByRole('button', { name: 'Run scan', exact: true }).click();
  await page.getByRole('link', { name: 'See the results' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Scan of main');
  await page.goto('/');
  await page.getByRole('link', { name: 'Compare the two' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Compare two scans');
  const lists = page.getByRole('navigation', { name: 'What changed' });
  await expect(page.getByRole('table', { name: 'New' })).toContainText('vendor-support-access');
  await lists.getByRole('link', { name: /Fixed$/ }).click();
  const fixed = page.getByRole('table', { name: 'Fixed' });
  await expect(fixed).toContainText('etcd answers without a client certificate');
  await expect(fixed).not.toContainText('vendor-support-access');
  const opened = page.getByRole('group').filter({ hasText: /^kube-system.*payments\d+ opened/ });
  await opened.locator('summary').click();
  await expect(opened.getByRole('listitem').first()).toContainText('opened: every port');
  const other = await openPage({ locale: 'zh-CN' });
  await other.goto(page.url());
  await expect(other.getByRole('table', { name: '已修复' })).toContainText('etcd 无需客户端证书即可应答');
});
