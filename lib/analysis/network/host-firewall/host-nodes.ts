import type { HostNode } from '#lib/model/host-firewall.ts';
import type { Node } from '#lib/model/node.ts';
import { byCodeUnit } from '#lib/model/order.ts';
import type { HostGroup } from './host-state.ts';

/** Returns the nodes by name, each with its group and the names of what guards it. */
export function hostNodes(
  nodes: readonly Node[],
  hosts: readonly HostGroup[],
  guardsOf: (node: string) => readonly string[],
): HostNode[] {
  const groupOf = new Map(
    hosts.flatMap(({ members, group }) => members.map((name) => [name, group] as const)),
  );
  return nodes
    .map((node) => ({
      name: node.metadata.name,
      isControlPlane: isControlPlane(node),
      endpoints: guardsOf(node.metadata.name),
      group: groupOf.get(node.metadata.name) ?? 0,
    }))
    .toSorted((a, b) => byCodeUnit(a.name, b.name));
}

/** Orders nodes by name: what is said of them does not depend on the order they were read in. */
export function byNodeName(a: Node, b: Node): number {
  return byCodeUnit(a.metadata.name, b.metadata.name);
}

function isControlPlane({ metadata }: Node): boolean {
  const labels = metadata.labels ?? {};
  return (
    labels['node-role.kubernetes.io/control-plane'] !== undefined ||
    labels['node-role.kubernetes.io/master'] !== undefined
  );
}
