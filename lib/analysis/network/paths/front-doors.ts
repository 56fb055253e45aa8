import { isFrontDoor } from '#lib/analysis/exposure/outside-exposure.ts';
import { fieldLists, fieldsOf } from '#lib/analysis/network/reach/raw-fields.ts';
import type { SpecObject } from '#lib/model/cluster-objects.ts';
import type { Route, Service } from '#lib/model/network.ts';
import type { Pod } from '#lib/model/pod.ts';
import { text, type Text } from '#lib/model/text.ts';
import { INGRESS_PROGRAMS, type IngressProgram } from './ingress-programs.ts';
import type { PathScene } from './path-scene.ts';
import { publishedServices } from './published-services.ts';

const NAME_LABELS = ['app.kubernetes.io/name', 'app', 'k8s-app'];
const DEFAULT_CLASS = 'ingressclass.kubernetes.io/is-default-class';

/** Who hands on what comes for an Ingress or a Gateway. */
export interface Serving {
  /** Services whose pods do. */
  readonly doors: readonly Service[];
  /** Why nobody does; null where somebody may. */
  readonly nobody: Text | null;
  /** Why it cannot be told who does, though somebody may; null where nothing more is known. */
  readonly doubt: Text | null;
}

/** Returns the class an Ingress is for, as its field or the older annotation names it; null where neither does. */
function classOf({ spec, metadata }: Route) {
  const field = spec['ingressClassName'];
  if (typeof field === 'string' && field !== '') return { name: field, isField: true };
  const annotation = metadata.annotations?.['kubernetes.io/ingress.class'] ?? '';
  return annotation === '' ? null : { name: annotation, isField: false };
}

/**
 * Returns who serves an Ingress (SV-7): the pods of the controller that its IngressClass names. One without a class is
 * of the default class, unless it was stored before there was one; then only controllers that take such Ingresses do.
 * A controller writes down at which address its Ingresses are reached, which tells it where the class does not.
 */
export function ingressServing(scene: PathScene, ingress: Route): Serving {
  const addresses = addressesOf(ingress);
  const byClass = servingByClass(scene, ingress, addresses.length > 0);
  const published = publishedServices(scene, addresses);
  const both = published.filter((service) => byClass.doors.includes(service));
  if (both.length > 0) return { ...byClass, doors: both };
  if (byClass.doors.length > 0 || published.length === 0) return byClass;
  return { doors: published, nobody: null, doubt: null };
}

function servingByClass(scene: PathScene, ingress: Route, isTaken: boolean): Serving {
  const { items, read } = scene.classes.Ingress;
  const named = classOf(ingress);
  const doors = doorsOf(scene);
  if (named === null) {
    const isStored = ingress.metadata.uid !== undefined;
    const filledIn = isStored ? undefined : defaultClass(items);
    if (filledIn !== undefined) return ofClass(doors, filledIn);
    return classless(doors, { read, isTaken });
  }
  const class_ = items.find(({ metadata }) => metadata.name === named.name);
  if (class_ !== undefined) return ofClass(doors, class_);
  if (read === 'some') return unsure(UNREAD_CLASSES);
  const byName = doors.filter((door) => servesByName(door, named.name));
  if (read === 'none' || !named.isField) {
    const own = byName.filter(({ pods }) => pods.some((pod) => namesClass(pod, named.name)));
    return served(own.length > 0 ? own : byName);
  }
  const without = byName.filter(({ program }) => program?.goesByName === true);
  if (without.length > 0 || isTaken) return served(without);
  return nobody(noClass('IngressClass', named.name));
}

/** A door with what is known of the pods behind it. */
interface Door {
  readonly service: Service;
  readonly program: IngressProgram | null;
  readonly pods: readonly Pod[];
}

function doorsOf(scene: PathScene): Door[] {
  return scene.services
    .filter(isFrontDoor)
    .map((service) => ({ service, program: programOf(service), pods: podsOf(scene, service) }));
}

function served(doors: readonly Door[]): Serving {
  return { doors: doors.map(({ service }) => service), nobody: null, doubt: null };
}

function nobody(why: Text): Serving {
  return { doors: [], nobody: why, doubt: null };
}

function unsure(why: Text): Serving {
  return { doors: [], nobody: null, doubt: why };
}

