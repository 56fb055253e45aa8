import { flagValue } from '#lib/analysis/control-plane/parse-flags.ts';
import {
  instancesOf,
  type Component,
  type ComponentFlags,
} from '#lib/analysis/control-plane/component-flags.ts';

/** A setting that decides how a port answers; `value` is null where it was not given. */
export interface DeclaredSetting {
  readonly flag: string;
  readonly value: string | null;
}

interface Declaration {
  readonly component: Component;
  readonly flags: readonly string[];
}

/** Which program's flags speak of a port. */
const DECLARATIONS: Readonly<Record<number, Declaration>> = {
  2379: { component: 'etcd', flags: ['listen-client-urls', 'client-cert-auth'] },
  2380: { component: 'etcd', flags: ['listen-peer-urls', 'peer-client-cert-auth'] },
  2381: { component: 'etcd', flags: ['listen-metrics-urls'] },
  6443: { component: 'kube-apiserver', flags: ['bind-address', 'anonymous-auth', 'client-ca-file'] },
  8080: { component: 'kube-apiserver', flags: ['insecure-port', 'insecure-bind-address'] },
  10257: { component: 'kube-controller-manager', flags: ['bind-address', 'secure-port'] },
  10259: { component: 'kube-scheduler', flags: ['bind-address', 'secure-port'] },
};

/**
 * Returns what the program behind a node's port was started with, or null where its flags cannot be seen: a
 * kubelet's settings lie in a file of the node, a managed control plane shows none.
 */
export function declaredSettings(
  flags: ComponentFlags,
  node: string,
  port: number,
): readonly DeclaredSetting[] | null {
  const declaration = DECLARATIONS[port];
  if (declaration === undefined) return null;
  const instance = instancesOf(flags, declaration.component).find((one) => one.node === node);
  if (instance === undefined) return null;
  return declaration.flags.map((flag) => ({ flag: `--${flag}`, value: flagValue(instance.flags, flag) }));
}
