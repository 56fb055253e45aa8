import type { EndpointSlice, Route, Service } from '#lib/model/network.ts';
import { each, inside, optionalRecord, optionalString, optionalStringMap } from './malformed-object.ts';
import { optionalStrings } from './malformed-object.ts';
import type { Raw } from './malformed-object.ts';
import { maskDeep } from './mask-secrets.ts';
import { objectHead } from './object-head.ts';
import type { ObjectType } from './object-head.ts';

function servicePort(raw: Raw): Raw {
  return { protocol: 'TCP', targetPort: raw['port'], ...raw };
}

function serviceSpec(raw: Raw): Service['spec'] {
  const type = optionalString(raw['type'], 'type') ?? 'ClusterIP';
  const out: Record<string, unknown> = { ...raw, type };
  const ports = each(raw['ports'], 'ports', servicePort);
  if (ports !== undefined) out['ports'] = ports;
  optionalStringMap(raw['selector'], 'selector');
  for (const field of ['clusterIPs', 'externalIPs', 'loadBalancerSourceRanges'])
    optionalStrings(raw[field], field);
  if (type === 'NodePort' || type === 'LoadBalancer') out['externalTrafficPolicy'] ??= 'Cluster';
  return out as unknown as Service['spec'];
}

/** Returns the record of a Service. */
export function reshapeService(raw: Raw, type: ObjectType): Service {
  const spec = inside(raw['spec'], 'spec', serviceSpec) ?? { type: 'ClusterIP' };
  const status = optionalRecord(raw['status'], 'status') ?? { loadBalancer: {} };
  return { ...objectHead(raw, type), spec, status };
}

function endpoint(raw: Raw): EndpointSlice['endpoints'][number] {
  return { ...raw, addresses: optionalStrings(raw['addresses'], 'addresses') ?? [] };
}

/** Returns the record of an EndpointSlice. */
export function reshapeEndpointSlice(raw: Raw, type: ObjectType): EndpointSlice {
  return {
    ...objectHead(raw, type),
    addressType: optionalString(raw['addressType'], 'addressType') ?? 'IPv4',
    endpoints: each(raw['endpoints'], 'endpoints', endpoint) ?? [],
    ports: each(raw['ports'], 'ports', (port) => ({ name: '', protocol: 'TCP', ...port })) ?? [],
  };
}

/** Returns the record of an Ingress or a Gateway API object; header values that look like secrets are masked. */
export function reshapeRoute(raw: Raw, type: ObjectType): Route {
  const spec = optionalRecord(raw['spec'], 'spec') ?? {};
  const head = { ...objectHead(raw, type), spec: maskDeep(spec) as Raw };
  const status = optionalRecord(raw['status'], 'status');
  return status === undefined ? head : { ...head, status };
}
