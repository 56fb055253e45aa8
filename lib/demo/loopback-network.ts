import { createHash } from 'node:crypto';
import { planHosts, planPorts, portsWanted } from './address-plan.ts';
import type { AddressPlan, Site } from './address-plan.ts';
import { blockedPorts } from './listeners/blocked-ports.ts';
import { closeListener, openListener, portOf } from './listeners/listener.ts';

interface NetworkRequest<T> {
  /** The first three numbers of the network used last. */
  preferred: string | null;
  /** Text that spreads first choices, so that two demos seldom try the same network. */
  hint: string;
  mode: 'hosts' | 'ports';
  log: (line: string) => void;
  /** The clusters to find addresses for; all of them live in one network. */
  sites: readonly Site[];
  /** Opens everything on the plans, one for each site; throws the system's error when a port is taken. */
  open: (plans: readonly AddressPlan[]) => Promise<T>;
}

const ATTEMPTS = 40;

/** Finds a free loopback network and returns what was opened there. */
export async function settleNetwork<T>(request: NetworkRequest<T>): Promise<T> {
  const { sites } = request;
  if (request.mode === 'hosts' && (await canBindHosts())) {
    const blocked = await blockedPorts([6443, 10250]);
    for (const prefix of candidates(request.preferred, request.hint)) {
      const plans = sites.map((site) => planHosts(site, prefix, blocked));
      if (!(await isFree(plans))) continue;
      const opened = await openUnlessTaken(() => request.open(plans));
      if (opened !== null) return opened;
    }
    throw new Error('no free loopback network was found for the demo cluster');
  }
  request.log(
    'only 127.0.0.1 can be bound here: the demo serves its API and its kubelets on free ports; ' +
      'etcd, controller manager, scheduler, kube-proxy, read-only kubelet and node ports are not there to be probed',
  );
  const ports = await freePorts(sites.reduce((sum, site) => sum + portsWanted(site), 0));
  const plans = sites.map((site) => planPorts(site, ports.splice(0, portsWanted(site))));
  return await request.open(plans);
}

/** Networks to try: the one used last, then a row that starts where the hint says. */
function candidates(preferred: string | null, hint: string): string[] {
  const start = createHash('sha256').update(hint).digest().readUInt16BE();
  const row = Array.from({ length: ATTEMPTS }, (_, index) => {
    const number = (start + index * 257) % (96 * 250);
    // 127.16 to 127.111: away from 127.0, where systems keep resolvers and names of their own.
    return `127.${16 + Math.floor(number / 250)}.${1 + (number % 250)}`;
  });
  return preferred === null ? row : [preferred, ...row];
}

async function openUnlessTaken<T>(open: () => Promise<T>): Promise<T | null> {
  try {
    return await open();
  } catch (error) {
    if (codeOf(error) === 'EADDRINUSE' || codeOf(error) === 'EACCES') return null;
    throw error;
  }
}

/** A quick look at the door before everything is built: another demo holds it open while it runs. */
async function isFree([first]: readonly AddressPlan[]): Promise<boolean> {
  if (first === undefined) return true;
  const { address, port } = first.api;
  try {
    await closeListener(await openListener({ id: 'look', address, port, answer: () => undefined }));
    return true;
  } catch {
    return false;
  }
}

async function canBindHosts(): Promise<boolean> {
  try {
    await closeListener(
      await openListener({ id: 'look', address: '127.16.0.9', port: 0, answer: () => undefined }),
    );
    return true;
  } catch (error) {
    if (codeOf(error) === 'EADDRNOTAVAIL') return false;
    throw error;
  }
}

async function freePorts(count: number): Promise<number[]> {
  const looks = Array.from({ length: count }, () =>
    openListener({ id: 'look', address: '127.0.0.1', port: 0, answer: () => undefined }),
  );
  const servers = await Promise.all(looks);
  const ports = servers.map(portOf);
  await Promise.all(servers.map(closeListener));
  return ports;
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : undefined;
}