/** Of several defaults the newest counts. */
function defaultClass(classes: readonly SpecObject[]): SpecObject | undefined {
  return classes
    .filter(({ metadata }) => metadata.annotations?.[DEFAULT_CLASS] === 'true')
    .toSorted((a, b) => {
      const [one = '', other = ''] = [a.metadata.creationTimestamp, b.metadata.creationTimestamp];
      if (one !== other) return one > other ? -1 : 1;
      return a.metadata.name < b.metadata.name ? -1 : 1;
    })[0];
}

function ofClass(doors: readonly Door[], { metadata, spec }: SpecObject): Serving {
  const controller = typeof spec['controller'] === 'string' ? spec['controller'] : '';
  const told = doors.filter(({ pods }) =>
    pods.some((pod) => argumentsOf(pod, CONTROLLER).includes(controller)),
  );
  if (told.length > 0) return served(told);
  const known = doors.filter(
    ({ program, pods }) =>
      program?.controller.test(controller) === true &&
      pods.every((pod) => argumentsOf(pod, CONTROLLER).length === 0),
  );
  const naming = known.filter(({ pods }) => pods.some((pod) => namesClass(pod, metadata.name)));
  if (known.length > 0) return served(naming.length > 0 ? naming : known);
  return unsure(
    text(
      `its class ${metadata.name} is served by the controller ${controller}, whose pods are not known here`,
      `其 IngressClass ${metadata.name} 由控制器 ${controller} 处理，此处无法识别该控制器的 Pod`,
    ),
  );
}

function classless(
  doors: readonly Door[],
  { read, isTaken }: { readonly read: 'all' | 'some' | 'none'; readonly isTaken: boolean },
): Serving {
  const taking = doors.filter(({ program, pods }) => {
    const says = pods.flatMap((pod) => argumentsOf(pod, CLASSLESS));
    return says.length > 0 ? says.some((one) => one !== 'false') : program?.takesClassless === true;
  });
  if (taking.length > 0) return served(taking);
  if (isTaken) return served([]);
  if (read === 'some') return unsure(UNREAD_CLASSES);
  if (read === 'all') return nobody(CLASSLESS_INGRESS);
  return served(doors.length === 1 ? doors : []);
}

/** Somebody who has written down where it is reached serves it. */
function addressesOf({ status = {} }: Route): unknown[] {
  return fieldLists(fieldsOf(status['loadBalancer'])['ingress']).flatMap(
    ({ ip, hostname }) => ip ?? hostname ?? [],
  );
}

function servesByName({ program, pods }: Door, className: string): boolean {
  return program?.classes.test(className) === true || pods.some((pod) => namesClass(pod, className));
}

function programOf({ metadata: { labels = {} }, spec: { selector = {} } }: Service): IngressProgram | null {
  const names = NAME_LABELS.flatMap((label) => [labels[label] ?? [], selector[label] ?? []]).flat();
  return INGRESS_PROGRAMS.find(({ name }) => names.some((one) => name.test(one))) ?? null;
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

const CONTROLLER = /^--controller-class=(.+)$/;
const CLASS = /^--(?:ingress-class|controller-class|providers\.kubernetesingress\.ingressclass)=(.+)$/i;
const CLASSLESS = /^--(?:watch-ingress-without-class|empty-ingress-class)(?:=(.*))?$/;

function argumentsOf({ spec }: Pod, flag: RegExp): string[] {
  return spec.containers.flatMap(({ args = [], command = [] }) =>
    [...command, ...args].flatMap((word) => {
      const found = flag.exec(word);
      return found === null ? [] : [found[1] ?? ''];
    }),
  );
}

function namesClass(pod: Pod, className: string): boolean {
  return argumentsOf(pod, CLASS).includes(className);
}

/** Returns why a class that is named cannot serve. */
export function noClass(kind: 'IngressClass' | 'GatewayClass', name: string): Text {
  return text(`it names the ${kind} ${name}, which does not exist`, `它指定的 ${kind} ${name} 不存在`);
}

const CLASSLESS_INGRESS = text(
  'it names no class, and no controller here takes such Ingresses',
  '它没有指定 IngressClass，而这里没有控制器处理此类 Ingress',
);
const UNREAD_CLASSES = text(
  'the IngressClasses could not all be read, so its controller is not known',
  '未能读取全部 IngressClass，因此不知道由哪个控制器处理',
);
