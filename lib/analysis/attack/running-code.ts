import type { WorkloadUnit } from '#lib/analysis/workloads/workload-index.ts';
import type { UnknownPart } from '#lib/model/escalation.ts';
import { refOf } from '#lib/model/kube-object.ts';
import type { PodSpec } from '#lib/model/pod.ts';
import type { ServiceAccount } from '#lib/model/rbac.ts';
import type { ResourceRef } from '#lib/model/resource-ref.ts';
import { podEscapeOf, type PodEscape } from './pod-escape.ts';
import { UNKNOWN_PARTS } from './unknown-parts.ts';

/** Something that runs, with what code in it comes by. */
export interface RunningCode {
  /** The pod; the workload where only its template is known. */
  readonly ref: ResourceRef;
  readonly namespace: string;
  readonly account: string;
  /** Where it runs; null where that is not known. */
  readonly node: string | null;
  /** Whether a token of its account lies in it; null where that is not known. */
  readonly hasToken: boolean | null;
  readonly escape: PodEscape | null;
  /** Its controller puts it on another node when this one is drained. */
  readonly isMovable: boolean;
}

interface Accounts {
  readonly find: (namespace: string, name: string) => ServiceAccount | undefined;
  readonly isUnread: boolean;
}

const FIXED_OWNERS = new Set(['DaemonSet', 'Node', 'Pod']);

/** Returns every pod that runs, in the order of workloads and pods; a workload without pods stands for one. */
export function runningCode(units: readonly WorkloadUnit[], accounts: Accounts): RunningCode[] {
  return units.flatMap((unit) => {
    const running = unit.pods.map((pod) => ({ ref: refOf(pod), spec: pod.spec }));
    const template = unit.podSpecs.find(({ pod }) => pod === null);
    const specs =
      running.length > 0 || template === undefined ? running : [{ ref: unit.ref, spec: template.spec }];
    return specs.map(({ ref, spec }): RunningCode => {
      const account = spec.serviceAccountName || 'default';
      return {
        ref,
        namespace: unit.namespace,
        account,
        node: spec.nodeName || null,
        hasToken: hasToken(spec, accounts.find(unit.namespace, account), accounts.isUnread),
        escape: podEscapeOf(spec),
        isMovable: !FIXED_OWNERS.has(unit.ref.kind),
      };
    });
  });
}

/** What was mounted tells; else the pod's own word, then the account's, which says yes by itself. */
function hasToken(spec: PodSpec, account: ServiceAccount | undefined, isUnread: boolean): boolean | null {
  const legacy = `${spec.serviceAccountName || 'default'}-token-`;
  const isMounted = (spec.volumes ?? []).some(
    ({ projected, secret }) =>
      projected?.sources?.some(({ serviceAccountToken }) => serviceAccountToken !== undefined) === true ||
      secret?.secretName?.startsWith(legacy) === true,
  );
  if (isMounted) return true;
  if (spec.automountServiceAccountToken !== undefined) return spec.automountServiceAccountToken;
  if (account === undefined && isUnread) return null;
  return account?.automountServiceAccountToken ?? true;
}

/** Returns what is not known of a token that a step takes from a pod. */
export function unknownToken({ hasToken: known }: RunningCode): readonly UnknownPart[] {
  return known === null ? [UNKNOWN_PARTS.serviceAccounts] : [];
}
