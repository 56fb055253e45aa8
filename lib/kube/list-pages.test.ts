import { gzipSync } from 'node:zlib';
import type { ServerResponse } from 'node:http';
import { afterEach, describe, expect, it } from 'vitest';
import { writeKubeconfig } from '#lib/testing/kubeconfig-file.ts';
import { sendJson, sendStatus, startReplayApi, type SeenRequest } from '#lib/testing/replay-api.ts';
import type { ListOutcome, ListRequest } from './cluster-access.ts';
import { openCluster, type OpenOptions } from './open-cluster.ts';

type Step = (response: ServerResponse, request: SeenRequest) => void;

const running: (() => unknown)[] = [];

afterEach(async () => {
  for (const stop of running.splice(0).toReversed()) await stop();
});

interface Listed {
  readonly outcome: ListOutcome;
  /** Names handed over since the last restart. */
  readonly names: readonly string[];
  readonly restarts: number;
  /** What was asked for, after the greeting. */
  readonly asked: readonly SeenRequest[];
}

/** Lists pods from a server that takes one step for each request, the last one for all further ones. */
async function list(
  steps: readonly Step[],
  options: Partial<OpenOptions> & Partial<Pick<ListRequest, 'signal'>> = {},
): Promise<Listed> {
  let turn = 0;
  const api = await startReplayApi((request, response) => {
    if (request.path === '/api') return sendJson(response, { kind: 'APIVersions', versions: ['v1'] });
    const step = steps[Math.min(turn, steps.length - 1)];
    turn += 1;
    return step?.(response, request);
  });
  running.push(() => api.close());
  const kubeconfig = writeKubeconfig({ server: api.url });
  const { signal, ...opening } = options;
  const access = await openCluster({ context: null, kubeconfig, backOffMs: 1, ...opening });
  running.push(() => access.close());
  let names: string[] = [];
  let restarts = 0;
  const outcome = await access.list({
    path: '/api/v1/pods',
    pageSize: 2,
    signal,
    onPage: (items) => names.push(...items.map((item) => (item as { name: string }).name)),
    onRestart: () => {
      names = [];
      restarts += 1;
    },
  });
  return { outcome, names, restarts, asked: api.seen.slice(1) };
}

function page(names: readonly string[], next = ''): Step {
  const items = names.map((name) => ({ name }));
  return (response) => sendJson(response, { kind: 'PodList', metadata: { continue: next }, items });
}

function status(code: number, headers: Readonly<Record<string, string>> = {}): Step {
  return (response) => {
    for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
    sendStatus(response, code, `status ${code}`);
  };
}

/** Sends the head and the first bytes of a page and leaves the rest to `then`. */
function begun(then: (response: ServerResponse) => void): Step {
  return (response) => {
    response.writeHead(200, { 'Content-Type': 'application/json', 'Content-Length': '1000' });
    response.write('{"items": [', () => then(response));
  };
}

const whole = { ok: true, pages: 2 };

