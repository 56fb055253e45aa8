import { parseAddress } from './addresses.ts';
import { directVerdict, type DirectAnswer } from './direct-verdict.ts';
import { interfacesOf } from './layer-interfaces.ts';
import type { LayerManifests } from './layer-manifests.ts';
import { layerAllows, type LayerParty } from './layer-policies.ts';
import { isJoined, isOnWireOf } from './layer-wires.ts';
import type { DirectDataplane, NetworkAsk } from './parties.ts';
import { everyWorld, type RuleId, type World } from './world.ts';

/*
 * Whether one interface of a pod reaches another, straight from the rules MN-1 to MN-8, MN-10 and MN-11 of the specification, one
 * packet at a time. Shares nothing with the engine it is compared with, and must not.
 */

export type LayerPlanes = Readonly<Record<'calico' | 'none', DirectDataplane>>;

/** Returns what the specification says to one question, whose sides are `namespace/pod@network` or an address. */
export function directLayerVerdict(
  objects: LayerManifests,
  planes: LayerPlanes,
  ask: NetworkAsk,
): DirectAnswer {
  const rules = new Set<RuleId>();
  const verdicts = new Set<boolean | 'nobody'>();
  for (const { result, notes } of everyWorld((world) =>
    world.aside(() => isAllowed(world, objects, { planes, ask })),
  )) {
    verdicts.add(result);
    for (const id of notes) rules.add(id);
  }
  if (verdicts.has('nobody')) return { verdict: 'nobody', rules };
  if (verdicts.size > 1) return { verdict: 'unknown', rules };
  return { verdict: verdicts.has(true) ? 'allowed' : 'denied', rules };
}

interface Asked {
  readonly planes: LayerPlanes;
  readonly ask: NetworkAsk;
}

function isAllowed(world: World, objects: LayerManifests, { planes, ask }: Asked): boolean | 'nobody' {
  const [source, target] = [partyOf(world, objects, ask.from), partyOf(world, objects, ask.to)];
  if (source === null || target === null) return 'nobody';
  if (isPrimary(source) && isPrimary(target)) return isPrimaryAllowed(world, objects, { planes, ask });
  if ('pod' in source && 'pod' in target && source.pod === target.pod) {
    world.note('NP-25');
    return true;
  }
  const isThere = isWay(world, source, target);
  return (
    isThere &&
    (['egress', 'ingress'] as const).every((direction) => {
      const [subject, peer] = direction === 'egress' ? [source, target] : [target, source];
      if (!('pod' in subject)) return true;
      const { protocol, port } = ask;
      return layerAllows({ world, objects, direction, subject, peer, protocol, port });
    })
  );
}

function isPrimary(party: LayerParty): boolean {
  return 'pod' in party && party.network === null;
}

/** MN-4: NetworkPolicies act on the primary network, and on no other. */
function isPrimaryAllowed(
  world: World,
  { base, isEnforced }: LayerManifests,
  { planes, ask }: Asked,
): boolean {
  const bare = (text: string) => text.split('@')[0] ?? '';
  const question = { ...ask, from: bare(ask.from), to: bare(ask.to) };
  const { verdict, rules } = directVerdict(base, isEnforced ? planes.calico : planes.none, question);
  world.note('MN-4', ...rules);
  return verdict === 'allowed' || (verdict === 'unknown' && world.maybe('MN-4', 'the primary network'));
}

function isWay(world: World, source: LayerParty, target: LayerParty): boolean {
  const [from] = source.addresses;
  const [to] = target.addresses;
  if ('pod' in source && 'pod' in target) return isJoined(world, source, target);
  if ('pod' in source && to !== undefined) return isOnWireOf(world, to, source);
  return 'pod' in target && from !== undefined && isOnWireOf(world, from, target);
}

function partyOf(world: World, objects: LayerManifests, text: string): LayerParty | null {
  if (!text.includes('/')) {
    const address = parseAddress(text);
    return address === null ? null : { addresses: [address] };
  }
  const [name = '', network = 'eth0'] = text.split('@');
  const pod = (objects.base.pods ?? []).find(
    ({ metadata }) => `${metadata.namespace ?? ''}/${metadata.name}` === name,
  );
  const all = pod === undefined ? [] : interfacesOf(world, objects, pod);
  return all.find((one) => one.name === network) ?? all.find((one) => one.network === network) ?? null;
}
