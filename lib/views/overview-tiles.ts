import type { ControlResult, Outcome } from '#lib/model/control.ts';
import type { ProbeResult } from '#lib/model/probe.ts';
import type { SliceState } from '#lib/model/collected.ts';
import { byCodeUnit } from '#lib/model/order.ts';
import { isAtLeast, severityRank, type Severity } from '#lib/model/severity.ts';
import { ADMIN_GRANTS, type CountedKind } from './verdict-clauses.ts';

/** One square of a small picture: how bad, as it should be, or not seen. */
export type CellState = Severity | 'fine' | 'unseen';

/** Squares of one state; a picture draws the worst first. */
export interface CellRun {
  readonly state: CellState;
  readonly count: number;
}

/** Nodes and the worst that was found on each. */
export interface NodesTile {
  /** Null where nodes could not be read. */
  readonly total: number | null;
  /** Nodes with a critical or high finding. */
  readonly bad: number;
  /** Their names, the worst first. */
  readonly badNames: readonly string[];
  /** Nodes of which no port was reached. */
  readonly unseen: number;
  /** The first of them by name; null where there is none. */
  readonly unseenName: string | null;
  /** Whether kubelets were judged at all; else a node without a finding is no fine one. */
  readonly judged: boolean;
  readonly cells: readonly CellRun[];
}

/** Ports that answered, and those that answer anyone. */
export interface ExposureTile {
  /** Ports asked; 0 where no probe was sent. */
  readonly asked: number;
  readonly open: number;
  readonly bad: number;
  /** The numbers of those ports, sorted. */
  readonly ports: readonly number[];
  readonly unseen: number;
  readonly cells: readonly CellRun[];
}

export const GRANT_KINDS = ['admin', 'wildcards', 'secrets'] as const;
export type GrantKind = (typeof GRANT_KINDS)[number];

/** Grants by what they lead to. */
export interface RbacTile {
  /** Null where rights could not be read. */
  readonly admin: number | null;
  readonly bars: readonly {
    readonly kind: GrantKind;
    readonly count: number;
    readonly severity: Severity;
    readonly controlIds: readonly string[];
  }[];
}

/** Namespaces closed by default, as far as policies were read and are enforced. */
export interface NetworkTile {
  /** Null where it was not judged. */
  readonly closed: number | null;
  readonly total: number;
  readonly enforced: Outcome | null;
}

const KUBELETS = 'kubelet-anonymous';

/** Returns the tile of nodes. */
export function nodesTile({
  state,
  total,
  worst,
  probes,
  controls,
}: {
  readonly state: SliceState;
  readonly total: number;
  readonly worst: ReadonlyMap<string, Severity>;
  readonly probes: readonly ProbeResult[];
  readonly controls: readonly ControlResult[];
}): NodesTile {
  const known = state === 'complete' || state === 'partial';
  const byNode = Map.groupBy(
    probes.filter(({ target }) => target.node !== null),
    ({ target }) => target.node ?? '',
  );
  const silent = [...byNode]
    .filter(([, own]) => own.every(({ state: each }) => each === 'unreachable'))
    .map(([name]) => name);
  const bad = [...worst]
    .filter(([, severity]) => isAtLeast(severity, 'high'))
    .toSorted(([a, x], [b, y]) => severityRank(x) - severityRank(y) || byCodeUnit(a, b));
  const serious = bad.map(([, severity]) => severity);
  const milder = [...worst.values()].filter((severity) => !isAtLeast(severity, 'high'));
  const unreached = silent.filter((name) => !worst.has(name)).toSorted(byCodeUnit);
  const unseen = unreached.length;
  const judged = controls.some(({ id, outcome }) => id === KUBELETS && isJudged(outcome));
  const told = milder.filter((severity) => severity === 'info').length;
  const others = Math.max(0, total - worst.size - unseen) + told;
  return {
    total: known ? total : null,
    bad: bad.length,
    badNames: bad.map(([name]) => name),
    unseen,
    unseenName: unreached[0] ?? null,
    judged,
    cells: runsOf([
      ...serious,
      ...milder.filter((severity) => severity !== 'info'),
      ...repeat(judged ? 'fine' : 'unseen', others),
      ...repeat('unseen', unseen),
    ]),
  };
}

/** A finding on a port, as its parameters name it. */
export interface DoorFinding {
  readonly target: string;
  readonly port: number;
  readonly severity: Severity;
}

/** Returns the tile of exposure. */
export function exposureTile(probes: readonly ProbeResult[], doors: readonly DoorFinding[]): ExposureTile {
  const serious = doors.filter(({ severity }) => isAtLeast(severity, 'high'));
  const targets = new Map(serious.map((door) => [door.target, door]));
  const open = probes.filter(({ state }) => state === 'open').length;
  const unseen = probes.filter(({ state }) => state === 'filtered' || state === 'unreachable').length;
  return {
    asked: probes.length,
    open,
    bad: targets.size,
    ports: [...new Set(serious.map(({ port }) => port))].toSorted((a, b) => a - b),
    unseen,
    cells: runsOf([
      ...[...targets.values()].map(({ severity }) => severity),
      ...repeat('fine', Math.max(0, open - targets.size)),
      ...repeat('unseen', unseen),
    ]),
  };
}

const GRANTS: Readonly<
  Record<GrantKind, { readonly controlIds: readonly string[]; readonly limit: Severity }>
> = {
  admin: { controlIds: ADMIN_GRANTS, limit: 'critical' },
  wildcards: { controlIds: ['wildcard-role-bound'], limit: 'high' },
  secrets: { controlIds: ['secrets-readable-cluster-wide'], limit: 'high' },
};

/** Returns the tile of rights. */
export function rbacTile(kinds: readonly CountedKind[], controls: readonly ControlResult[]): RbacTile {
  const bars = GRANT_KINDS.map((kind) => {
    const { controlIds, limit } = GRANTS[kind];
    const own = kinds.filter(
      ({ controlId, severity }) => controlIds.includes(controlId) && isAtLeast(severity, limit),
    );
    const count = own.reduce((sum, each) => sum + each.count, 0);
    return { kind, count, severity: own[0]?.severity ?? limit, controlIds };
  });
  const seen = controls.some(({ id, outcome }) => ADMIN_GRANTS.includes(id) && isJudged(outcome));
  return { admin: seen ? (bars[0]?.count ?? 0) : null, bars };
}

/** Returns the tile of the network. */
export function networkTile(controls: readonly ControlResult[]): NetworkTile {
  const closed = controls.find(({ id }) => id === 'namespace-without-default-deny');
  const enforced = controls.find(({ id }) => id === 'policies-not-enforced');
  const judged = closed !== undefined && isJudged(closed.outcome);
  return {
    closed: judged ? closed.checked - closed.failed : null,
    total: closed?.checked ?? 0,
    enforced: enforced?.outcome ?? null,
  };
}

function isJudged(outcome: Outcome): boolean {
  return outcome === 'pass' || outcome === 'fail';
}

function repeat(state: CellState, count: number): CellState[] {
  return Array.from({ length: count }, () => state);
}

function runsOf(states: readonly CellState[]): CellRun[] {
  return [...Map.groupBy(states, (state) => state)]
    .map(([state, own]) => ({ state, count: own.length }))
    .toSorted((a, b) => ORDER.indexOf(a.state) - ORDER.indexOf(b.state) || byCodeUnit(a.state, b.state));
}

const ORDER: readonly CellState[] = ['critical', 'high', 'medium', 'low', 'info', 'fine', 'unseen'];