describe('a list', () => {
  it('gives a list up that comes to no end', async () => {
    const { outcome, names } = await list([page(['a'], 'more'), page(['b'], 'more')]);
    expect(outcome).toMatchObject({ ok: false, reason: 'malformed', message: 'the list comes to no end' });
    expect(names).toEqual(['a']);
  });

  it('takes a list without metadata for its only page', async () => {
    const { outcome } = await list([(response) => sendJson(response, { items: [], metadata: null })]);
    expect(outcome).toEqual({ ok: true, pages: 1 });
  });

  it('is read page by page, with a limit and never with a resource version', async () => {
    const { outcome, names, asked } = await list([page(['a', 'b'], 'more'), page(['c'])]);
    expect({ outcome, names }).toEqual({ outcome: whole, names: ['a', 'b', 'c'] });
    const asking = asked.map(({ query }) => query.toString());
    expect(asking).toEqual(['limit=2', 'limit=2&continue=more']);
  });

  it('may be empty, also where the server sends null for it', async () => {
    const none: Step = (response) => sendJson(response, { items: null, metadata: {} });
    expect(await list([none])).toMatchObject({ outcome: { ok: true, pages: 1 }, names: [] });
  });

  it('starts again from the beginning when the server has dropped its snapshot', async () => {
    const steps = [page(['a', 'b'], 'old'), status(410), page(['a', 'x'], 'new'), page(['y'])];
    const { outcome, names, restarts } = await list(steps);
    expect({ outcome, names, restarts }).toEqual({ outcome: whole, names: ['a', 'x', 'y'], restarts: 1 });
  });

  it('does not start again for ever, and keeps what the last try gave', async () => {
    const turns = Array.from({ length: 4 }, () => [page(['a', 'b'], 'old'), status(410)]).flat();
    const { outcome, names, restarts } = await list(turns);
    expect(outcome).toMatchObject({ ok: false, reason: 'truncated', pages: 1 });
    expect({ names, restarts }).toEqual({ names: ['a', 'b'], restarts: 3 });
  });

  it.each([429, 500, 502, 503, 504])('tries again after a %i', async (code) => {
    const { outcome, names } = await list([page(['a', 'b'], 'more'), status(code), page(['c'])]);
    expect({ outcome, names }).toEqual({ outcome: whole, names: ['a', 'b', 'c'] });
  });

  it.each([
    { code: 429, reason: 'throttled' },
    { code: 500, reason: 'server-error' },
    { code: 504, reason: 'timeout' },
  ])(
    'gives up on a server that keeps answering $code, and keeps the pages before',
    async ({ code, reason }) => {
      const { outcome, names, asked } = await list([page(['a', 'b'], 'more'), status(code)]);
      expect(outcome).toMatchObject({ ok: false, reason, status: code, pages: 1 });
      expect({ names, asked: asked.length }).toEqual({ names: ['a', 'b'], asked: 5 });
    },
  );

  it('does not wait longer than half a minute because a server says so', async () => {
    const { outcome, asked } = await list([status(429, { 'Retry-After': '3600' })]);
    expect(outcome).toMatchObject({ ok: false, reason: 'throttled' });
    expect(asked).toHaveLength(1);
  });

  it('waits as long as Retry-After asks', async () => {
    const control = new AbortController();
    const asking = list([status(429, { 'Retry-After': '20' }), page(['a'])], { signal: control.signal });
    // The second try would come after a millisecond if the header were not obeyed.
    setTimeout(() => control.abort(), 300);
    expect((await asking).outcome).toMatchObject({ ok: false, reason: 'cancelled' });
  });

  it.each([
    { code: 401, reason: 'unauthorized', tries: 2 },
    { code: 403, reason: 'forbidden', tries: 1 },
    { code: 404, reason: 'absent', tries: 1 },
    { code: 405, reason: 'absent', tries: 1 },
  ])('takes a $code for an answer', async ({ code, reason, tries }) => {
    const { outcome, asked } = await list([status(code)]);
    expect(outcome).toMatchObject({ ok: false, reason, status: code, pages: 0 });
    expect(asked).toHaveLength(tries);
  });

  it('tries again when the connection breaks in the middle of a page', async () => {
    const cut = begun((response) => response.destroy());
    const { outcome, names } = await list([page(['a', 'b'], 'more'), cut, page(['c'])]);
    expect({ outcome, names }).toEqual({ outcome: whole, names: ['a', 'b', 'c'] });
  });

  it('is truncated when every try is cut off', async () => {
    const cut = begun((response) => response.destroy());
    const { outcome, names } = await list([page(['a', 'b'], 'more'), cut]);
    expect(outcome).toMatchObject({ ok: false, reason: 'truncated', pages: 1 });
    expect(names).toEqual(['a', 'b']);
  });

  it('is a timeout when a page stops coming', async () => {
    const stall = begun(() => undefined);
    const { outcome, names } = await list([page(['a', 'b'], 'more'), stall], { stallTimeoutMs: 50 });
    expect(outcome).toMatchObject({ ok: false, reason: 'timeout', pages: 1 });
    expect(names).toEqual(['a', 'b']);
  });

  it.each<{ name: string; step: Step }>([
    { name: 'no JSON', step: (response) => response.end('<html>') },
    { name: 'half a JSON text', step: (response) => response.end('{"items": [') },
    { name: 'no list', step: (response) => sendJson(response, { kind: 'Pod' }) },
    { name: 'items that are no list', step: (response) => sendJson(response, { items: {} }) },
  ])('is malformed when a page is $name', async ({ step }) => {
    const { outcome, names } = await list([page(['a', 'b'], 'more'), step]);
    expect(outcome).toMatchObject({ ok: false, reason: 'malformed', pages: 1 });
    expect(names).toEqual(['a', 'b']);
  });

  it('may come compressed', async () => {
    const zipped: Step = (response) => {
      response.writeHead(200, { 'Content-Encoding': 'gzip' });
      response.end(gzipSync(JSON.stringify({ items: [{ name: 'a' }] })));
    };
    expect(await list([zipped])).toMatchObject({ outcome: { ok: true }, names: ['a'] });
  });

  it.each<{ name: string; step: Step }>([
    { name: 'while it waits for an answer', step: () => undefined },
    { name: 'in the middle of a page', step: begun(() => undefined) },
  ])('ends when it is aborted $name', async ({ step }) => {
    const control = new AbortController();
    const stopping: Step = (response, request) => {
      step(response, request);
      setTimeout(() => control.abort(), 20);
    };
    const { outcome, names } = await list([page(['a', 'b'], 'more'), stopping], { signal: control.signal });
    expect(outcome).toMatchObject({ ok: false, reason: 'cancelled' });
    expect(names).toEqual(['a', 'b']);
  });
});
