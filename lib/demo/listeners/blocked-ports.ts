import { randomInt } from 'node:crypto';
import { closeListener, openListener } from './listener.ts';

/**
 * Returns the ports that another program holds on every address of this machine (a kubelet, a container engine):
 * no loopback host can have them. Found by binding each on an address that no demo uses.
 */
export async function blockedPorts(ports: Iterable<number>): Promise<Set<number>> {
  const address = `127.15.${randomInt(1, 255)}.${randomInt(1, 255)}`;
  const distinct = [...new Set(ports)];
  const blocked = await Promise.all(distinct.map(async (port) => await isBlocked(address, port)));
  return new Set(distinct.filter((_, index) => blocked[index]));
}

async function isBlocked(address: string, port: number): Promise<boolean> {
  try {
    await closeListener(await openListener({ id: 'look', address, port, answer: () => undefined }));
    return false;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
  }
}
