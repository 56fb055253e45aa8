import { hostFirewallOf } from '#lib/analysis/network/host-firewall/host-firewall.ts';
import type { SpecObject } from '#lib/model/cluster-objects.ts';
import type { HostCell, HostFirewall } from '#lib/model/host-firewall.ts';
import type { Node } from '#lib/model/node.ts';
import { node } from './cluster.ts';
import { inventory, type GivenSlices } from './inventory.ts';
import { daemonSet, livePod } from './workloads.ts';

type Spec = Readonly<Record<string, unknown>>;

/** A Calico object of a case. */
export function calico(
  kind: string,
  name: string,
  spec: Spec,
  labels: Record<string, string> = {},
): SpecObject {
  return { apiVersion: 'projectcalico.org/v3', kind, metadata: { name, labels }, spec };
}

/** A global policy for all hosts of a case. */
export function hostPolicy(name: string, spec: Spec): SpecObject {
  return calico('GlobalNetworkPolicy', name, { selector: "host == 'yes'", ...spec });
}

/** A host endpoint with the label that `hostPolicy` selects. */
export function hostEndpoint(
  nodeName: string,
  spec: Spec = {},
  labels: Record<string, string> = {},
): SpecObject {
  const bound = { node: nodeName, interfaceName: '*', ...spec };
  return calico('HostEndpoint', `${nodeName}-all`, bound, { host: 'yes', ...labels });
}

/** Two nodes, a pod on each, and Calico's agent; whatever a case says comes on top. */
export interface HostScene {
  readonly policies?: readonly SpecObject[];
  /** One for all interfaces of each node where it is left out. */
  readonly endpoints?: readonly SpecObject[];
  readonly felix?: Spec;
  readonly agent?: { readonly image?: string; readonly env?: readonly { name: string; value?: string }[] };
  readonly more?: GivenSlices;
}

export const HOST_NODES: readonly Node[] = [
  node('n1', { internalIP: '10.0.0.1' }),
  node('n2', { internalIP: '10.0.0.2' }),
];

/** Returns the host firewall of a case. */
export function hostScene(scene: HostScene): HostFirewall {
  const { policies = [], endpoints = HOST_NODES.map(({ metadata }) => hostEndpoint(metadata.name)) } = scene;
  const { image = 'docker.io/calico/node:v3.30.1', env = [] } = scene.agent ?? {};
  const container = { name: 'calico-node', image, env };
  const { slices } = inventory({
    nodes: HOST_NODES,
    pods: [
      livePod('web', { node: 'n1', ip: '192.168.1.10', labels: { app: 'web' } }),
      livePod('db', { node: 'n2', ip: '192.168.2.10', labels: { app: 'db' } }),
    ],
    daemonSets: [
      daemonSet('calico-node', {
        namespace: 'kube-system',
        containers: [container],
        spec: { hostNetwork: true },
      }),
    ],
    calicoGlobalNetworkPolicies: policies,
    calicoHostEndpoints: endpoints,
    calicoFelixConfigurations:
      scene.felix === undefined ? [] : [calico('FelixConfiguration', 'default', scene.felix)],
    ...scene.more,
  });
  return hostFirewallOf(slices);
}

/** Returns one cell: from a source, by its key, to a port of a node. */
export function hostCell(
  firewall: HostFirewall,
  [source, port, nodeName = 'n1']: readonly [source: string, port: number, node?: string],
): HostCell {
  const { group = 0 } = firewall.nodes.find(({ name }) => name === nodeName) ?? {};
  const row = firewall.sources.findIndex(({ key }) => key === source);
  const column = firewall.ports.findIndex((one) => one.port === port);
  const cell = firewall.groups[group]?.[row]?.[column];
  if (cell === undefined) throw new Error(`no cell for ${source} to ${port}`);
  return cell;
}

/** Returns a cell in words: its answers with what decided each, the most open first. */
export function hostAnswer(firewall: HostFirewall, ask: Parameters<typeof hostCell>[1]): string {
  return [
    ...new Set(
      hostCell(firewall, ask).parts.map(({ verdict, decision, decider }) =>
        [verdict, decision, ...(decider === null ? [] : [decider.name])].join(' '),
      ),
    ),
  ].join(', ');
}
