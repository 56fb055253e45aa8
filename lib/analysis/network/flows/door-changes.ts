import { outsidePaths, type OutsidePath } from '#lib/analysis/network/paths/outside-paths.ts';
import type { Verdict } from '#lib/model/network-answer.ts';
import { byCodeUnit } from '#lib/model/order.ts';
import type { Text } from '#lib/model/text.ts';
import type { ComparedScenes } from './flow-difference.ts';

/** How a way in differs; those that the internet gains come first, then those that it loses. */
export const DOOR_CHANGES = ['opened', 'perhaps-opened', 'cut', 'perhaps-cut', 'other-sources'] as const;
export type DoorChangeKind = (typeof DOOR_CHANGES)[number];

/** A way in from the internet of which something else is true than before. */
export interface DoorChange {
  readonly change: DoorChangeKind;
  readonly way: OutsidePath['way'];
  /** The service, pod, Ingress or route that is the way in. */
  readonly entrance: string;
  readonly port: string;
  readonly target: string;
  /** From where somebody reached it, and reaches it now; null for all of the internet. */
  readonly sources: { readonly before: string | null; readonly after: string | null };
  /** Between whom within the cluster it is stopped now. */
  readonly stop: { readonly from: string; readonly to: string } | null;
  /** What is true of it now, or was where it is gone. */
  readonly sentence: Text;
}

/** Returns the ways in from the internet that change, the worst first. */
export function doorChanges({ before, after }: ComparedScenes): DoorChange[] {
  const old = new Map(outsidePaths(before).map((path) => [keyOf(path), path]));
  const now = new Map(outsidePaths(after).map((path) => [keyOf(path), path]));
  const keys = [...new Set([...old.keys(), ...now.keys()])].toSorted(byCodeUnit);
  return keys.flatMap((key) => changeOf(old.get(key), now.get(key)) ?? []).toSorted(byKind);
}

function byKind(a: DoorChange, b: DoorChange): number {
  return DOOR_CHANGES.indexOf(a.change) - DOOR_CHANGES.indexOf(b.change);
}

/** A route keeps its name whichever port its controller is reached on. */
function keyOf({ way, entrance, port, target }: OutsidePath): string {
  const isRoute = way === 'Ingress' || way === 'Gateway';
  return [entrance, way, isRoute ? '' : port, target].join('\0');
}

const RANKS: Readonly<Record<Verdict, number>> = { denied: 0, unknown: 1, allowed: 2 };

/** What can be told of a way in that is not there: nobody comes through it. */
const NOWHERE = { verdict: 'denied', sources: null, steps: [] } as const;

function changeOf(old: OutsidePath | undefined, now: OutsidePath | undefined): DoorChange | null {
  const path = now ?? old;
  if (path === undefined) return null;
  const [before, after] = [old ?? NOWHERE, now ?? NOWHERE];
  const change = kindOf(before, after);
  if (change === null) return null;
  const { way, entrance, port, target, sentence } = path;
  const inside = after.steps.find(({ from, verdict }) => verdict === 'denied' && from !== 'internet');
  return {
    change,
    way,
    entrance,
    port,
    target,
    sources: { before: before.sources, after: after.sources },
    stop: inside === undefined ? null : { from: inside.from, to: inside.to },
    sentence,
  };
}

type Told = Pick<OutsidePath, 'verdict' | 'sources'>;

function kindOf(before: Told, after: Told): DoorChangeKind | null {
  const [first, second] = [RANKS[before.verdict], RANKS[after.verdict]];
  if (second > first) return after.verdict === 'allowed' ? 'opened' : 'perhaps-opened';
  if (second < first) return after.verdict === 'denied' ? 'cut' : 'perhaps-cut';
  return after.verdict === 'denied' || before.sources === after.sources ? null : 'other-sources';
}
