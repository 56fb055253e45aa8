import { mkdtempSync, readdirSync, readFileSync, readlinkSync, rmSync } from 'node:fs';
import { get } from 'node:http';
import { request } from 'node:https';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { TLSSocket } from 'node:tls';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startDemo } from '../start-demo.ts';
import type { Demo } from '../start-demo.ts';

interface Answer {
  status: number;
  text: string;
  validTo: string;
}

let folder: string;
let demo: Demo;
const host = (last: number): string => demo.network.replace(/0\/24$/, String(last));

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'demo-'));
  demo = await startDemo({ dataDir: folder });
});

afterAll(async () => {
  await demo.stop();
  rmSync(folder, { recursive: true });
});

/** Asks without any credential and without judging the certificate, as somebody from outside would. */
async function ask(
  url: string,
  method = 'GET',
  maxVersion: 'TLSv1.2' | 'TLSv1.3' = 'TLSv1.3',
): Promise<Answer> {
  return await new Promise((resolve, reject) => {
    const options = { method, rejectUnauthorized: false, maxVersion, agent: false as const };
    const sent = url.startsWith('https:') ? request(url, options) : get(url, { agent: false });
    sent.on('response', (response) => {
      const chunks: Buffer[] = [];
      const validTo =
        response.socket instanceof TLSSocket ? response.socket.getPeerCertificate().valid_to : '';
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, text: Buffer.concat(chunks).toString('utf8'), validTo }),
      );
    });
    sent.on('error', reject);
    sent.end();
  });
}

describe('kubelets', () => {
  it('gives pods to anybody on the open one', async () => {
    const { status, text } = await ask(`https://${host(16)}:10250/pods`);
    expect([status, text.startsWith('{"kind":"PodList"')]).toEqual([200, true]);
  });

  it('lets anybody in and refuses them on the half-open one', async () => {
    const { status, text } = await ask(`https://${host(17)}:10250/pods`);
    expect(status).toBe(403);
    expect(text).toBe(
      'Forbidden (user=system:anonymous, verb=get, resource=nodes, subresource(s)=[pods proxy])',
    );
  });

  it('turns anybody away on the others', async () => {
    expect(await ask(`https://${host(14)}:10250/pods`)).toMatchObject({ status: 401, text: 'Unauthorized' });
  });

  it('has the read-only port on one worker and not on its neighbour', async () => {
    expect((await ask(`http://${host(18)}:10255/pods`)).status).toBe(200);
    await expect(ask(`http://${host(17)}:10255/pods`)).rejects.toMatchObject({ code: 'ECONNREFUSED' });
  });
});

describe('etcd', () => {
  it('answers the member without client certificates', async () => {
    expect((await ask(`https://${host(12)}:2379/v3/maintenance/status`, 'POST')).status).toBe(200);
    expect((await ask(`https://${host(12)}:2379/v3/kv/range`)).status).toBe(501);
  });

  it('ends the connection of the others after the handshake of TLS 1.3', async () => {
    await expect(ask(`https://${host(11)}:2379/version`)).rejects.toMatchObject({
      code: 'ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED',
    });
  });

  it('ends the handshake of TLS 1.2', async () => {
    await expect(ask(`https://${host(11)}:2379/version`, 'GET', 'TLSv1.2')).rejects.toMatchObject({
      code: 'EPROTO',
    });
  });

  it('has its metrics open', async () => {
    expect((await ask(`http://${host(11)}:2381/metrics`)).text).toContain('etcd_server_version');
  });
});

describe('controller manager and scheduler', () => {
  it.each([10257, 10259])('%i tells its health and refuses the rest', async (port) => {
    expect((await ask(`https://${host(13)}:${port}/healthz`)).text).toBe('ok');
    const { status, text } = await ask(`https://${host(13)}:${port}/metrics`);
    expect([status, JSON.parse(text).reason]).toEqual([403, 'Forbidden']);
  });
});

describe('certificates', () => {
  const daysLeft = async (url: string): Promise<number> =>
    Math.round((Date.parse((await ask(url)).validTo) - Date.now()) / 86_400_000);

  it('ends soon on one API server, has ended on one kubelet, and is fine elsewhere', async () => {
    expect(await daysLeft(`https://${host(13)}:6443/version`)).toBe(12);
    expect(await daysLeft(`https://${host(18)}:10250/healthz`)).toBe(-9);
    expect(await daysLeft(`https://${host(11)}:6443/version`)).toBe(330);
  });
});

describe('the network', () => {
  it.runIf(process.platform === 'linux')('holds every port this process listens on', () => {
    const own = new Set(socketsOf());
    const listening = readFileSync('/proc/net/tcp', 'utf8')
      .split('\n')
      .slice(1)
      .map((line) => line.trim().split(/\s+/));
    const addresses = listening
      .filter((fields) => fields[3] === '0A' && own.has(fields[9] ?? ''))
      .map((fields) => addressOf(fields[1] ?? ''));
    expect(addresses.length).toBeGreaterThan(60);
    const prefix = demo.network.replace(/0\/24$/, '');
    expect(addresses.filter((address) => !address.startsWith(prefix))).toEqual([]);
  });

  it('lets go of every port when it stops', async () => {
    const other = await startDemo({ dataDir: join(folder, 'other') });
    const address = other.network.replace(/0\/24$/, '11');
    await other.stop();
    const code = await new Promise((resolve) => {
      connect(6443, address).on('error', (error) => resolve('code' in error ? error.code : null));
    });
    expect(code).toBe('ECONNREFUSED');
  });
});

/** Inodes of this process's sockets. */
function socketsOf(): string[] {
  return readdirSync('/proc/self/fd').flatMap((fd) => {
    try {
      return /^socket:\[(\d+)\]$/.exec(readlinkSync(`/proc/self/fd/${fd}`))?.[1] ?? [];
    } catch {
      // Closed between the listing and the reading.
      return [];
    }
  });
}

/** An IPv4 address as /proc writes it: four bytes in the machine's order, in hex. */
function addressOf(hexAddress: string): string {
  const bytes = (hexAddress.split(':')[0] ?? '').match(/../g) ?? [];
  return bytes
    .toReversed()
    .map((byte) => parseInt(byte, 16))
    .join('.');
}
