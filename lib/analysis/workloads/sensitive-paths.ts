import { severityRank, type Severity } from '#lib/model/severity.ts';

/** What a folder of the node gives away. */
export interface SensitivePath {
  /** The folder or file it was judged by. */
  readonly known: string;
  readonly kind: 'runtime' | 'credentials' | 'system' | 'logs';
  /** When a container may write there. */
  readonly writable: Severity;
  readonly readOnly: Severity;
}

/** Talking to the runtime's socket needs no write right on the mount. */
const RUNTIME = { kind: 'runtime', writable: 'critical', readOnly: 'critical' } as const;
const CREDENTIALS = { kind: 'credentials', writable: 'high', readOnly: 'high' } as const;
const SYSTEM = { kind: 'system', writable: 'high', readOnly: 'medium' } as const;
const LOGS = { kind: 'logs', writable: 'medium', readOnly: 'low' } as const;

const READ_FROM_ABOVE = { runtime: 'high', credentials: 'high', system: 'medium', logs: 'low' } as const;

type Known = readonly [string, Omit<SensitivePath, 'known'>];

const KNOWN: readonly Known[] = [
  ['/var/run/docker.sock', RUNTIME],
  ['/run/docker.sock', RUNTIME],
  ['/var/run/containerd', RUNTIME],
  ['/run/containerd', RUNTIME],
  ['/run/k3s/containerd', RUNTIME],
  ['/var/run/crio', RUNTIME],
  ['/run/crio', RUNTIME],
  ['/var/run/cri-dockerd.sock', RUNTIME],
  ['/var/lib/kubelet/device-plugins', SYSTEM],
  ['/var/lib/kubelet/plugins', SYSTEM],
  ['/var/lib/kubelet/plugins_registry', SYSTEM],
  ['/var/lib/etcd', CREDENTIALS],
  ['/etc/kubernetes', CREDENTIALS],
  ['/var/lib/kubelet', CREDENTIALS],
  ['/var/lib/rancher', CREDENTIALS],
  ['/root', CREDENTIALS],
  ['/home', CREDENTIALS],
  ['/etc/shadow', CREDENTIALS],
  ['/etc/ssh', CREDENTIALS],
  ['/etc', SYSTEM],
  ['/boot', SYSTEM],
  ['/dev', SYSTEM],
  ['/lib', SYSTEM],
  ['/opt/cni', SYSTEM],
  ['/proc', SYSTEM],
  ['/run', SYSTEM],
  ['/sys', SYSTEM],
  ['/usr', SYSTEM],
  ['/bin', SYSTEM],
  ['/sbin', SYSTEM],
  ['/var/run', SYSTEM],
  ['/var/lib/docker', SYSTEM],
  ['/var/lib/containerd', SYSTEM],
  ['/var/log', LOGS],
];

/** Harmless corners of the folders above that many agents read. */
const HARMLESS = [
  '/etc/localtime',
  '/etc/timezone',
  '/etc/machine-id',
  '/etc/os-release',
  '/etc/ssl/certs',
  '/etc/ca-certificates',
  '/etc/pki/ca-trust',
  '/usr/share/ca-certificates',
  '/usr/local/share/ca-certificates',
  '/usr/share/zoneinfo',
];

/**
 * Returns what a hostPath gives away, or null. A folder above sensitive ones (`/`, `/run`) holds them all and
 * counts as the worst of them; one below is judged by the nearest that is known.
 */
export function sensitivePathOf(hostPath: string): SensitivePath | null {
  const path = normalised(hostPath);
  if (HARMLESS.some((harmless) => isWithin(path, harmless))) return null;
  const held = KNOWN.filter(([known]) => known !== path && isWithin(known, path)).map(fromAbove);
  const around = KNOWN.filter(([known]) => isWithin(path, known)).toSorted(([a], [b]) => b.length - a.length);
  const [worst] = [...held, ...around.slice(0, 1)].toSorted(
    ([, a], [, b]) =>
      severityRank(a.writable) - severityRank(b.writable) ||
      severityRank(a.readOnly) - severityRank(b.readOnly),
  );
  return worst === undefined ? null : { known: worst[0], ...worst[1] };
}

/** From a folder above, the owner of a socket or key still has to let the container's user at it. */
function fromAbove([known, { kind, writable }]: Known): Known {
  return [known, { kind, writable, readOnly: READ_FROM_ABOVE[kind] }];
}

/** Returns the path without `//`, `.`, `..` and a slash at its end, as the kubelet resolves it. */
export function normalised(path: string): string {
  const parts: string[] = [];
  for (const part of path.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '' && part !== '.') parts.push(part);
  }
  return `/${parts.join('/')}`;
}

function isWithin(path: string, folder: string): boolean {
  return path === folder || folder === '/' || path.startsWith(`${folder}/`);
}
