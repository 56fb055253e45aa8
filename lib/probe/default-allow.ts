import ipaddr from 'ipaddr.js';
import type { ProbeTarget } from '#lib/model/probe.ts';

/** Returns the narrowest allow list that holds all targets: each address alone, each host name as it stands. */
export function defaultAllow(targets: readonly ProbeTarget[]): string[] {
  const entries = targets.map(({ address }) => {
    if (!ipaddr.isValid(address)) return address;
    return `${address}/${ipaddr.parse(address).kind() === 'ipv4' ? 32 : 128}`;
  });
  return [...new Set(entries)].toSorted();
}
