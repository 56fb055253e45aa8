import { text, type Text } from '#lib/model/text.ts';
import { itemsOf } from '#lib/model/collected.ts';
import { byCodeUnit } from '#lib/model/order.ts';
import type { LayerMember, Layers } from './build-layers.ts';
import { PRIMARY_KEY } from './layer-network.ts';
import { laneFact, type LaneFact } from './lane-fact.ts';
import { findLayerProblems, LAYER_PROBLEMS, type LayerProblem } from './layer-problems.ts';
import { layerPolicies } from './layer-policies.ts';
import {
  areRead,
  layersOf,
  layerViewOf,
  writtenReach,
  type LayerSlices,
  type LayerView,
} from './layer-view.ts';
import { layerGuards, type GuardFact } from './layer-guards.ts';
import { waysIn } from './ways-in.ts';
import { wireOf } from './wire.ts';

/** Under which name a scan keeps them; another shape needs another number. */
export const LAYER_FACTS = 'layers.2';

/** Workloads that are on the same several wires, and so may carry something from one to another. */
export interface CrossingFact {
  readonly networks: readonly string[];
  readonly workloads: number;
  /** The first of them. */
  readonly named: readonly string[];
}

export interface MultiPolicyFact {
  readonly namespace: string;
  readonly name: string;
  readonly networks: readonly string[];
  readonly pods: number;
  readonly lints: readonly { readonly rule: string; readonly message: Text }[];
}

/** The networks of a cluster's pods as pages tell them. */
export interface LayerFacts {
  readonly lanes: readonly LaneFact[];
  readonly problems: readonly LayerProblem[];
  readonly crossings: readonly CrossingFact[];
  readonly guards: readonly GuardFact[];
  readonly policies: readonly MultiPolicyFact[];
  /** The controller that enforces MultiNetworkPolicies; null where none is seen. */
  readonly enforcer: string | null;
  /** Where the configuration of Multus was read; null where it was not. */
  readonly multus: string | null;
}

const NAMED = 12;

const NOTHING: LayerFacts = {
  lanes: [],
  problems: [],
  crossings: [],
  guards: [],
  policies: [],
  enforcer: null,
  multus: null,
};

/** Returns what is told of the networks of pods; there are no lanes where all have the one network alone. */
export function layerFacts(slices: LayerSlices): LayerFacts {
  const layers = layersOf(slices);
  if (layers.networks.length === 1 && itemsOf(slices.multiNetworkPolicies).length === 0) {
    return { ...NOTHING, problems: findLayerProblems(layers, areRead(slices)) };
  }
  const view = layerViewOf(slices, layers);
  const written = writtenReach(slices, view.plugin);
  const policies = layerPolicies(view);
  const hasWritten = itemsOf(slices.networkPolicies).length > 0;
  const guards = layerGuards(view, written);
  const byWire = Map.groupBy(layers.networks, wireOf);
  const onWire = new Map([...byWire].map(([wire, networks]) => [wire, networks.map(({ key }) => key)]));
  return {
    lanes: layers.networks.map((network) => laneFact(network, { view, policies, onWire })),
    problems: [
      ...unenforced(view, hasWritten),
      ...guards.flatMap(({ problem }) => problem ?? []),
      ...inOrder([
        ...findLayerProblems(layers, view),
        ...waysIn(layers, { services: itemsOf(slices.services), ingresses: itemsOf(slices.ingresses) }),
      ]),
    ],
    crossings: crossingsOf(layers),
    guards,
    policies: policies.map(({ policy, policed, lints }) => ({
      namespace: policy.namespace,
      name: policy.name,
      networks: policy.networks,
      pods: new Set(policed.map(({ pod }) => pod)).size,
      lints,
    })),
    enforcer: view.enforcer?.name ?? null,
    multus: layers.multus.source,
  };
}

function inOrder(problems: readonly LayerProblem[]): LayerProblem[] {
  return problems.toSorted((a, b) => LAYER_PROBLEMS.indexOf(a.kind) - LAYER_PROBLEMS.indexOf(b.kind));
}

function unenforced({ plugin }: LayerView, hasWritten: boolean): LayerProblem[] {
  if (!hasWritten || plugin.enforces !== 'no') return [];
  const name = plugin.name ?? '';
  const message = text(
    `NetworkPolicies are written but not enforced: ${name} makes the primary network, and nothing here enforces them.`,
    `NetworkPolicy 已经写好但没有被执行：主网络由 ${name} 提供，这里没有任何组件执行它们。`,
  );
  return [{ kind: 'not-enforced', network: PRIMARY_KEY, message }];
}

/** A pod on two wires can carry what it gets on one to the other, whatever policies say of either. */
function crossingsOf({ pods, members }: Layers): CrossingFact[] {
  const memberOf = new Map<LayerMember['interface'], LayerMember>();
  for (const one of [...members.values()].flat()) memberOf.set(one.interface, one);
  const bySet = new Map<string, Set<string>>();
  for (const { pod, interfaces } of pods) {
    if (interfaces.length < 2) continue;
    const wires = new Map<string, string>();
    for (const one of interfaces) {
      const member = memberOf.get(one);
      if (member !== undefined) wires.set(wireOf(member.network), member.network.key);
    }
    if (wires.size < 2) continue;
    const key = [...wires.values()].toSorted(byCodeUnit).join('\0');
    const found = bySet.get(key) ?? new Set<string>();
    bySet.set(key, found.add(`${pod.namespace}/${pod.owner.name}`));
  }
  return [...bySet]
    .toSorted(([a], [b]) => byCodeUnit(a, b))
    .map(([key, names]) => ({
      networks: key.split('\0').toSorted((a, b) => Number(b === PRIMARY_KEY) - Number(a === PRIMARY_KEY)),
      workloads: names.size,
      named: [...names].toSorted(byCodeUnit).slice(0, NAMED),
    }));
}
