import { rawRequest } from './setup/raw-request.ts';
import { expect, test } from './setup/test.ts';
import { world } from './setup/world.ts';

const paths = ['/', '/scans', '/api/scans', '/api/healthz', '/icon.svg'];

test.describe('a name that is not loopback', () => {
  for (const path of paths) {
    test(`is refused for ${path}`, async () => {
      const answer = await rawRequest(world().address + path, { headers: { host: 'merlon.example:3636' } });
      expect(answer.status).toBe(421);
      expect(answer.body).toContain('loopback');
    });

    test(`and its near-miss localhost is let in for ${path}`, async () => {
      const { port } = new URL(world().address);
      const answer = await rawRequest(world().address + path, { headers: { host: `localhost:${port}` } });
      expect(answer.status).toBeLessThan(400);
    });
  }
});

test.describe('a request that would change something', () => {
  const order = JSON.stringify({ clusterId: 'none', profile: 'standard' });
  const json = { 'content-type': 'application/json' };
  const cases = [
    { name: 'of this page is read', headers: { ...json, 'sec-fetch-site': 'same-origin' }, status: 422 },
    { name: 'of another site is refused', headers: { ...json, 'sec-fetch-site': 'cross-site' }, status: 403 },
    {
      name: 'of another origin is refused',
      headers: { ...json, origin: 'http://evil.example' },
      status: 403,
    },
    { name: 'of unknown origin is refused', headers: json, status: 403 },
    {
      name: 'that poses as a form is refused',
      headers: { 'content-type': 'text/plain', 'sec-fetch-site': 'same-origin' },
      status: 415,
    },
  ];
  for (const { name, headers, status } of cases) {
    test(name, async () => {
      const answer = await rawRequest(`${world().address}/api/scans`, {
        method: 'POST',
        headers,
        body: order,
      });
      expect(answer.status).toBe(status);
      expect(answer.headers['content-type']).toBe('application/problem+json');
      const problem = JSON.parse(answer.body) as Record<string, unknown>;
      expect(problem).toMatchObject({ status, requestId: answer.headers['x-request-id'] });
    });
  }

  test('by DELETE from another site is refused before the scan is looked for', async () => {
    const address = `${world().address}/api/scans/none`;
    const foreign = await rawRequest(address, {
      method: 'DELETE',
      headers: { 'sec-fetch-site': 'cross-site' },
    });
    const own = await rawRequest(address, { method: 'DELETE', headers: { 'sec-fetch-site': 'same-origin' } });
    expect([foreign.status, own.status]).toEqual([403, 404]);
  });
});

test('a form of another site changes nothing, though it holds all that the form of this page holds', async ({
  request,
}) => {
  const address = `${world().address}/settings/clusters`;
  const html = await (await request.get(address)).text();
  const [, action] = /name="(\$ACTION_ID_[0-9a-f]+)"/.exec(html) ?? [];
  const boundary = 'form';
  const body = `--${boundary}\r\nContent-Disposition: form-data; name="${action}"\r\n\r\n\r\n--${boundary}--\r\n`;
  const send = async (site: string) => {
    const headers = { 'content-type': `multipart/form-data; boundary=${boundary}`, 'sec-fetch-site': site };
    return (await rawRequest(address, { method: 'POST', headers, body })).status;
  };
  expect([await send('cross-site'), await send('same-origin')]).toEqual([500, 200]);
});

test('every page carries a policy of its own that allows no foreign script', async ({ request }) => {
  const policies = await Promise.all(
    [1, 2].map(async () => (await request.get('/scans')).headers()['content-security-policy'] ?? ''),
  );
  const nonces = policies.map((policy) => /'nonce-([^']+)'/.exec(policy)?.[1]);
  expect(nonces[0]).toBeTruthy();
  expect(nonces[0]).not.toBe(nonces[1]);
  for (const policy of policies) {
    expect(policy).toContain(`'strict-dynamic'`);
    expect(policy).toContain(`frame-ancestors 'none'`);
    expect(policy).not.toMatch(/script-src[^;]*unsafe/);
  }
});
