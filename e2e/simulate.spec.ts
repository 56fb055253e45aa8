import { chooseCluster } from './setup/scans.ts';
import { expect, test } from './setup/test.ts';

const SHUT = `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: web-from-ingress, namespace: storefront }
spec:
  podSelector: {}
  policyTypes: [Ingress]
`;

test('a policy that is tried out tells what it cuts from the internet and for services, and where its text is wrong', async ({
  page,
  misdeeds,
}) => {
  await page.goto('/network', { waitUntil: 'networkidle' });
  await chooseCluster(page, 'main');
  await page.getByRole('link', { name: 'Try policies out', exact: true }).click();
  const text = page.getByRole('textbox', { name: 'Policies as YAML' });
  const run = page.getByRole('button', { name: 'Show what changes' });
  await text.fill(SHUT);
  await run.click();
  const doors = page.getByRole('table', { name: 'Ways in from the internet' });
  await expect(
    doors.getByRole('row', { name: /Ingress storefront\/shop .*storefront\/web:http/ }),
  ).toContainText('stopped between ingress-nginx/ingress-nginx-controller and storefront/web');
  const services = page.getByRole('table', { name: 'Services inside the cluster' });
  await expect(services.getByRole('row', { name: /^storefront\/web 80\/TCP/ })).toContainText('cut: 1');

  const wrong = SHUT.replace('{}', '{ matchLabels: { app: 1 } }');
  await text.fill(`${SHUT}---\n${wrong}`);
  await run.click();
  await expect(page.getByText('Line 12, column 38:')).toBeVisible();
  await expect(page.getByText('spec.podSelector.matchLabels.app must be a string.')).toBeVisible();
  await expect(doors).toBeHidden();
  // The browser notes that the text was refused.
  expect(misdeeds.splice(0)).toEqual([expect.stringContaining('422')]);
});
