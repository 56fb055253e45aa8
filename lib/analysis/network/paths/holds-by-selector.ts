import type { EndpointSet, ReachRule } from '#lib/analysis/network/reach/policy-ir.ts';
import type { PathScene } from './path-scene.ts';
import { podOfBackEnd } from './pod-of-back-end.ts';
import type { BackEnd } from './service-back-ends.ts';

/** Returns whether a rule that matches a back end does so whatever the address that stands for it. */
export function holdsBySelector(scene: PathScene, { peer }: ReachRule, backEnd: BackEnd): boolean {
  if (!isByAddress(peer)) return true;
  const { families, space } = scene.reach;
  const at = space.classOfPod[podOfBackEnd(scene, backEnd)];
  if (at === undefined) return false;
  const { family } = families[backEnd.family ?? 'IPv4'];
  return family.boundsOf(withoutAddresses(peer)).must.has(at);
}

/** Selectors may stand beside blocks in the peers of one rule. */
function withoutAddresses(set: EndpointSet): EndpointSet {
  if (set.op === 'or') return { op: 'or', of: set.of.map(withoutAddresses) };
  return isByAddress(set) ? { op: 'none' } : set;
}

function isByAddress(set: EndpointSet): boolean {
  if (set.op === 'not') return isByAddress(set.of);
  if (set.op === 'and' || set.op === 'or') return set.of.some(isByAddress);
  return set.op === 'addresses';
}
