import { parseAddress } from '#lib/analysis/network/reach/address-ranges.ts';
import type { PathScene } from './path-scene.ts';
import type { BackEnd } from './service-back-ends.ts';

/** Returns where the pod of a back end stands among those of the reachability; -1 where it is none. */
export function podOfBackEnd({ reach, podAt }: PathScene, { name, to }: BackEnd): number {
  const known = podAt.get(name);
  if (known !== undefined) return known;
  const address = parseAddress(to);
  return reach.space.pods.findIndex(
    ({ isOnHost, addresses }) => !isOnHost && address !== null && addresses[address.family] === address.value,
  );
}
