import { createServer } from 'node:http';
import { connect } from 'node:net';
import type { ProbeTarget } from '#lib/model/probe.ts';
import { NODE_PORTS } from '#lib/probe/ports.ts';
import { probeTargets } from '#lib/probe/probe-targets.ts';
import { figureOf, inTurn, timed, type Figure } from './measure.ts';

const HOSTS = 256;
const CONNECTIONS = 128;
const OPEN_PORT = 10256;

/** Measures probing loopback hosts, a health port open on one of eight, against bare connects to the same ports. */
export async function measureProbe(runs: number): Promise<Figure> {
  const addresses = Array.from({ length: HOSTS }, (_, index) => `127.77.${index >> 7}.${(index & 127) + 1}`);
  const servers = await Promise.all(addresses.filter((_, index) => index % 8 === 0).map(healthPort));
  const targets = addresses.flatMap((address) =>
    NODE_PORTS.map(({ port }) => ({ address, port, node: null })),
  );
  const options = {
    allow: ['127.0.0.0/8'],
    bound: null,
    signal: new AbortController().signal,
    from: 'bench',
  };
  const pairs = await inTurn(
    runs,
    async () => (await timed(() => probeTargets(targets, options))).ms,
    async () => (await timed(() => bareConnects(targets))).ms,
  );
  for (const server of servers) server.close();
  const notes = { ports: targets.length, open: servers.length };
  return figureOf({ name: `probing ${HOSTS} hosts x ${NODE_PORTS.length} ports`, goal: 2, notes }, pairs);
}

async function healthPort(address: string) {
  const server = createServer((_request, response) => response.end('{"lastUpdated":"x","currentTime":"y"}'));
  await new Promise<void>((resolve) => server.listen(OPEN_PORT, address, resolve));
  return server;
}

/** The least that tells open from closed: a connect, over as many connections at a time. */
async function bareConnects(targets: readonly ProbeTarget[]): Promise<void> {
  const entries = targets.values();
  const lane = async (): Promise<void> => {
    for (const { address, port } of entries) await bareConnect(address, port);
  };
  await Promise.all(Array.from({ length: CONNECTIONS }, lane));
}

function bareConnect(address: string, port: number): Promise<void> {
  return new Promise((resolve) => {
    const socket = connect(port, address);
    const over = (): void => {
      socket.destroy();
      resolve();
    };
    socket.once('connect', over);
    socket.once('error', over);
  });
}
