import type { Family } from '#lib/analysis/network/reach/address-ranges.ts';
import type { Reachability } from '#lib/analysis/network/reach/build-reach.ts';
import type { HostGroup } from './host-state.ts';
import type { SenderSpace } from './host-table.ts';

/** Returns everybody who may send to hosts; alike are those whom no policy of a host, nor their own, tells apart. */
export function ciliumSenders(reach: Reachability, hosts: readonly HostGroup[]): SenderSpace {
  const first = {
    IPv4: alikeIn(reach, 'IPv4', hosts),
    IPv6: alikeIn(reach, 'IPv6', hosts),
  };
  return {
    space: reach.space,
    families: { IPv4: reach.families.IPv4.family, IPv6: reach.families.IPv6.family },
    alike: (family, at) => first[family][at] ?? at,
  };
}

function alikeIn(reach: Reachability, family: Family, hosts: readonly HostGroup[]): number[] {
  const matrix = reach.families[family];
  const { size, hostsFrom, atomsFrom } = matrix.family;
  const into = hosts.map(({ self }) => matrix.row('ingress', self));
  const first = new Map<string, number>();
  return Array.from({ length: size }, (_, at) => {
    // Hosts are asked one by one; a pod's own policies count, too, towards each host and its own.
    if (at >= hostsFrom && at < atomsFrom) return at;
    const out = at < hostsFrom ? matrix.row('egress', at) : null;
    const targets = hosts.flatMap(({ self }) => [self, matrix.family.ownOf(self)]);
    const key = [
      at >= atomsFrom,
      ...into.flatMap((row) => [row?.mustAt(at), row?.mayAt(at)]),
      ...targets.flatMap((target) => [out?.mustAt(target), out?.mayAt(target)]),
    ].join(' ');
    const found = first.get(key) ?? at;
    first.set(key, found);
    return found;
  });
}
