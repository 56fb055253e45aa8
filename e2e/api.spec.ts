import { addressOf } from './setup/pages.ts';
import { expect, test } from './setup/test.ts';

test('the events of a finished scan are told again from any point and end with done', async ({ request }) => {
  const address = await addressOf(request, '/api/scans/SCAN/events');
  const whole = await request.get(address);
  expect(whole.headers()).toMatchObject({
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-cache, no-transform',
    'x-accel-buffering': 'no',
  });
  const ids = [...(await whole.text()).matchAll(/^id: (\d+)$/gm)].map((found) => Number(found[1]));
  expect(ids.length).toBeGreaterThan(10);
  expect(ids).toEqual(ids.map((_, index) => index + 1));
  const from = ids.length - 3;
  const rest = await (await request.get(address, { headers: { 'last-event-id': String(from) } })).text();
  expect([...rest.matchAll(/^id: (\d+)$/gm)].map((found) => Number(found[1]))).toEqual([
    from + 1,
    from + 2,
    from + 3,
  ]);
  expect(rest.trimEnd().split('\n').at(-2)).toBe('event: done');
});

test('the result is valid JSON, and is not sent twice to who has it', async ({ request }) => {
  const address = await addressOf(request, '/api/scans/SCAN/result');
  const answer = await request.get(address);
  const result = (await answer.json()) as { schemaVersion: number; findings: unknown[]; score: object };
  expect(result.schemaVersion).toBe(1);
  expect(result.findings.length).toBeGreaterThan(100);
  const etag = answer.headers()['etag'] ?? '';
  const again = await request.get(address, { headers: { 'if-none-match': etag } });
  expect(again.status()).toBe(304);
});

test('what is not there is a problem with a request id', async ({ request }) => {
  for (const path of ['/api/scans/none/result', '/api/scans/none/events']) {
    const answer = await request.get(path);
    expect(answer.status()).toBe(404);
    expect(await answer.json()).toMatchObject({ status: 404, requestId: answer.headers()['x-request-id'] });
  }
});

test('health and readiness say no more than that', async ({ request }) => {
  for (const path of ['/api/healthz', '/api/readyz']) {
    const answer = await request.get(path);
    expect([answer.status(), await answer.json()]).toEqual([200, { status: 'ok' }]);
  }
});
