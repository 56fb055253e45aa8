import type { SpecObject } from '#lib/model/cluster-objects.ts';
import type { HostCell, HostFirewall } from '#lib/model/host-firewall.ts';
import type { Slices } from '#lib/model/inventory.ts';
import type { Node } from '#lib/model/node.ts';
import { node } from './builders/cluster.ts';
import { inventory, type GivenSlices } from './builders/inventory.ts';
import { daemonSet, livePod } from './builders/workloads.ts';

type Spec = Readonly<Record<string, unknown>>;

/** A Calico object of a case. */
export function calico(kind: string, name: string, spec: Spec): SpecObject {
  return { apiVersion: 'projectcalico.org/v3', kind, metadata: { name }, spec };
}

/** Returns the object with these labels. */
export function labelled(object: SpecObject, labels: Record<string, string>): SpecObject {
  return { ...object, metadata: { ...object.metadata, labels } };
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
  return labelled(calico('HostEndpoint', `${nodeName}-all`, bound), { host: 'yes', ...labels });
}

/** What a policy before DNAT needs. */
export const EARLY = { preDNAT: true, applyOnForward: true, types: ['Ingress'] };
export const denyEarly = hostPolicy('deny', { ...EARLY, order: 20, ingress: [{ action: 'Deny' }] });
export const outbound = hostPolicy('out', { order: 10, types: ['Egress'], egress: [{ action: 'Allow' }] });

/** One cluster and what is asked of it, with the answers derived by hand. */
export interface HostCase {
  readonly rule: string;
  readonly name: string;
  readonly scene: HostScene;
  readonly asks: readonly (readonly [source: string, port: number, node: string, answer: string])[];
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

const HOST_NODES: readonly Node[] = [
  node('n1', { internalIP: '10.0.0.1' }),
  node('n2', { internalIP: '10.0.0.2' }),
];

/** Returns what was read of the cluster of a case. */
export function hostScene(scene: HostScene): Slices {
  return inventory(hostSlices(scene)).slices;
}

/** Returns the same as what a test of a control is given. */
export function hostSlices(scene: HostScene): GivenSlices {
  const { policies = [], endpoints = HOST_NODES.map(({ metadata }) => hostEndpoint(metadata.name)) } = scene;
  const { image = 'docker.io/calico/node:v3.30.1', env = [] } = scene.agent ?? {};
  const container = { name: 'calico-node', image, env };
  return {
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
  };
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
