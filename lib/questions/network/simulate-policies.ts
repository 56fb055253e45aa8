import { changedReach } from '#lib/analysis/network/reach/changed-reach.ts';
import { overlaySlices } from '#lib/analysis/network/reach/overlay-slices.ts';
import type { Reachability } from '#lib/analysis/network/reach/build-reach.ts';
import { overlayPaths } from '#lib/analysis/network/paths/overlay-paths.ts';
import { reachDifference, type EdgeChange } from '#lib/analysis/network/reach-summary/reach-difference.ts';
import type { ChangedPolicies } from '#lib/analysis/network/reach-summary/workload-parties.ts';
import { readText, type FromText } from '#lib/collect/from-text.ts';
import { collected, gapsOf, itemsOf, type Collected } from '#lib/model/collected.ts';
import type { SliceName } from '#lib/model/inventory.ts';
import type { KubeObject } from '#lib/model/kube-object.ts';
import type { PolicyName } from '#lib/model/network-answer.ts';
import { text } from '#lib/model/text.ts';
import { SCAN_SLICES, standingOf, type KeptReach, type ScanSlices } from './kept-reach.ts';
import type { LaidObject, NetworkAsks, SimulateAsk, Simulation, TextProblem } from './network-asks.ts';
import { isPolicySlice, POLICY_SLICES, policyKey } from './scan-policies.ts';
import { simulatedFlows } from './simulate-flows.ts';
import { textFaults, textNotes } from './text-faults.ts';

const MOST_EDGES = 500;
const MOST_NAMESPACES = 200;

/** Lays objects over a scan, or leaves a policy out, and tells who then reaches whom otherwise; nothing is applied. */
export function simulatePolicies(kept: KeptReach, ask: SimulateAsk): NetworkAsks['simulate']['answer'] {
  const read = readText(ask.yaml, 'yaml');
  const faults = textFaults(read);
  if (faults.length > 0) return { faults };
  const above = Object.fromEntries(
    SCAN_SLICES.map((name) => [name, collected<KubeObject>((read.slices as LaidSlices)[name] ?? [])]),
  ) as unknown as ScanSlices;
  const left = leftOut(kept.slices, ask.without);
  if (left === null) return { faults: [NO_SUCH_POLICY] };
  const slices = { ...overlayPaths(left.slices, above), ...overlaySlices(left.slices, above) };
  const after = changedReach(kept, slices);
  const laid = laidObjects(kept, above, left.policy);
  const changed = changedOf(above, laid);
  const edges = reachDifference(kept.reach, after, changed);
  return {
    standing: standingOf(kept),
    laid: laid.map((one) => ({
      ...one,
      isRead: one.how === 'left-out' || !one.isPolicy || isIn(after, one),
    })),
    problems: [...textNotes(read), ...doubtsAbout(after, laid, read)],
    removed: edges.filter(({ removed }) => removed !== '').length,
    added: edges.filter(({ added }) => added !== '').length,
    namespaces: byNamespace(edges).slice(0, MOST_NAMESPACES),
    edges: edges.slice(0, MOST_EDGES),
    flows: simulatedFlows(kept, { reach: after, slices }, changed),
  };
}

type LaidSlices = { readonly [K in SliceName]?: readonly KubeObject[] };
type Laid = Omit<LaidObject, 'isRead'> & { readonly isPolicy: boolean };

const NO_SUCH_POLICY: TextProblem = {
  line: null,
  column: null,
  message: text('The policy to leave out is not in this scan.', '此扫描中没有要去除的策略。'),
};

interface LeftOut {
  readonly slices: ScanSlices;
  readonly policy: PolicyName | null;
}

/** Null where there is no such policy. */
function leftOut(slices: ScanSlices, without: string): LeftOut | null {
  if (without === '') return { slices, policy: null };
  for (const slice of POLICY_SLICES) {
    const whole: Collected<KubeObject> = slices[slice];
    const found = itemsOf(whole).find((item) => policyKey(nameOf(item)) === without);
    if (found === undefined) continue;
    const others = itemsOf(whole).filter((item) => item !== found);
    return { slices: { ...slices, [slice]: collected(others, gapsOf(whole)) }, policy: nameOf(found) };
  }
  return null;
}

function nameOf({ kind, metadata }: KubeObject): PolicyName {
  return { kind, namespace: metadata.namespace ?? null, name: metadata.name };
}

function laidObjects({ slices }: KeptReach, above: ScanSlices, left: PolicyName | null): Laid[] {
  const laid = SCAN_SLICES.flatMap((slice) => {
    const known = new Set(itemsOf<KubeObject>(slices[slice]).map((item) => policyKey(nameOf(item))));
    return itemsOf<KubeObject>(above[slice]).map((item): Laid => {
      const name = nameOf(item);
      const how = known.has(policyKey(name)) ? 'replaced' : 'added';
      return { ...name, how, isPolicy: isPolicySlice(slice) };
    });
  });
  return left === null ? laid : [...laid, { ...left, how: 'left-out', isPolicy: true }];
}

/** A namespace, a set or a tier may matter to any policy. */
function changedOf(above: ScanSlices, laid: readonly Laid[]): ChangedPolicies {
  const isPolicyOnly = SCAN_SLICES.every(
    (slice) => isPolicySlice(slice) || itemsOf(above[slice]).length === 0,
  );
  return isPolicyOnly ? laid : 'everything';
}

function policiesOf({ plan }: Reachability) {
  return plan.tiers.flatMap(({ ingress, egress }) => [...ingress, ...egress].map(({ ref }) => ref));
}

function isIn(reach: Reachability, policy: PolicyName): boolean {
  return policiesOf(reach).some((ref) => isSame(ref, policy));
}

/** Kinds are told apart loosely: a plugin may name its own after those of Kubernetes. */
function isSame(a: Omit<PolicyName, 'kind'>, b: Omit<PolicyName, 'kind'>): boolean {
  return a.name === b.name && (a.namespace ?? '') === (b.namespace ?? '');
}

function doubtsAbout({ plan }: Reachability, laid: readonly Laid[], read: FromText): TextProblem[] {
  const objects = POLICY_SLICES.flatMap((slice): readonly KubeObject[] => read.slices[slice] ?? []);
  return plan.problems
    .filter(({ ref }) => laid.some((one) => isSame(ref, one)))
    .map(({ ref, message }) => {
      const object = objects.find((one) => isSame(ref, nameOf(one)));
      return {
        line: object === undefined ? null : (read.placeOf(object, '')?.line ?? null),
        column: null,
        message: text(
          `${ref.kind} ${ref.name}: ${message.en}`,
          `${ref.kind} ${ref.name}：${message['zh-CN']}`,
        ),
      };
    });
}

function byNamespace(edges: readonly EdgeChange[]): Simulation['namespaces'] {
  const pairs = new Map<string, { from: string; to: string; removed: number; added: number }>();
  for (const { from, to, removed, added } of edges) {
    const key = `${from.namespace}\0${to.namespace}`;
    const pair = pairs.get(key) ?? { from: from.namespace, to: to.namespace, removed: 0, added: 0 };
    if (removed !== '') pair.removed += 1;
    if (added !== '') pair.added += 1;
    pairs.set(key, pair);
  }
  return [...pairs.values()].toSorted((a, b) => b.removed + b.added - a.removed - a.added);
}
