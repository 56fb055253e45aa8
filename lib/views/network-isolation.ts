/** How a direction of a namespace is shown, from worst to best. */
const ISOLATION_STATES = ['open', 'partly', 'reopened', 'covered', 'closed'] as const;
export type IsolationState = (typeof ISOLATION_STATES)[number];

/** How far one direction is closed, as the scan tells it. */
export interface IsolationFact {
  readonly isDefaultDeny: boolean;
  readonly reopenedBy: string | null;
  readonly open: number;
}

export interface IsolationCell {
  readonly state: IsolationState;
  /** Workloads that no policy isolates. */
  readonly open: number;
  readonly reopenedBy: string | null;
}

/** A namespace as the scan tells it. */
export interface IsolatedNamespace {
  readonly namespace: string;
  readonly workloads: number;
  readonly onHost: number;
  readonly policies: number;
  readonly ingress: IsolationFact;
  readonly egress: IsolationFact;
}

export interface NamespaceRow extends Omit<IsolatedNamespace, 'ingress' | 'egress'> {
  readonly ingress: IsolationCell;
  readonly egress: IsolationCell;
}

/** How many namespaces deny each direction by default. */
export interface IsolationCounts {
  readonly namespaces: number;
  readonly ingress: Readonly<Record<IsolationState, number>>;
  readonly egress: Readonly<Record<IsolationState, number>>;
}

/** Returns the namespaces with what to show of each direction, the most open first. */
export function namespaceRows(namespaces: readonly IsolatedNamespace[], text = ''): readonly NamespaceRow[] {
  const sought = text.trim().toLowerCase();
  return namespaces
    .filter(({ namespace }) => namespace.toLowerCase().includes(sought))
    .map((one) => ({
      ...one,
      ingress: isolationCell(one.ingress, one.workloads),
      egress: isolationCell(one.egress, one.workloads),
    }))
    .toSorted(
      (a, b) =>
        rankOf(a.ingress) - rankOf(b.ingress) ||
        rankOf(a.egress) - rankOf(b.egress) ||
        (a.namespace < b.namespace ? -1 : 1),
    );
}

/** Returns what to show of a direction of a namespace with this many workloads. */
export function isolationCell(
  { isDefaultDeny, reopenedBy, open }: IsolationFact,
  workloads: number,
): IsolationCell {
  const state = ((): IsolationState => {
    if (isDefaultDeny) return 'closed';
    if (reopenedBy !== null) return 'reopened';
    if (open === 0) return 'covered';
    return open < workloads ? 'partly' : 'open';
  })();
  return { state, open, reopenedBy };
}

/** Returns how many namespaces are in which state. */
export function isolationCounts(rows: readonly NamespaceRow[]): IsolationCounts {
  return {
    namespaces: rows.length,
    ingress: countStates(rows.map(({ ingress }) => ingress)),
    egress: countStates(rows.map(({ egress }) => egress)),
  };
}

function countStates(cells: readonly IsolationCell[]): Readonly<Record<IsolationState, number>> {
  const counts = { open: 0, partly: 0, reopened: 0, covered: 0, closed: 0 };
  for (const { state } of cells) counts[state] += 1;
  return counts;
}

function rankOf({ state }: IsolationCell): number {
  return ISOLATION_STATES.indexOf(state);
}
