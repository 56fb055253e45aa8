import { expect, test } from './setup/test.ts';

test('from a node to its open port, to what the port answered, to the finding and back', async ({ page }) => {
  await page.goto('/nodes');
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
