import { isFrontDoor } from '#lib/analysis/exposure/outside-exposure.ts';
import type { Route, Service } from '#lib/model/network.ts';
import type { Pod } from '#lib/model/pod.ts';
import type { PathScene } from './path-scene.ts';

const NAME_LABELS = ['app.kubernetes.io/name', 'app', 'k8s-app'];
const GATEWAY_LABEL = 'gateway.networking.k8s.io/gateway-name';

/** Which classes the well-known controllers answer to, by the name their charts give their pods. */
const CLASSES: readonly { readonly program: RegExp; readonly classes: RegExp }[] = [
  { program: /^ingress-nginx$/, classes: /nginx/ },
  { program: /^nginx-ingress$/, classes: /nginx/ },
  { program: /^traefik$/, classes: /traefik/ },
  { program: /^(haproxy-ingress|kubernetes-ingress)$/, classes: /haproxy/ },
  { program: /^kong$/, classes: /kong/ },
  { program: /^(contour|envoy)$/, classes: /contour/ },
  { program: /^istio-ingressgateway$/, classes: /istio/ },
  { program: /^higress-gateway$/, classes: /higress/ },
];

const CLASS_ARGUMENT = /^--(?:ingress-class|controller-class)=(.+)$/;

/** Returns the class an Ingress is for, as its field or the older annotation names it; null where neither does. */
export function ingressClassOf({ spec, metadata }: Route): string | null {
  const named = spec['ingressClassName'] ?? metadata.annotations?.['kubernetes.io/ingress.class'];
  return typeof named === 'string' ? named : null;
}

/**
 * Returns the services whose pods serve an Ingress of a class (SV-7): those whose pods name it among their arguments,
 * else those of a program that is known by it. An Ingress without a class is served where there is one front door.
 */
export function ingressDoors(scene: PathScene, className: string | null): Service[] {
  const doors = scene.services.filter(isFrontDoor);
  if (className === null) return doors.length === 1 ? doors : [];
  const named = doors.filter((door) => podsOf(scene, door).some((pod) => namesClass(pod, className)));
  if (named.length > 0) return named;
  return doors.filter((door) => {
    const program = programOf(door) ?? '';
    return CLASSES.some((one) => one.program.test(program) && one.classes.test(className));
  });
}

/** Returns the services that a Gateway's controller made for it. */
export function gatewayDoors({ services }: PathScene, { metadata }: Route): Service[] {
  return services.filter(
    (service) =>
      service.metadata.namespace === metadata.namespace &&
      service.metadata.labels?.[GATEWAY_LABEL] === metadata.name,
  );
}

function programOf({ metadata: { labels = {} }, spec: { selector = {} } }: Service): string | null {
  const names = NAME_LABELS.flatMap((label) => [labels[label] ?? [], selector[label] ?? []]).flat();
  return names.find((name) => CLASSES.some(({ program }) => program.test(name))) ?? null;
}

function podsOf({ pods }: PathScene, { metadata, spec }: Service): Pod[] {
  const selector = Object.entries(spec.selector ?? {});
  if (selector.length === 0) return [];
  return pods.filter(
    (pod) =>
      pod.metadata.namespace === metadata.namespace &&
      selector.every(([key, value]) => pod.metadata.labels?.[key] === value),
  );
}

function namesClass({ spec }: Pod, className: string): boolean {
  return spec.containers.some(({ args = [], command = [] }) =>
    [...command, ...args].some((word) => CLASS_ARGUMENT.exec(word)?.[1] === className),
  );
}
