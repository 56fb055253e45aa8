import { byCodeUnit } from '#lib/model/order.ts';
import type { Verdict } from '#lib/model/network-answer.ts';
import type { Route, Service } from '#lib/model/network.ts';
import type { Text } from '#lib/model/text.ts';
import { answerPath } from './answer-path.ts';
import { worse } from './leg-to.ts';
import { entrancesOf, type Entrance } from './entrances.ts';
import { ingressServing, type Serving } from './front-doors.ts';
import { rangesText } from './internet.ts';
import { internetReach, type InternetReach } from './internet-reach.ts';
import { entranceSentence, routeSentence, unservedSentence } from './outside-sentences.ts';
import type { PathScene } from './path-scene.ts';
import { routeServing } from './route-serving.ts';
import { ingressTargets, routeTargets, type RouteTarget } from './route-targets.ts';
import type { BackEnd } from './service-back-ends.ts';

/** One step of a path, with what the policies on it say. */
export interface PathStep {
  readonly from: string;
  readonly to: string;
  /** Such as `8080/TCP`. */
  readonly port: string;
  readonly verdict: Verdict;
}

/** A way from the internet to a workload. */
export interface OutsidePath {
  readonly way: Entrance['way'] | 'Ingress' | 'Gateway';
  /** The service, pod, Ingress or route that is the way in. */
  readonly entrance: string;
  readonly addresses: readonly string[];
  readonly port: string;
  /** The workload it ends at, as `namespace/name[Kind]`; an address where it ends outside. */
  readonly target: string;
  readonly steps: readonly PathStep[];
  readonly verdict: Verdict;
  /** From where, where that is not all of the internet. */
  readonly sources: string | null;
  /** No policy judges its last step. */
  readonly isUnguarded: boolean;
  readonly sentence: Text;
}

/** Returns what of the cluster the internet may reach, and how: through services, ports of nodes, Ingresses and Gateways. */
export function outsidePaths(scene: PathScene): OutsidePath[] {
  const entrances = entrancesOf(scene);
  const direct = entrances.flatMap((entrance) => entrancePaths(scene, entrance));
  const routed = [
    ...scene.ingresses.flatMap((ingress) => {
      const serving = ingressServing(scene, ingress);
      return ingressTargets(ingress).map((target) =>
        routePath(scene, { way: 'Ingress', route: ingress, target, serving }, direct),
      );
    }),
    ...scene.routes.flatMap((route) =>
      routeTargets(route).map((target) => {
        const serving = routeServing(scene, route, target);
        return routePath(scene, { way: 'Gateway', route, target, serving }, direct);
      }),
    ),
  ];
  return [...direct, ...routed].toSorted((a, b) => byCodeUnit(keyOf(a), keyOf(b)));
}

function keyOf({ entrance, way, port, target }: OutsidePath): string {
  return [entrance, way, port, target].join('\0');
}

function nameOf({ metadata }: { readonly metadata: Route['metadata'] }): string {
  return `${metadata.namespace ?? 'default'}/${metadata.name}`;
}

/** Paths that lead to the pods of a front door. */
function within(direct: readonly OutsidePath[], doors: readonly Service[]): OutsidePath[] {
  const names = new Set(doors.map(nameOf));
  return direct.filter(({ entrance }) => names.has(entrance));
}

/** One path for each workload behind an entrance: its back ends count together. */
function entrancePaths(scene: PathScene, entrance: Entrance): OutsidePath[] {
  const byTarget = Map.groupBy(
    entrance.backEnds,
    (backEnd) => `${targetName(scene, backEnd)} ${backEnd.port}`,
  );
  return [...byTarget.values()].map((backEnds) => {
    const known = new Map<string, InternetReach>();
    for (const backEnd of backEnds) {
      const found = internetReach(scene, backEnd, entrance);
      known.set(JSON.stringify([found.verdict, rangesText(found.ranges), found.isUnguarded]), found);
    }
    const all = [...known.values()];
    const found = likeliest(all) ?? NOBODY;
    const [first] = backEnds;
    const target = first === undefined ? '' : targetName(scene, first);
    const step: PathStep = {
      from: 'internet',
      to: target,
      port: `${first?.port ?? 0}/${entrance.protocol}`,
      verdict: doorVerdict(scene, entrance, found.verdict),
    };
    const path = {
      way: entrance.way,
      entrance: entrance.name,
      addresses: entrance.addresses,
      port: `${entrance.port === 0 ? 'auto' : entrance.port}/${entrance.protocol}`,
      target,
      steps: [step],
      verdict: step.verdict,
      sources: found.isEverywhere || found.verdict === 'denied' ? null : rangesText(found.ranges),
      isUnguarded: all.some(({ isUnguarded }) => isUnguarded),
    };
    return { ...path, sentence: entranceSentence(path, entrance.isInternal) };
  });
}

