import { expect, test } from './setup/test.ts';
import { world } from './setup/world.ts';

test('a cluster is told where its probes may go, removed and brought back', async ({ page }) => {
  await page.goto('/settings/clusters', { waitUntil: 'networkidle' });
  await expect(page.getByText(world().brokenKubeconfig)).toBeVisible();
  const spare = page.getByRole('article').filter({ has: page.getByRole('heading', { name: 'spare' }) });
  await spare.getByText('Change', { exact: true }).click();
  await spare.getByRole('textbox').fill('10.0.0.0/8\nnonsense');
  await spare.getByRole('button', { name: 'Save networks' }).click();
  await expect(spare.getByText('Not a network in CIDR form: nonsense')).toBeVisible();
  await spare.getByRole('textbox').fill('127.0.0.0/8');
  await spare.getByRole('button', { name: 'Save networks' }).click();
  await expect(spare.getByText('Only inside these networks.')).toBeVisible();
  await spare.getByText('Remove', { exact: true }).click();
  await spare.getByRole('button', { name: 'Remove for good' }).click();
  await expect(spare).toHaveCount(0);
  await page.getByRole('button', { name: 'Read kubeconfig again' }).click();
  await expect(page.getByRole('heading', { name: 'Removed contexts' })).toBeVisible();
  await expect(spare).toHaveCount(0);
  await page.getByRole('button', { name: 'Add them again' }).click();
  await expect(spare).toBeVisible();
});
