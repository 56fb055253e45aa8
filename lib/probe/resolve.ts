import { lookup } from 'node:dns/promises';
import ipaddr from 'ipaddr.js';
import type { ProbeTarget } from '#lib/model/probe.ts';
import { AllowList } from './allow-list.ts';
import type { Peer } from './exchange.ts';

/** A target with the address it stands for, or why nothing is sent to it. */
export type Resolved =
  | { readonly kind: 'peer'; readonly target: ProbeTarget; readonly peer: Peer }
  | { readonly kind: 'outside' | 'unknown-name'; readonly target: ProbeTarget };

export interface Limits {
  readonly allow: readonly string[];
  /** Bounds `allow` from outside; null bounds nothing. */
  readonly bound: readonly string[] | null;
}

/** Returns each target with its address where both lists let a packet through. Names are looked up once each. */
export async function resolveTargets(targets: readonly ProbeTarget[], limits: Limits): Promise<Resolved[]> {
  const allow = new AllowList(limits.allow);
  const bound = limits.bound === null ? null : new AllowList(limits.bound);
  const names = new Set(targets.map(({ address }) => address).filter((address) => !ipaddr.isValid(address)));
  const addresses = new Map(
    await Promise.all([...names].map(async (name) => [name, await addressOf(name)] as const)),
  );
  return targets.map((target): Resolved => {
    const name = addresses.has(target.address) ? target.address : null;
    const address = name === null ? target.address : (addresses.get(name) ?? null);
    if (address === null) return { kind: 'unknown-name', target };
    const allowed = allow.hasAddress(address) || (name !== null && allow.hasName(name));
    if (!allowed || bound?.hasAddress(address) === false) return { kind: 'outside', target };
    return { kind: 'peer', target, peer: { address, port: target.port, serverName: name } };
  });
}

async function addressOf(name: string): Promise<string | null> {
  try {
    const { address } = await lookup(name);
    return address;
  } catch {
    // A name that does not resolve here is told apart by the caller as a gap.
    return null;
  }
}
