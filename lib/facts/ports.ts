import type { PortFacts } from '#lib/model/port-sight.ts';
import { text } from '#lib/model/text.ts';

/** The ports of a node that scans ask or that components are known to open, by number. */
export const NODE_PORT_FACTS: readonly PortFacts[] = [
  { port: 2379, label: text('etcd', 'etcd'), bind: 'every-address', peers: ['api-servers', 'etcd-members'] },
  { port: 2380, label: text('peer', '对等'), bind: 'every-address', peers: ['etcd-members'] },
  { port: 2381, label: text('metrics', '指标'), bind: 'loopback', peers: ['own-node', 'monitoring'] },
  {
    port: 6443,
    label: text('API', 'API'),
    bind: 'every-address',
    peers: ['nodes', 'pods', 'administrators', 'load-balancers'],
  },
  { port: 8080, label: text('insecure', '明文'), bind: 'loopback', peers: ['nobody'] },
  {
    port: 10249,
    label: text('proxy metrics', 'proxy 指标'),
    bind: 'loopback',
    peers: ['own-node', 'monitoring'],
  },
  {
    port: 10250,
    label: text('kubelet', 'kubelet'),
    bind: 'every-address',
    peers: ['control-plane', 'metrics-server', 'own-node'],
  },
  { port: 10255, label: text('read-only', '只读'), bind: 'every-address', peers: ['nobody'] },
  { port: 10256, label: text('proxy', 'proxy'), bind: 'every-address', peers: ['load-balancers'] },
  { port: 10257, label: text('ctrl-mgr', 'ctrl-mgr'), bind: 'loopback', peers: ['own-node', 'monitoring'] },
  { port: 10258, label: text('cloud-mgr', 'cloud-mgr'), bind: 'loopback', peers: ['own-node'] },
  { port: 10259, label: text('sched', 'sched'), bind: 'loopback', peers: ['own-node', 'monitoring'] },
];

/** Returns what is known of a port, or null where the number alone tells nothing. */
export function portFactsOf(port: number): PortFacts | null {
  return NODE_PORT_FACTS.find((facts) => facts.port === port) ?? null;
}
