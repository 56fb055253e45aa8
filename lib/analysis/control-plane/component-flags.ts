import { refOf } from '#lib/model/kube-object.ts';
import type { Node } from '#lib/model/node.ts';
import { byCodeUnit } from '#lib/model/order.ts';
import type { Container, Pod } from '#lib/model/pod.ts';
import type { ResourceRef } from '#lib/model/resource-ref.ts';
import { isMirrorPod } from '#lib/analysis/workloads/pod-owner.ts';
import { k3sComponents } from './k3s-flags.ts';
import { parseFlags, type Flags } from './parse-flags.ts';

/** The programs of a control plane whose flags are judged. */
export const COMPONENTS = ['kube-apiserver', 'kube-controller-manager', 'kube-scheduler', 'etcd'] as const;
export type Component = (typeof COMPONENTS)[number];

/** One running program and the flags it was seen with. */
export interface ComponentInstance {
  readonly component: Component;
  /** Name of the node it runs on; null where that is not known. */
  readonly node: string | null;
  /** The pod or node the flags were read from. */
  readonly resource: ResourceRef;
  /** Where they stand in it. */
  readonly path: string;
  readonly flags: Flags;
  /** Image it runs from; null for one that runs outside a container. */
  readonly image: string | null;
}

/** What was seen of the control plane's flags. A component without an instance is not visible, not flagless. */
export interface ComponentFlags {
  /** In the order of component, then node. */
  readonly instances: readonly ComponentInstance[];
}

export interface ComponentSlices {
  readonly pods: readonly Pod[];
  readonly nodes: readonly Node[];
}

/** Older bundles start the programs under another name. */
const PROGRAM_NAMES: Readonly<Record<string, Component>> = {
  'kube-apiserver': 'kube-apiserver',
  apiserver: 'kube-apiserver',
  'kube-controller-manager': 'kube-controller-manager',
  'controller-manager': 'kube-controller-manager',
  'kube-scheduler': 'kube-scheduler',
  scheduler: 'kube-scheduler',
  etcd: 'etcd',
};

/** Returns the flags of every control-plane program that runs as a static pod, or inside k3s. */
export function buildComponentFlags({ pods, nodes }: ComponentSlices): ComponentFlags {
  const seen = pods.filter((pod) => isControlPlanePod(pod)).flatMap(instancesOfPod);
  const nodesSeen = new Set(seen.map(({ node }) => node));
  const inProcess = nodes.filter((node) => !nodesSeen.has(node.metadata.name)).flatMap(k3sComponents);
  const instances = [...seen, ...inProcess].toSorted(
    (a, b) => byCodeUnit(a.component, b.component) || byCodeUnit(a.resource.name, b.resource.name),
  );
  return { instances };
}

/** Returns the instances of one component; none means that it is not visible. */
export function instancesOf(flags: ComponentFlags, component: Component): readonly ComponentInstance[] {
  return flags.instances.filter((instance) => instance.component === component);
}

function isControlPlanePod(pod: Pod): boolean {
  return pod.metadata.namespace === 'kube-system' && isMirrorPod(pod);
}

function instancesOfPod(pod: Pod): ComponentInstance[] {
  return pod.spec.containers.flatMap((container, index) => {
    const program = programOf(container);
    if (program === null) return [];
    return [
      {
        component: program.component,
        node: pod.spec.nodeName ?? null,
        resource: refOf(pod),
        path: `spec.containers[${index}].${container.command === undefined ? 'args' : 'command'}`,
        flags: parseFlags(program.args),
        image: container.image,
      },
    ];
  });
}

/** Finds the program's own name among the words, so that wrappers such as a shell or a log runner do not hide it. */
function programOf(container: Container): { component: Component; args: readonly string[] } | null {
  const words = [...(container.command ?? []), ...(container.args ?? [])].flatMap(wordsOf);
  for (const [index, word] of words.entries()) {
    const component = PROGRAM_NAMES[word.slice(word.lastIndexOf('/') + 1)];
    if (component !== undefined) return { component, args: words.slice(index + 1) };
  }
  // An image whose entry point is the program needs no name among its words; nothing given is nothing seen.
  const component = PROGRAM_NAMES[container.name];
  return component !== undefined && words.length > 0 ? { component, args: words } : null;
}

/** A shell gets its whole command line as one word. */
function wordsOf(word: string): string[] {
  return /\s--?\w/.test(word) && !word.startsWith('-')
    ? word.split(/\s+/).filter((part) => part !== '')
    : [word];
}
