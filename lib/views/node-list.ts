import type { NodeCheckState, VersionSupport } from '#lib/model/node-check.ts';
import type { PortSight } from '#lib/model/port-sight.ts';
import { severityRank, type Severity } from '#lib/model/severity.ts';
import type { Locale, Text } from '#lib/model/text.ts';
import { cellId } from './exposure-matrix.ts';

/** What the list needs of a node. */
export interface ListedNode {
  readonly name: string;
  readonly role: 'control-plane' | 'worker' | 'endpoint' | 'unknown';
  readonly addresses: readonly string[];
  readonly isReady: boolean | null;
  readonly kubelet: VersionSupport;
  readonly skew: string | null;
  readonly cells: readonly { readonly port: number; readonly sight: PortSight }[];
  readonly pods: number | null;
  readonly podsWithHostAccess: number | null;
  readonly findings: readonly {
    readonly fingerprint: string;
    readonly controlId: string;
    readonly severity: Severity;
  }[];
  readonly states: readonly NodeCheckState[];
}

export const NODE_SORTS = ['name', 'worst', 'version'] as const;
export type NodeSort = (typeof NODE_SORTS)[number];

export const NODE_ROLES = ['control-plane', 'worker'] as const;
export type NodeRole = (typeof NODE_ROLES)[number];

export interface NodeListQuestion {
  readonly nodes: readonly ListedNode[];
  readonly checks: readonly { readonly id: string; readonly title: Text; readonly port: number | null }[];
  readonly role: NodeRole | null;
  /** Part of a name or address; empty for all. */
  readonly q: string;
  readonly sort: NodeSort;
  readonly page: number;
  readonly pageSize: number;
}

export interface OpenPort {
  readonly id: string;
  readonly port: number;
  readonly sight: PortSight;
}

/** One check on one node. */
export interface NodeCheckCell {
  readonly checkId: string;
  readonly state: NodeCheckState;
  /** Of the finding, where there is one. */
  readonly severity: Severity | null;
  readonly fingerprint: string | null;
  /** The cell of the exposure matrix that is the evidence; null where it is not about a port. */
  readonly portCell: string | null;
}

export interface NodeRow {
  readonly name: string;
  readonly role: ListedNode['role'];
  readonly addresses: readonly string[];
  readonly isReady: boolean | null;
  readonly kubelet: VersionSupport;
  readonly skew: string | null;
  readonly openPorts: readonly OpenPort[];
  /** How many ports could not be reached. */
  readonly unreached: number;
  readonly isAsked: boolean;
  readonly pods: number | null;
  readonly podsWithHostAccess: number | null;
  readonly worst: Severity | null;
  readonly findings: number;
  readonly checks: readonly NodeCheckCell[];
}

export interface NodeList {
  readonly rows: readonly NodeRow[];
  readonly checks: readonly { readonly id: string; readonly title: string }[];
  readonly total: number;
  readonly page: number;
  readonly pages: number;
}

/** Returns one page of the nodes that the filters leave, with a cell for each check. */
export function nodeList(question: NodeListQuestion, locale: Locale): NodeList {
  const { nodes, checks, role, page, pageSize } = question;
  const word = question.q.trim().toLowerCase();
  const found = nodes.filter(
    (node) =>
      (role === null || node.role === role) &&
      [node.name, ...node.addresses].some((text) => text.toLowerCase().includes(word)),
  );
  const pages = Math.max(1, Math.ceil(found.length / pageSize));
  const shown = Math.min(Math.max(1, page), pages);
  return {
    rows: found
      .map((node) => rowOf(node, checks))
      .toSorted(ORDERS[question.sort])
      .slice((shown - 1) * pageSize, shown * pageSize),
    checks: checks.map(({ id, title }) => ({ id, title: title[locale] })),
    total: found.length,
    page: shown,
    pages,
  };
}

function rowOf(node: ListedNode, checks: NodeListQuestion['checks']): NodeRow {
  const { name, role, addresses, isReady, kubelet, skew, cells, pods, podsWithHostAccess, findings } = node;
  return {
    name,
    role,
    addresses,
    isReady,
    kubelet,
    skew,
    openPorts: cells
      .filter(({ sight }) => sight.seen !== 'refused' && sight.seen !== 'unreached')
      .map(({ port, sight }) => ({ id: cellId(name, port), port, sight })),
    unreached: cells.filter(({ sight }) => sight.standing === 'unreached').length,
    isAsked: cells.length > 0,
    pods,
    podsWithHostAccess,
    worst: findings[0]?.severity ?? null,
    findings: findings.length,
    checks: checks.map(({ id, port }, index) => {
      const state = node.states[index] ?? 'unseen';
      const finding = findings.find(({ controlId }) => controlId === id);
      return {
        checkId: id,
        state,
        severity: finding?.severity ?? null,
        fingerprint: finding?.fingerprint ?? null,
        portCell: port === null ? null : cellId(name, port),
      };
    }),
  };
}

const ORDERS: Readonly<Record<NodeSort, (a: NodeRow, b: NodeRow) => number>> = {
  // The list comes in order of role and name; sorting keeps what is equal as it was.
  name: () => 0,
  worst: (a, b) => rankOf(a.worst) - rankOf(b.worst) || b.findings - a.findings,
  version: (a, b) => compareVersions(a.kubelet.version, b.kubelet.version),
};

function rankOf(severity: Severity | null): number {
  return severity === null ? Number.MAX_SAFE_INTEGER : severityRank(severity);
}

const collator = new Intl.Collator('en', { numeric: true });

function compareVersions(a: string, b: string): number {
  return collator.compare(a, b);
}
