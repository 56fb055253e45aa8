import type { HostFirewall, HostFirewallKind } from '#lib/model/host-firewall.ts';
import type { Text } from '#lib/model/text.ts';

/** Returns what is said where there is no firewall of hosts, or none that can be judged. */
export function withoutTable(kind: HostFirewallKind, notes: readonly Text[]): HostFirewall {
  return { kind, notes, sources: [], ports: [], nodes: [], groups: [], lints: [] };
}
