import { sensitivePathOf } from '#lib/analysis/workloads/sensitive-paths.ts';
import { containersIn } from '#lib/analysis/workloads/unit-containers.ts';
import type { EscalationEdge } from '#lib/model/escalation.ts';
import type { Container, PodSpec } from '#lib/model/pod.ts';

/** How code in a pod comes to rule its node. */
export interface PodEscape {
  readonly edge: EscalationEdge;
  /** The field that lets it. */
  readonly detail: string;
}

type Capability = readonly [string, EscalationEdge];

const CAPABILITIES: readonly Capability[] = [
  ['SYS_MODULE', 'CE_MODULE_LOAD'],
  ['ALL', 'CE_MODULE_LOAD'],
  ['SYS_ADMIN', 'CE_CAP_SYS_ADMIN'],
  ['DAC_READ_SEARCH', 'CE_DAC_READ_SEARCH'],
  ['SYS_RAWIO', 'CE_SYS_RAWIO'],
  ['BPF', 'CE_BPF'],
];

/** Returns the easiest way from a pod to its node, or null where none is known. */
export function podEscapeOf(spec: PodSpec): PodEscape | null {
  const containers = containersIn(spec);
  return byWindowsHost(spec, containers) ?? byContainer(spec, containers) ?? byFolder(spec, containers);
}

function byWindowsHost(spec: PodSpec, containers: readonly Container[]): PodEscape | null {
  const contexts = [spec.securityContext, ...containers.map(({ securityContext }) => securityContext)];
  const isHost = contexts.some((context) => context?.windowsOptions?.hostProcess === true);
  return isHost ? { edge: 'CE_WINDOWS_HOSTPROCESS', detail: 'windowsOptions.hostProcess' } : null;
}

/** With a user namespace of its own, root in the pod and its capabilities are nobody's on the node. */
function byContainer(spec: PodSpec, containers: readonly Container[]): PodEscape | null {
  if (spec.hostUsers === false) return null;
  const isPrivileged = containers.some(({ securityContext }) => securityContext?.privileged === true);
  if (isPrivileged && spec.hostPID === true) return { edge: 'CE_NSENTER', detail: 'privileged, hostPID' };
  if (isPrivileged) return { edge: 'CE_PRIV_MOUNT', detail: 'privileged' };
  const added = new Set(
    containers.flatMap(({ securityContext }) => securityContext?.capabilities?.add ?? []).map(plainName),
  );
  if (spec.hostPID === true && added.has('SYS_PTRACE'))
    return { edge: 'CE_SYS_PTRACE', detail: 'hostPID, SYS_PTRACE' };
  const found = CAPABILITIES.find(([name]) => added.has(name));
  return found === undefined ? null : { edge: found[1], detail: `capabilities.add: ${found[0]}` };
}

function byFolder(spec: PodSpec, containers: readonly Container[]): PodEscape | null {
  const escapes = (spec.volumes ?? []).flatMap(({ name, hostPath }) => {
    const known = hostPath === undefined ? null : sensitivePathOf(hostPath.path);
    if (hostPath === undefined || known === null) return [];
    const mounts = containers
      .filter((one) => isRootAt(spec, one))
      .flatMap(({ volumeMounts = [] }) => volumeMounts);
    const own = mounts.filter((mount) => mount.name === name);
    if (own.length === 0) return [];
    const edge = folderEdge(
      known,
      own.some(({ readOnly }) => readOnly !== true),
    );
    return edge === null ? [] : [{ edge, detail: `hostPath ${hostPath.path}` }];
  });
  return escapes.toSorted((a, b) => FOLDER_ORDER.indexOf(a.edge) - FOLDER_ORDER.indexOf(b.edge))[0] ?? null;
}

const FOLDER_ORDER: readonly EscalationEdge[] = [
  'RUNTIME_SOCKET_NODE',
  'CE_STATIC_POD',
  'CE_KUBELET_CREDS',
  'EXPLOIT_HOST_WRITE',
  'EXPLOIT_HOST_READ',
];

function folderEdge(
  { known, kind, readOnly }: NonNullable<ReturnType<typeof sensitivePathOf>>,
  isWritable: boolean,
): EscalationEdge | null {
  if (kind === 'runtime') return 'RUNTIME_SOCKET_NODE';
  if (isWritable && known === '/etc/kubernetes') return 'CE_STATIC_POD';
  if (isWritable) return kind === 'logs' ? null : 'EXPLOIT_HOST_WRITE';
  if (kind !== 'credentials' || readOnly !== 'high') return null;
  return ['/etc/kubernetes', '/var/lib/kubelet'].includes(known) ? 'CE_KUBELET_CREDS' : 'EXPLOIT_HOST_READ';
}

/** What lies on a node belongs to root: a container that cannot be root cannot open it. */
function isRootAt({ securityContext }: PodSpec, { securityContext: own }: Container): boolean {
  if ((own?.runAsNonRoot ?? securityContext?.runAsNonRoot) === true) return false;
  return (own?.runAsUser ?? securityContext?.runAsUser ?? 0) === 0;
}

function plainName(capability: string): string {
  return capability.replace(/^CAP_/, '');
}
