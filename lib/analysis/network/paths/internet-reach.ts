import type { AddressRange, Family } from '#lib/analysis/network/reach/address-ranges.ts';
import { FAMILIES, parseAddress } from '#lib/analysis/network/reach/address-ranges.ts';
import type { Lane } from '#lib/analysis/network/reach/port-sets.ts';
import type { ReachMatrix } from '#lib/analysis/network/reach/reach-matrix.ts';
import type { Verdict } from '#lib/model/network-answer.ts';
import { commonPart, internetPartsOf } from './internet.ts';
import type { Entrance } from './entrances.ts';
import type { PathScene } from './path-scene.ts';
import type { BackEnd } from './service-back-ends.ts';

/** Who on the internet reaches one back end. */
export interface InternetReach {
  /** `allowed` where anybody does for certain, `unknown` where somebody may. */
  readonly verdict: Verdict;
  /** From where; all of the internet where `isEverywhere`. */
  readonly ranges: readonly AddressRange[];
  readonly isEverywhere: boolean;
  /** Nothing in the cluster judges it: the back end lies outside, or no policy isolates it. */
  readonly isUnguarded: boolean;
}

type Door = Pick<Entrance, 'limit' | 'masks' | 'protocol'>;

/** Returns who on the internet reaches a back end through a door, as its policies and the nodes on the way have it. */
export function internetReach(scene: PathScene, backEnd: BackEnd, door: Door): InternetReach {
  const parts = FAMILIES.filter((family) => (backEnd.family ?? 'IPv4') === family).flatMap((family) =>
    partsIn(scene, backEnd, { door, family }),
  );
  const ranges = (verdict: Verdict) =>
    parts.filter((part) => part.verdict === verdict).map(({ range }) => range);
  const sure = ranges('allowed');
  const perhaps = ranges('unknown');
  return {
    verdict: sure.length > 0 ? 'allowed' : perhaps.length > 0 ? 'unknown' : 'denied',
    ranges: sure.length > 0 ? sure : perhaps,
    isEverywhere: door.limit === null && parts.length > 0 && sure.length === parts.length,
    isUnguarded: parts.every(({ isUnguarded }) => isUnguarded),
  };
}

interface Part {
  readonly range: AddressRange;
  readonly verdict: Verdict;
  readonly isUnguarded: boolean;
}

function partsIn(
  scene: PathScene,
  backEnd: BackEnd,
  { door, family }: { readonly door: Door; readonly family: Family },
): Part[] {
  const { reach } = scene;
  const matrix = reach.families[family];
  const at = classOf(scene, backEnd);
  const lane = door.protocol;
  const isUnguarded = at === null || matrix.row('ingress', at) === null;
  const relays = at === null || !door.masks ? [] : relayVerdicts(scene, { backEnd, at, lane, matrix });
  return reach.space.atoms[family].flatMap((atom, index) => {
    const own =
      at === null ? 'allowed' : between(matrix, [matrix.family.atomsFrom + index, at], [lane, backEnd.port]);
    const seen = asFarAsSeen(scene, own);
    const verdict = relays.every((relay) => relay === seen) ? seen : 'unknown';
    return limited(internetPartsOf(atom), door.limit).map((range) => ({ range, verdict, isUnguarded }));
  });
}

function limited(parts: readonly AddressRange[], limit: Entrance['limit']): AddressRange[] {
  if (limit === null) return [...parts];
  return parts.flatMap((part) => limit.flatMap((range) => commonPart(part, range) ?? []));
}

function asFarAsSeen({ reach }: PathScene, verdict: Verdict): Verdict {
  if (reach.unseen.length > 0) return 'unknown';
  return verdict === 'denied' && reach.mayNotEnforce !== null ? 'unknown' : verdict;
}

function between(
  matrix: ReachMatrix,
  [from, to]: readonly [number, number],
  [lane, port]: readonly [Lane, number],
): Verdict {
  const { must, may } = matrix.between(from, to);
  if (matrix.ports.has(must, lane, port)) return 'allowed';
  return matrix.ports.has(may, lane, port) ? 'unknown' : 'denied';
}

interface Relayed {
  readonly backEnd: BackEnd;
  readonly at: number;
  readonly lane: Lane;
  readonly matrix: ReachMatrix;
}

/** SV-3: the node that receives it may be the pod's own, which is let in; Calico and Cilium judge before. */
function relayVerdicts({ reach }: PathScene, { backEnd, at, lane, matrix }: Relayed): Verdict[] {
  const isJudgedFirst = ['calico', 'cilium'].includes(reach.dataplane.name);
  const nodes = [...reach.space.classOfNode].filter(([name]) => name !== backEnd.node);
  const others = new Set(nodes.map(([, class_]) => class_));
  const told = [...others].map((class_) => between(matrix, [class_, at], [lane, backEnd.port]));
  return isJudgedFirst ? told : [...told, 'allowed'];
}

/** Returns the class of the pod or node that a back end is; null for an address outside. */
function classOf({ reach, podAt }: PathScene, { to, name }: BackEnd): number | null {
  const { space } = reach;
  const pod = podAt.get(name);
  if (pod !== undefined) return space.classOfPod[pod] ?? null;
  const address = parseAddress(to);
  const node = address === null ? undefined : reach.nodeAt.get(`${address.family} ${address.value}`);
  return node === undefined ? null : (space.classOfNode.get(node) ?? null);
}
