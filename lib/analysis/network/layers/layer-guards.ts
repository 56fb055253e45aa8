import { ALL_PORTS, NO_PORTS, type PortSetId } from '#lib/analysis/network/reach/port-sets.ts';
import { portsText } from '#lib/analysis/network/reach/ports-text.ts';
import type { Reachability } from '#lib/analysis/network/reach/build-reach.ts';
import { byCodeUnit } from '#lib/model/order.ts';
import { text, type Text } from '#lib/model/text.ts';
import type { LayerMember } from './build-layers.ts';
import { PRIMARY_KEY } from './layer-network.ts';
import type { LayerProblem } from './layer-problems.ts';
import type { LayerView } from './layer-view.ts';
import { looksAfter } from './multi-policy-enforcer.ts';
import { wireBetween, wireOf } from './wire.ts';

/** A workload that written policies keep others from, and who reaches it on another layer all the same. */
export interface GuardFact {
  readonly workload: string;
  readonly network: string;
  /** Workloads on the layer that the policies let in, and on which ports. */
  readonly letIn: readonly { readonly workload: string; readonly ports: string }[];
  /** Workloads on the layer that the policies keep out and that reach it there, the first of them. */
  readonly keptOut: readonly string[];
  readonly keptOutCount: number;
  /** Of those that are kept out: whether they reach it on the layer cannot be told. */
  readonly unknownCount: number;
  readonly problem: LayerProblem | null;
}

const NAMED = 8;

/**
 * Returns, for each workload with a second network that NetworkPolicies isolate as they are written, who shares
 * that network with it though the policies keep it out. They act on eth0 alone (MN-4), enforced or not.
 */
export function layerGuards(view: LayerView, written: Reachability): GuardFact[] {
  const classOf = new Map(
    written.space.pods.map((pod, at) => [`${pod.namespace}/${pod.name}`, written.space.classOfPod[at] ?? 0]),
  );
  const byWire = Map.groupBy(secondaryUnits(view, classOf), ({ member }) => wireOf(member.network));
  const guards = [...byWire.values()].flatMap((units) =>
    units.flatMap((target) => guardOf(target, { units, view, written }) ?? []),
  );
  return guards.toSorted((a, b) => byCodeUnit(a.workload, b.workload) || byCodeUnit(a.network, b.network));
}

/** One member stands for a workload on a network: its pods are alike to policies, or nearly so. */
interface Unit {
  readonly name: string;
  readonly member: LayerMember;
  /** Its class on the primary network. */
  readonly at: number;
}

function secondaryUnits({ layers }: LayerView, classOf: ReadonlyMap<string, number>): Unit[] {
  return [...layers.members].flatMap(([key, list]) => {
    if (key === PRIMARY_KEY) return [];
    const units = list.flatMap((member): Unit[] => {
      const at = classOf.get(`${member.pod.namespace}/${member.pod.name}`);
      return at === undefined ? [] : [{ name: nameOf(member), member, at }];
    });
    return [...new Map(units.map((one) => [one.name, one] as const)).values()];
  });
}

interface GuardContext {
  readonly units: readonly Unit[];
  readonly view: LayerView;
  readonly written: Reachability;
}

function guardOf(target: Unit, { units, written, view }: GuardContext): GuardFact | null {
  const { IPv4: matrix } = written.families;
  if (matrix.row('ingress', target.at) === null) return null;
  const letIn: { workload: string; ports: string }[] = [];
  const keptOut: string[] = [];
  let unknownCount = 0;
  for (const source of units) {
    if (source.name === target.name) continue;
    const ports: PortSetId = matrix.between(source.at, target.at).may;
    if (ports !== NO_PORTS) {
      letIn.push({ workload: source.name, ports: portsText(written.ports, ports) });
      continue;
    }
    const way = wayBetween(source.member, target.member, view);
    if (way === 'open') keptOut.push(source.name);
    if (way === 'unknown') unknownCount += 1;
  }
  if (letIn.length + keptOut.length + unknownCount === 0) return null;
  keptOut.sort(byCodeUnit);
  return {
    workload: target.name,
    network: target.member.network.key,
    letIn: letIn.toSorted((a, b) => byCodeUnit(a.workload, b.workload)).slice(0, NAMED),
    keptOut: keptOut.slice(0, NAMED),
    keptOutCount: keptOut.length,
    unknownCount,
    problem: keptOut.length === 0 ? null : problemOf(target.member, keptOut),
  };
}

/** What MultiNetworkPolicies leave open counts as open only where they leave all of it. */
function wayBetween(
  from: LayerMember,
  to: LayerMember,
  { reach, enforcer }: LayerView,
): 'open' | 'closed' | 'unknown' {
  const { IPv4: matrix } = reach.families;
  const source = reach.space.classOfPod[reach.indexOf.get(from) ?? -1];
  const target = reach.space.classOfPod[reach.indexOf.get(to) ?? -1];
  if (source === undefined || target === undefined) return 'unknown';
  const { must, may } = matrix.between(source, target);
  if (may === NO_PORTS) {
    const isClosed =
      enforcer !== null &&
      [from, to].every(({ network }) => looksAfter(enforcer, network.config?.type ?? null));
    return isClosed ? 'closed' : 'unknown';
  }
  if (wireBetween(from, to).isShared === 'unknown') return 'unknown';
  return must === ALL_PORTS ? 'open' : 'unknown';
}

function problemOf(target: LayerMember, keptOut: readonly string[]): LayerProblem {
  return {
    kind: 'open-beside-policies',
    network: target.network.key,
    message: sentence(nameOf(target), target.network.key, keptOut),
  };
}

function sentence(target: string, network: string, keptOut: readonly string[]): Text {
  const named = keptOut.slice(0, NAMED);
  const more = keptOut.length - named.length;
  const en = named.join(', ') + (more > 0 ? ` and ${more} more` : '');
  const zh = named.join('、') + (more > 0 ? ` 等 ${keptOut.length} 个工作负载` : '');
  return text(
    `Written policies let none of these reach ${target}, yet all of them do on ${network}, where no policy keeps them out: ${en}.`,
    `按已写的策略，以下工作负载都不得访问 ${target}，但它们在 ${network} 上都可以访问，那里没有策略阻止：${zh}。`,
  );
}

function nameOf({ pod }: LayerMember): string {
  return `${pod.namespace}/${pod.owner.name}`;
}
