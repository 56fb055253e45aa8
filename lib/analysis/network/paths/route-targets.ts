import { fieldLists, fieldsOf } from '#lib/analysis/network/reach/raw-fields.ts';
import type { Route } from '#lib/model/network.ts';

/** A service that an Ingress or a route of a Gateway hands requests to; its port by number or by name. */
export interface RouteTarget {
  readonly namespace: string;
  readonly service: string;
  readonly port: number | string;
}

/** Returns the services an Ingress names, each once. */
export function ingressTargets({ spec, metadata }: Route): RouteTarget[] {
  const paths = fieldLists(spec['rules']).flatMap((rule) => fieldLists(fieldsOf(rule['http'])['paths']));
  const backends = [spec['defaultBackend'], ...paths.map((path) => path['backend'])].map(fieldsOf);
  return once(
    backends.flatMap(({ service }): RouteTarget[] => {
      const { name, port } = fieldsOf(service);
      const { number, name: portName } = fieldsOf(port);
      const of = typeof number === 'number' ? number : portName;
      if (typeof name !== 'string' || (typeof of !== 'number' && typeof of !== 'string')) return [];
      return [{ namespace: metadata.namespace ?? 'default', service: name, port: of }];
    }),
  );
}

/** Returns the services a route of a Gateway names, each once. */
export function routeTargets({ spec, metadata }: Route): RouteTarget[] {
  const refs = fieldLists(spec['rules']).flatMap((rule) => fieldLists(rule['backendRefs']));
  return once(
    refs.flatMap(({ kind = 'Service', name, namespace, port }): RouteTarget[] => {
      if (kind !== 'Service' || typeof name !== 'string' || typeof port !== 'number') return [];
      const where = typeof namespace === 'string' ? namespace : (metadata.namespace ?? 'default');
      return [{ namespace: where, service: name, port }];
    }),
  );
}

/** Returns the Gateways a route hangs on, as `namespace/name`. */
export function parentGateways({ spec, metadata }: Route): string[] {
  return fieldLists(spec['parentRefs']).flatMap(({ kind = 'Gateway', name, namespace }) =>
    kind === 'Gateway' && typeof name === 'string'
      ? [`${typeof namespace === 'string' ? namespace : (metadata.namespace ?? 'default')}/${name}`]
      : [],
  );
}

function once(targets: readonly RouteTarget[]): RouteTarget[] {
  return [...new Map(targets.map((one) => [`${one.namespace}/${one.service}:${one.port}`, one])).values()];
}
