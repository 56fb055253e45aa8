import { blastRadius } from '#lib/analysis/network/derived/blast-radius.ts';
import type { KeptReach } from './kept-reach.ts';
import type { NetworkAsks } from './network-asks.ts';

const HOPS = 3;
const MOST_NAMED = 40;

/** Tells what whoever holds a pod can go on to, hop by hop. */
export function blastOfPod(
  { reach }: KeptReach,
  { from }: NetworkAsks['blast']['ask'],
): NetworkAsks['blast']['answer'] {
  const { pods } = reach.space;
  const isOnHost = pods.some(
    (pod) =>
      pod.isOnHost &&
      (`${pod.namespace}/${pod.name}` === from || `${pod.namespace}/${pod.owner.name}` === from),
  );
  // NP-23: no policy for pods holds it, and whoever has it has its node.
  if (isOnHost) return { isOnHost, steps: [] };
  const steps = blastRadius(reach, from, { hops: HOPS }).map(({ sure, perhaps }) => {
    const names = [
      ...sure.map((name) => ({ name, isSure: true })),
      ...perhaps.map((name) => ({ name, isSure: false })),
    ];
    return { sure: sure.length, perhaps: perhaps.length, names: names.slice(0, MOST_NAMED) };
  });
  return { isOnHost, steps };
}
