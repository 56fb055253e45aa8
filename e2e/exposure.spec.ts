import { chooseCluster } from './setup/scans.ts';
import { expect, test } from './setup/test.ts';

test('from a node to its open port, to what the port answered, to the finding and back', async ({ page }) => {
  await page.goto('/nodes', { waitUntil: 'networkidle' });
  await chooseCluster(page, 'main');
  await page.getByRole('link', { name: 'main-cp-2', exact: true }).first().click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('main-cp-2');
  const ports = page.getByRole('table', { name: 'Ports' });
  await expect(ports.getByRole('row', { name: /2379/ })).toContainText('lets anyone in');
  await ports.getByRole('link', { name: '2379', exact: true }).click();
  const drawer = page.getByRole('dialog', { name: 'main-cp-2 : 2379' });
  await expect(drawer.getByRole('heading', { level: 2 })).toHaveText(
    'etcd answers without a client certificate',
  );
  await expect(drawer.getByText(/^curl -sk .*:2379\/version'/)).toBeVisible();
  await drawer.getByRole('link', { name: 'Open finding' }).click();
  await expect(page.getByRole('heading', { name: 'What was seen' })).toBeVisible();
  await expect(
    page
      .getByRole('main')
      .getByText(/^curl -sk .*:2379\/version'/)
      .first(),
  ).toBeVisible();
  await page.goBack();
  await expect(drawer).toBeVisible();
  await drawer.getByRole('link', { name: 'Close' }).click();
  await expect(drawer).toBeHidden();
  await expect(page).not.toHaveURL(/cell=/);
});

test('from two namespaces to why their workloads may talk, and to what a default deny would take away', async ({
  page,
}) => {
  await page.goto('/network', { waitUntil: 'networkidle' });
  await chooseCluster(page, 'main');
  const matrix = page.getByRole('table', { name: 'Namespaces against namespaces' });
  await matrix.getByRole('link', { name: 'data to ci: 100% of the pairs of pods open' }).click();
  const pairs = page.getByRole('table', { name: 'From data to ci' });
  await pairs.getByRole('link', { name: 'kafka' }).first().click();
  const drawer = page.getByRole('dialog', { name: /^From data\/kafka.* to ci\/.* on 80\/TCP$/ });
  await expect(
    drawer.getByText('No policy isolates it for incoming traffic: what none denies is let in.'),
  ).toBeVisible();
  await drawer.getByRole('link', { name: 'Close' }).click();
  await expect(drawer).toBeHidden();
  await page.getByRole('link', { name: 'Try a default deny in ci' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Try policies out');
  await page.getByRole('button', { name: 'Show what changes' }).click();
  const edges = page.getByRole('table', { name: 'By workload and port' });
  await expect(edges.getByRole('row', { name: /Gone every port/ }).first()).toBeVisible();
  await page
    .getByRole('button', { name: /^Show all \d{2,}$/ })
    .last()
    .click();
  await expect(edges.getByRole('row', { name: /data\/kafka .*ci\/.*Gone every port/ }).first()).toBeVisible();
});

test('from what needs attention to the policy that selects nothing, and to what the internet reaches', async ({
  page,
  openPage,
}) => {
  await page.goto('/network', { waitUntil: 'networkidle' });
  await chooseCluster(page, 'main');
  await page.getByText('1 policy selects nothing').click();
  await expect(
    page.getByText('NetworkPolicy monitoring/allow-prometheus selects nothing that is there.'),
  ).toBeVisible();
  await page.getByRole('link', { name: 'See the policy' }).click();
  await expect(page).toHaveURL(/tab=policies/);
  await expect(page.getByRole('region', { name: 'Policies' })).toContainText('Selects no pod now');
  await page.goto('/exposure', { waitUntil: 'networkidle' });
  const services = page.getByRole('table', { name: 'Services published to the outside' });
  await expect(services.getByRole('row', { name: /^kafka-external/ })).toContainText('data/kafka');
  const other = await openPage({ locale: 'zh-CN' });
  await other.goto('/network');
  await expect(other.getByText('1 条策略没有选中任何对象')).toBeVisible();
});
