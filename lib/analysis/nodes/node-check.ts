import type { Outcome } from '#lib/model/control.ts';
import type { NodeCheckState } from '#lib/model/node-check.ts';
import type { PortSight } from '#lib/model/port-sight.ts';

/** Ports by which a check judges a node, and whether a refusal there settles it. */
interface PortCheck {
  readonly ports: readonly number[];
  /** Every node has a kubelet: where its port refuses, something else stands before it. */
  readonly refusalTells: boolean;
}

const PORT_CHECKS: Readonly<Record<string, PortCheck>> = {
  'kubelet-anonymous': { ports: [10_250], refusalTells: false },
  'kubelet-read-only-port': { ports: [10_255], refusalTells: true },
  'etcd-without-client-certificate': { ports: [2379, 2380], refusalTells: true },
  'insecure-api-port': { ports: [8080], refusalTells: true },
};

const VERSION_CHECKS = new Set(['version-skew', 'version-end-of-life']);

/** What of a check's result and of a node decides its cell. */
export interface NodeCheckInput {
  readonly control: { readonly id: string; readonly outcome: Outcome; readonly atLeast: boolean };
  /** Whether the check found something on this very node. */
  readonly isFound: boolean;
  readonly isVersionKnown: boolean;
  /** What was seen at a port of the node; undefined where it was not asked. */
  readonly sightAt: (port: number) => PortSight | undefined;
}

/** Returns whether a check is about single nodes, so that it has a place in their matrix. */
export function isNodeCheck({ id, category }: { readonly id: string; readonly category: string }): boolean {
  return category === 'nodes' || id in PORT_CHECKS || VERSION_CHECKS.has(id);
}

/** Returns the port whose answer is a check's evidence on a node, or null where it is not about a port. */
export function portOfCheck(id: string): number | null {
  return PORT_CHECKS[id]?.ports[0] ?? null;
}

/**
 * Returns what a check comes to on one node. A check that failed elsewhere says nothing of this node by itself:
 * only what was seen here makes it a pass.
 */
export function nodeCheckState(input: NodeCheckInput): NodeCheckState {
  const { control, isFound } = input;
  if (isFound) return 'fail';
  if (control.outcome === 'not-applicable') return 'not-applicable';
  if (control.outcome === 'error') return 'unseen';
  const check = PORT_CHECKS[control.id];
  if (check !== undefined) return byPorts(check, input);
  if (VERSION_CHECKS.has(control.id) && !input.isVersionKnown) return 'unseen';
  if (control.outcome === 'fail')
    return control.atLeast && !VERSION_CHECKS.has(control.id) ? 'unseen' : 'pass';
  return control.outcome === 'pass' ? 'pass' : 'unseen';
}

function byPorts({ ports, refusalTells }: PortCheck, { sightAt }: NodeCheckInput): NodeCheckState {
  const sights = ports.map((port) => sightAt(port));
  const isSettled = (sight: PortSight | undefined): boolean =>
    sight !== undefined && sight.seen !== 'unreached' && sight.seen !== 'open';
  if (!sights.every(isSettled)) return 'unseen';
  if (sights.every((sight) => sight?.seen === 'refused')) return refusalTells ? 'absent' : 'unseen';
  return 'pass';
}
