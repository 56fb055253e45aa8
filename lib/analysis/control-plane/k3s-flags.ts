import { refOf } from '#lib/model/kube-object.ts';
import type { Node } from '#lib/model/node.ts';
import type { Component, ComponentInstance } from './component-flags.ts';
import { parseFlags, type Flags } from './parse-flags.ts';

/** k3s writes the arguments it was started with on its node: a JSON list, secrets masked. */
const K3S_ARGS = 'k3s.io/node-args';

/** k3s' own argument that hands arguments on, by component; etcd is embedded and not judged by flags. */
const HANDED_ON: Readonly<Partial<Record<Component, string>>> = {
  'kube-apiserver': 'kube-apiserver-arg',
  'kube-controller-manager': 'kube-controller-manager-arg',
  'kube-scheduler': 'kube-scheduler-arg',
};

/** What k3s itself starts its API server with, unless an argument says otherwise. */
const BUILT_IN: Readonly<Partial<Record<Component, Flags>>> = {
  'kube-apiserver': {
    'authorization-mode': ['Node,RBAC'],
    'anonymous-auth': ['false'],
    profiling: ['false'],
  },
};

/** Returns the arguments of a k3s server on this node, or null where the node tells of none. */
export function k3sServerArgs(node: Node): readonly string[] | null {
  const words = wordsIn(node.metadata.annotations?.[K3S_ARGS]);
  return words?.[0] === 'server' ? words.slice(1) : null;
}

/** Returns the control-plane programs that a k3s server runs inside its own process. */
export function k3sComponents(node: Node): ComponentInstance[] {
  const args = k3sServerArgs(node);
  if (args === null) return [];
  const own = parseFlags(args);
  return Object.entries(HANDED_ON).map(([component, argument]) => ({
    component: component as Component,
    node: node.metadata.name,
    resource: refOf(node),
    path: `metadata.annotations['${K3S_ARGS}']`,
    flags: merged(BUILT_IN[component as Component] ?? {}, own[argument] ?? []),
    image: null,
  }));
}

function merged(builtIn: Flags, handedOn: readonly string[]): Flags {
  return { ...builtIn, ...parseFlags(handedOn.map((argument) => `--${argument.replace(/^--?/, '')}`)) };
}

function wordsIn(annotation: string | undefined): readonly string[] | null {
  if (annotation === undefined) return null;
  try {
    const words: unknown = JSON.parse(annotation);
    return Array.isArray(words) && words.every((word) => typeof word === 'string') ? words : null;
  } catch {
    return null;
  }
}