/** Other back ends may be there where endpoints were not read; an internal load balancer is only marked as such. */
function doorVerdict(scene: PathScene, { isInternal }: Entrance, verdict: Verdict): Verdict {
  if (scene.areEndpointsUnseen) return 'unknown';
  return isInternal ? worse(verdict, 'unknown') : verdict;
}

const NOBODY: InternetReach = { verdict: 'denied', ranges: [], isEverywhere: false, isUnguarded: false };

/** Returns the workload a back end belongs to. */
function targetName({ reach, podAt }: PathScene, { name }: BackEnd): string {
  const at = podAt.get(name);
  const pod = at === undefined ? undefined : reach.space.pods[at];
  return pod === undefined ? name : `${pod.namespace}/${pod.owner.name}[${pod.owner.kind}]`;
}

interface Routed {
  readonly way: 'Ingress' | 'Gateway';
  readonly route: Route;
  readonly target: RouteTarget;
  readonly serving: Serving;
}

/** Internet to the pods of the controller, and from there to the service: both must be allowed. */
function routePath(scene: PathScene, routed: Routed, direct: readonly OutsidePath[]): OutsidePath {
  const { way, route, target, serving } = routed;
  const to = `svc:${target.namespace}/${target.service}`;
  const port = portOf(scene, target);
  const doors = within(direct, serving.doors);
  const best = likeliest(doors.map((door) => through(scene, { door, to, port })));
  const path = {
    way,
    entrance: `${route.kind} ${nameOf(route)}`,
    ...(best ?? { ...UNTOLD, verdict: serving.nobody === null ? 'unknown' : 'denied' }),
    target: `${target.namespace}/${target.service}:${target.port}`,
    isUnguarded: false,
  };
  const sentence =
    best === null ? unservedSentence(path, serving) : routeSentence(path, path.steps[0]?.to ?? '');
  return { ...path, sentence };
}

const UNTOLD = { addresses: [], port: '', steps: [], sources: null } as const;

type Passage = Pick<OutsidePath, 'addresses' | 'port' | 'steps' | 'verdict' | 'sources'>;

function through(
  scene: PathScene,
  { door, to, port }: Omit<Onward, 'port'> & { readonly port: number | null },
): Passage {
  const { addresses, sources } = door;
  const steps = [...door.steps, ...(port === null ? [] : [stepTo(scene, { door, to, port })])];
  const verdict = port === null ? 'unknown' : steps.map((step) => step.verdict).reduce(worse);
  return { addresses, port: door.port, steps, verdict, sources };
}

function likeliest<T extends { readonly verdict: Verdict }>(found: readonly T[]): T | null {
  const of = (wanted: Verdict) => found.find(({ verdict }) => verdict === wanted);
  return of('allowed') ?? of('unknown') ?? of('denied') ?? null;
}

interface Onward {
  readonly door: OutsidePath;
  readonly to: string;
  readonly port: number;
}

/** A controller reaches the pods of a service by its own address, as any pod does. */
function stepTo(scene: PathScene, { door, to, port }: Onward): PathStep {
  const from = door.target.replace(/\[\w+\]$/, '');
  const answer = answerPath(scene, { from, to, port, protocol: 'TCP' });
  const verdict = 'problem' in answer ? 'unknown' : answer.verdict;
  return { from: door.target, to, port: `${port}/TCP`, verdict };
}

function portOf({ services }: PathScene, { namespace, service, port }: RouteTarget): number | null {
  const found = services.find((one) => nameOf(one) === `${namespace}/${service}`);
  const ports = found?.spec.ports ?? [];
  return (
    ports.find((one) => (typeof port === 'number' ? one.port === port : one.name === port))?.port ?? null
  );
}
