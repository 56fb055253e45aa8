import { createServer } from 'node:net';
import type { AddressInfo, Server } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { planHosts } from '../address-plan.ts';
import { MAIN_SITE } from '../main-site.ts';
import { blockedPorts } from './blocked-ports.ts';

const open: Server[] = [];

async function listen(host: string): Promise<number> {
  const server = createServer();
  open.push(server);
  await new Promise<void>((resolve) => server.listen({ host, port: 0 }, resolve));
  return (server.address() as AddressInfo).port;
}

afterEach(() => {
  for (const server of open.splice(0)) server.close();
});

describe.runIf(process.platform === 'linux')('blockedPorts', () => {
  it('names a port held on every address', async () => {
    const port = await listen('0.0.0.0');
    expect(await blockedPorts([port])).toEqual(new Set([port]));
  });

  it('does not name a port held on another address only', async () => {
    const port = await listen('127.0.0.1');
    expect(await blockedPorts([port])).toEqual(new Set());
  });
});

describe('planHosts', () => {
  const portsOf = (...blocked: number[]): (number | undefined)[] => {
    const plan = planHosts(MAIN_SITE, '127.61.7', new Set(blocked));
    return [plan.api.port, plan.nodes[0]?.apiPort, plan.nodes[0]?.kubeletPort];
  };

  it('takes the usual ports where they are free', () => {
    expect(portsOf(10256)).toEqual([6443, 6443, 10250]);
  });

  it('moves the API and the kubelets, which clients are told the ports of', () => {
    expect(portsOf(6443, 10250)).toEqual([7443, 7443, 11250]);
  });
});
