import type { Service, ServicePort } from '#lib/model/network.ts';

/** How a service is published beyond the cluster's own network. */
export interface OutsideExposure {
  readonly by: 'NodePort' | 'LoadBalancer' | 'externalIPs';
  /** Ports as they are reached from outside, such as `30443/TCP`. */
  readonly ports: readonly string[];
  /** Field that says so. */
  readonly path: string;
  readonly observed: string;
  /** Whether only named sources or an internal network can reach it. */
  readonly isLimited: boolean;
}

/** What cloud providers read as "not on the internet", by annotation and the values that mean it. */
const INTERNAL: readonly { readonly key: string; readonly value: RegExp }[] = [
  { key: 'service.beta.kubernetes.io/aws-load-balancer-internal', value: /^(true|0\.0\.0\.0\/0)$/ },
  { key: 'service.beta.kubernetes.io/aws-load-balancer-scheme', value: /^internal$/ },
  { key: 'service.beta.kubernetes.io/azure-load-balancer-internal', value: /^true$/ },
  { key: 'networking.gke.io/load-balancer-type', value: /^Internal$/i },
  { key: 'cloud.google.com/load-balancer-type', value: /^Internal$/i },
  { key: 'service.beta.kubernetes.io/alibaba-cloud-loadbalancer-address-type', value: /^intranet$/ },
];

/** Programs that stand at the cluster's edge on purpose, by the name their charts and operators give them. */
const FRONT_DOORS = new Set([
  'ingress-nginx',
  'traefik',
  'haproxy-ingress',
  'kubernetes-ingress',
  'kong',
  'contour',
  'envoy',
  'istio-ingressgateway',
  'emissary-ingress',
  'higress-gateway',
]);

const NAME_LABELS = ['app.kubernetes.io/name', 'app', 'k8s-app'];

/** On services that a Gateway's controller made. */
const GATEWAY_LABEL = 'gateway.networking.k8s.io/gateway-name';

/** Returns whether a service is the way in to an ingress controller or gateway, as its labels tell. */
export function isFrontDoor({ metadata: { labels = {} }, spec: { selector = {} } }: Service): boolean {
  const isNamed = NAME_LABELS.some((label) =>
    [labels[label], selector[label]].some((name) => name !== undefined && FRONT_DOORS.has(name)),
  );
  return isNamed || labels[GATEWAY_LABEL] !== undefined;
}

const ANYWHERE = new Set(['0.0.0.0/0', '::/0']);

/** Returns each way in which a service is reached from outside; a ClusterIP service has none. */
export function outsideExposuresOf(service: Service): OutsideExposure[] {
  const { type, externalIPs = [], ports = [] } = service.spec;
  const exposures: OutsideExposure[] = [];
  if (type === 'NodePort') {
    exposures.push(ofType(type, nodePorts(ports), false));
  }
  if (type === 'LoadBalancer') {
    exposures.push(ofType(type, servicePorts(ports), hasSourceLimit(service) || isInternal(service)));
  }
  if (externalIPs.length > 0) {
    const observed = externalIPs.join(', ');
    exposures.push({
      by: 'externalIPs',
      ports: servicePorts(ports),
      path: 'spec.externalIPs',
      observed,
      isLimited: false,
    });
  }
  return exposures;
}

function ofType(
  by: 'NodePort' | 'LoadBalancer',
  ports: readonly string[],
  isLimited: boolean,
): OutsideExposure {
  return { by, ports, path: 'spec.type', observed: by, isLimited };
}

function nodePorts(ports: readonly ServicePort[]): string[] {
  // From files the number may still be for the API server to choose.
  return ports.map(({ nodePort, protocol }) => `${nodePort ?? 'auto'}/${protocol}`);
}

function servicePorts(ports: readonly ServicePort[]): string[] {
  return ports.map(({ port, protocol }) => `${port}/${protocol}`);
}

function hasSourceLimit({ spec: { loadBalancerSourceRanges: ranges = [] } }: Service): boolean {
  return ranges.length > 0 && !ranges.some((range) => ANYWHERE.has(range.trim()));
}

/** Returns whether an annotation keeps a load balancer off the internet. */
export function isInternal({ metadata: { annotations = {} } }: Service): boolean {
  return INTERNAL.some(({ key, value }) => value.test(annotations[key] ?? ''));
}
