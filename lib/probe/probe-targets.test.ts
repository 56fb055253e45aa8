import { once } from 'node:events';
import { connect, createServer } from 'node:net';
import { Worker } from 'node:worker_threads';
import { afterAll, describe, expect, it } from 'vitest';
import { gapsOf, itemsOf } from '#lib/model/collected.ts';
import type { ProbeResult } from '#lib/model/probe.ts';
import { byPath, json, Listeners, text } from '#lib/testing/listeners.ts';
import { probeTargets } from './probe-targets.ts';

const LOOPBACK = ['127.0.0.0/8', '::1/128'];
const HERE = { bound: null, signal: new AbortController().signal, from: 'here', connectTimeoutMs: 300 };
const listeners = new Listeners();
afterAll(() => listeners.close());

async function probe(address: string, ...ports: number[]): Promise<readonly ProbeResult[]> {
  const targets = ports.map((port) => ({ address, port, node: 'node-1' }));
  return itemsOf(await probeTargets(targets, { ...HERE, allow: LOOPBACK }));
}

describe('state of a port', () => {
  it('is refused where nothing listens, beside an open one', async () => {
    await listeners.http('127.9.1.1', 8080, text(200, 'hello'));
    const results = await probe('127.9.1.1', 8080, 10255);
    expect(results.map(({ state }) => state)).toEqual(['open', 'refused']);
  });

  it('is filtered where it stays silent while another port of the address answers', async () => {
    await listeners.http('127.9.1.2', 8080, text(200, 'hello'));
    await silentListener('127.9.1.2', 10250);
    const results = await probe('127.9.1.2', 8080, 10250);
    expect(results.map(({ state }) => state)).toEqual(['open', 'filtered']);
  });

  it('is unreachable, never closed, where every port of the address stays silent', async () => {
    await silentListener('127.9.1.4', 10250);
    const probes = await probeTargets([{ address: '127.9.1.4', port: 10250, node: 'node-1' }], {
      ...HERE,
      allow: LOOPBACK,
    });
    expect(itemsOf(probes).map(({ state }) => state)).toEqual(['unreachable']);
    expect(gapsOf(probes).map(({ reason, scope }) => `${reason} ${scope}`)).toEqual([
      'unreachable 127.9.1.4',
    ]);
  });

  it('keeps an open port that says nothing apart from one that is understood', async () => {
    await listeners.listen(
      createServer((socket) => socket.on('error', () => undefined).end('SSH-2.0-test\r\n')),
      '127.9.1.3',
      8080,
    );
    expect((await probe('127.9.1.3', 8080))[0]).toMatchObject({
      state: 'open',
      service: 'unidentified',
      tls: null,
    });
  });
});

/** Listens in a thread that never accepts, and fills its queue: the kernel then drops what comes. */
async function silentListener(host: string, port: number): Promise<void> {
  const source = `
    const { parentPort } = require('node:worker_threads');
    require('node:net').createServer().listen({ host: '${host}', port: ${port}, backlog: 1 }, () => {
      parentPort.postMessage('ready');
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
    });`;
  const worker = new Worker(source, { eval: true });
  await once(worker, 'message');
  const sockets = [1, 2, 3].map(() => connect(port, host).on('error', () => undefined));
  listeners.onClose(() => {
    for (const socket of sockets) socket.destroy();
    void worker.terminate();
  });
  await Promise.all(sockets.slice(0, 2).map((socket) => once(socket, 'connect')));
}

describe('where a packet may go', () => {
  const signal = new AbortController().signal;
  const targets = [{ address: '127.9.5.1', port: 8080, node: null }];

  it('sends nothing outside the allow list and says so', async () => {
    let asked = 0;
    await listeners.http('127.9.5.1', 8080, (_request, response) => {
      asked += 1;
      response.end();
    });
    const probes = await probeTargets(targets, { allow: ['10.0.0.0/8'], bound: null, signal, from: 'here' });
    expect(probes.state).toBe('failed');
    expect(gapsOf(probes).map(({ reason }) => reason)).toEqual(['disabled']);
    const bounded = await probeTargets(targets, {
      allow: LOOPBACK,
      bound: ['10.0.0.0/8'],
      signal,
      from: 'here',
    });
    expect(bounded.state).toBe('failed');
    expect(asked).toBe(0);
  });

  it('sends inside it', async () => {
    const probes = await probeTargets(targets, {
      allow: ['127.9.5.1'],
      bound: LOOPBACK,
      signal,
      from: 'here',
    });
    expect(itemsOf(probes).map(({ state }) => state)).toEqual(['open']);
  });

  it('ends at once when it is aborted', async () => {
    const controller = new AbortController();
    const hanging = probeTargets(targets, {
      allow: LOOPBACK,
      bound: null,
      signal: controller.signal,
      from: 'here',
    });
    controller.abort(new Error('stop'));
    await expect(hanging).rejects.toThrow('stop');
  });

  it('reaches IPv6', async () => {
    await listeners.http(
      '::1',
      10256,
      byPath({ '/healthz': json(200, { lastUpdated: 'x', currentTime: 'y' }) }),
    );
    expect((await probe('::1', 10256))[0]).toMatchObject({ state: 'open', service: 'kube-proxy-health' });
  });
});
