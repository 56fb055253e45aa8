import { fieldLists, fieldsOf, textOf, type Fields } from '#lib/analysis/network/reach/raw-fields.ts';
import type { Route, Service } from '#lib/model/network.ts';
import { text, type Text } from '#lib/model/text.ts';
import type { LayeredPod, Layers } from './build-layers.ts';
import { PRIMARY_KEY } from './layer-network.ts';
import type { LayerProblem } from './layer-problems.ts';

interface WayInSources {
  readonly services: readonly Service[];
  readonly ingresses: readonly Route[];
}

/**
 * Returns the ways from outside to a workload that stands on a second network, too: they lead to eth0, and who
 * takes over the workload stands on the layer.
 */
export function waysIn(layers: Layers, { services, ingresses }: WayInSources): LayerProblem[] {
  const crossing = layers.pods.filter(({ interfaces }) => interfaces.length > 1);
  if (crossing.length === 0) return [];
  return services.flatMap((service) => {
    const doors = [...portDoors(service), ...ingresses.flatMap((one) => ingressDoor(one, service) ?? [])];
    if (doors.length === 0) return [];
    const behind = new Map(
      crossing
        .filter((one) => isBehind(service, one))
        .map((one) => [`${one.pod.namespace}/${one.pod.owner.name}`, one] as const),
    );
    return [...behind].flatMap(([workload, one]) => doors.map((door) => wayIn(door, workload, one)));
  });
}

function wayIn(door: Text, workload: string, { interfaces }: LayeredPod): LayerProblem {
  const networks = [...new Set(interfaces.map(({ network }) => network))].filter(
    (key) => key !== PRIMARY_KEY,
  );
  return {
    kind: 'way-in',
    network: networks[0] ?? null,
    message: text(
      `From outside, ${door.en} leads to ${workload}, which also stands on ${networks.join(' and ')}.`,
      `外部流量可经${door['zh-CN']}到达 ${workload}，而它同时位于 ${networks.join('、')}。`,
    ),
  };
}

function portDoors({ spec: { ports = [] } }: Service): Text[] {
  return ports.flatMap(({ nodePort, protocol }) =>
    nodePort === undefined || nodePort === 0
      ? []
      : [text(`node port ${nodePort}/${protocol}`, `节点端口 ${nodePort}/${protocol} `)],
  );
}

/** A default backend takes every host and path that no rule names. */
function ingressDoor({ metadata, spec }: Route, service: Service): Text | null {
  const { namespace = 'default', name } = metadata;
  if (namespace !== (service.metadata.namespace ?? 'default')) return null;
  const isIt = (backend: Fields): boolean => serviceOf(backend) === service.metadata.name;
  const who = `${namespace}/${name}`;
  if (isIt(fieldsOf(spec['defaultBackend'] ?? spec['backend']))) {
    return text(`the default backend of the Ingress ${who}`, ` Ingress ${who} 的默认后端`);
  }
  const paths = fieldLists(spec['rules']).flatMap((rule) => fieldLists(fieldsOf(rule['http'])['paths']));
  const isNamed = paths.some((path) => isIt(fieldsOf(path['backend'])));
  return isNamed ? text(`a rule of the Ingress ${who}`, ` Ingress ${who} 的规则`) : null;
}

/** Before networking.k8s.io/v1 the name stood beside the port. */
function serviceOf(backend: Fields): string {
  return textOf(fieldsOf(backend['service'])['name']) || textOf(backend['serviceName']);
}

function isBehind({ metadata, spec: { selector = {} } }: Service, { pod }: LayeredPod): boolean {
  const wanted = Object.entries(selector);
  return (
    wanted.length > 0 &&
    pod.namespace === (metadata.namespace ?? 'default') &&
    wanted.every(([key, value]) => pod.labels[key] === value)
  );
}
