import type { ConfigMap, ServerVersion, SpecObject } from '#lib/model/cluster-objects.ts';
import type { EndpointSlice, NetworkPolicy, Service } from '#lib/model/network.ts';
import type { Node } from '#lib/model/node.ts';
import { build, metadata, type ObjectOptions } from './objects.ts';

export interface NodeOptions extends ObjectOptions {
  readonly controlPlane?: boolean;
  /** `v1.36.3` where it is left out. */
  readonly kubeletVersion?: string;
  readonly internalIP?: string;
  readonly spec?: Readonly<Record<string, unknown>>;
}

/** Returns a node; a worker unless `controlPlane` is set. */
export function node(name: string, options: NodeOptions = {}): Node {
  const { controlPlane = false, kubeletVersion = 'v1.36.3', internalIP = '127.0.10.1' } = options;
  const role = controlPlane ? { 'node-role.kubernetes.io/control-plane': '' } : {};
  const labels = { 'kubernetes.io/hostname': name, ...role, ...options.labels };
  const status = {
    addresses: [
      { type: 'InternalIP', address: internalIP },
      { type: 'Hostname', address: name },
    ],
    conditions: [{ type: 'Ready', status: 'True' }],
    nodeInfo: { kubeletVersion, operatingSystem: 'linux', architecture: 'amd64' },
  };
  const head = { kind: 'Node', metadata: metadata(name, { ...options, labels }, false) };
  return build('nodes', head, { spec: options.spec ?? {}, status });
}

/** Returns a service; `spec` and `status` as the API has them. */
export function service(
  name: string,
  options: ObjectOptions & {
    readonly spec?: Readonly<Record<string, unknown>>;
    readonly status?: Readonly<Record<string, unknown>>;
  } = {},
): Service {
  const spec = { type: 'ClusterIP', ports: [{ port: 80, protocol: 'TCP' }], ...options.spec };
  const head = { kind: 'Service', metadata: metadata(name, options) };
  return build('services', head, { spec, status: options.status ?? { loadBalancer: {} } });
}

/** Returns a NetworkPolicy; `spec` as a manifest may have it, `podSelector` empty where it is left out. */
export function networkPolicy(
  name: string,
  options: ObjectOptions & { readonly spec?: Readonly<Record<string, unknown>> } = {},
): NetworkPolicy {
  const head = { kind: 'NetworkPolicy', metadata: metadata(name, options) };
  return build('networkPolicies', head, { spec: { podSelector: {}, ...options.spec } });
}

/** Returns a ConfigMap. */
export function configMap(
  name: string,
  options: ObjectOptions & { readonly data?: Readonly<Record<string, string>> } = {},
): ConfigMap {
  const head = { kind: 'ConfigMap', metadata: metadata(name, options) };
  return build('configMaps', head, { data: options.data ?? {} });
}

/** Returns a CustomResourceDefinition of a group. */
export function customResourceDefinition(plural: string, group: string): SpecObject {
  const head = { kind: 'CustomResourceDefinition', metadata: metadata(`${plural}.${group}`, {}, false) };
  const names = { kind: plural, plural };
  return build('customResourceDefinitions', head, {
    spec: { group, names, scope: 'Namespaced', versions: [] },
  });
}

/** Returns what `/version` answers on an API server of this version. */
export function serverVersion(gitVersion: string): ServerVersion {
  const [, major = '1', minor = '0'] = /^v(\d+)\.(\d+)/.exec(gitVersion) ?? [];
  return { gitVersion, major, minor };
}

/** Returns an EndpointSlice of a service of the same namespace; an endpoint is its address, or all its fields. */
export function endpointSlice(
  service: string,
  options: ObjectOptions & {
    readonly ports: readonly object[];
    readonly endpoints: readonly (string | object)[];
  },
): EndpointSlice {
  const { ports, endpoints, labels } = options;
  const ofService = { ...labels, 'kubernetes.io/service-name': service };
  const head = {
    kind: 'EndpointSlice',
    metadata: metadata(`${service}-slice`, { ...options, labels: ofService }),
  };
  const whole = endpoints.map((one) => (typeof one === 'string' ? { addresses: [one] } : one));
  return build('endpointSlices', head, { addressType: 'IPv4', ports, endpoints: whole });
}
