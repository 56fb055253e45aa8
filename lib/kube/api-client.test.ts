import { afterEach, describe, expect, it } from 'vitest';
import { writeKubeconfig } from '#lib/testing/kubeconfig-file.ts';
import { sendJson, startReplayApi } from '#lib/testing/replay-api.ts';
import { openCluster } from './open-cluster.ts';

const running: (() => unknown)[] = [];

afterEach(async () => {
  for (const stop of running.splice(0).toReversed()) await stop();
});

/** Opens a server whose connections break for as long as `isBroken` says. */
async function open(isBroken: () => boolean) {
  const api = await startReplayApi((_, response) => {
    if (isBroken()) response.destroy();
    else sendJson(response, { kind: 'APIVersions', versions: [] });
  });
  running.push(() => api.close());
  const access = await openCluster({
    context: null,
    kubeconfig: writeKubeconfig({ server: api.url }),
    backOffMs: 1,
  });
  running.push(() => access.close());
  return { access, asked: () => api.seen.length - 1 };
}

describe('a server that is lost', () => {
  it('is tried a few times, then once for each question', async () => {
    let isBroken = false;
    const { access, asked } = await open(() => isBroken);
    isBroken = true;
    expect(await access.get('/a')).toMatchObject({ ok: false, reason: 'unreachable', status: null });
    expect(asked()).toBe(4);
    await access.get('/b');
    expect(asked()).toBe(5);
  });

  it('has its tries again as soon as it answers', async () => {
    let broken = 0;
    const { access, asked } = await open(() => broken-- > 0);
    broken = 5;
    await access.get('/a');
    await access.get('/b');
    expect(await access.get('/c')).toMatchObject({ ok: true });
    broken = 3;
    expect(await access.get('/d')).toMatchObject({ ok: true });
    expect(asked()).toBe(4 + 1 + 1 + 4);
  });
});

describe('what a server says', () => {
  it('is told in one line and cut, without the body around it', async () => {
    const api = await startReplayApi(({ path }, response) => {
      if (path === '/api') sendJson(response, { kind: 'APIVersions', versions: [] });
      else sendJson(response, { message: `first\nsecond ${'x'.repeat(2000)}`, token: 'marked' }, 400);
    });
    running.push(() => api.close());
    const access = await openCluster({ context: null, kubeconfig: writeKubeconfig({ server: api.url }) });
    running.push(() => access.close());
    const answer = await access.get('/a');
    expect(answer).toMatchObject({ ok: false, reason: 'server-error', status: 400 });
    expect('message' in answer && answer.message).toMatch(/^HTTP 400: first second x{200,600}$/);
  });
});
