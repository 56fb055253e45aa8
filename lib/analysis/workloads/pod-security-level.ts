import type { Container, PodSecurityContext, PodSpec, Volume } from '#lib/model/pod.ts';
import { containersIn } from './unit-containers.ts';

/** The levels of the Pod Security Standards, from the one that allows most. */
export const POD_SECURITY_LEVELS = ['privileged', 'baseline', 'restricted'] as const;
export type PodSecurityLevel = (typeof POD_SECURITY_LEVELS)[number];

/** What keeps a pod from a level: the standard's own name of the control. */
export interface LevelBreak {
  /** The level that is missed; what misses baseline misses restricted as well. */
  readonly level: 'baseline' | 'restricted';
  readonly control: string;
}

type Level = LevelBreak['level'];
type Contexts = readonly (PodSecurityContext | undefined)[];

/** Everything a rule looks at. */
interface Judged {
  readonly spec: PodSpec;
  readonly containers: readonly Container[];
  /** The pod's security context and those of its containers. */
  readonly contexts: Contexts;
  readonly annotations: Readonly<Record<string, string>>;
}

interface Rule {
  readonly level: Level;
  readonly control: string;
  readonly isBroken: (judged: Judged) => boolean;
}

const ADDABLE = new Set([
  'AUDIT_WRITE',
  'CHOWN',
  'DAC_OVERRIDE',
  'FOWNER',
  'FSETID',
  'KILL',
  'MKNOD',
  'NET_BIND_SERVICE',
  'SETFCAP',
  'SETGID',
  'SETPCAP',
  'SETUID',
  'SYS_CHROOT',
]);
const PROFILES = new Set(['RuntimeDefault', 'Localhost']);
const SELINUX_TYPES = new Set([
  '',
  'container_t',
  'container_init_t',
  'container_kvm_t',
  'container_engine_t',
]);
const SYSCTLS = new Set([
  'kernel.shm_rmid_forced',
  'net.ipv4.ip_local_port_range',
  'net.ipv4.ip_local_reserved_ports',
  'net.ipv4.ip_unprivileged_port_start',
  'net.ipv4.ping_group_range',
  'net.ipv4.tcp_fin_timeout',
  'net.ipv4.tcp_keepalive_intvl',
  'net.ipv4.tcp_keepalive_probes',
  'net.ipv4.tcp_keepalive_time',
  'net.ipv4.tcp_notsent_lowat',
  'net.ipv4.tcp_rmem',
  'net.ipv4.tcp_slow_start_after_idle',
  'net.ipv4.tcp_syncookies',
  'net.ipv4.tcp_wmem',
]);
const VOLUMES = new Set([
  'configMap',
  'csi',
  'downwardAPI',
  'emptyDir',
  'ephemeral',
  'image',
  'persistentVolumeClaim',
  'projected',
  'secret',
]);
const APPARMOR_ANNOTATION = 'container.apparmor.security.beta.kubernetes.io/';

/** In the order of the standard. */
const RULES: readonly Rule[] = [
  {
    level: 'baseline',
    control: 'windowsHostProcess',
    isBroken: ({ contexts }) => contexts.some((context) => context?.windowsOptions?.hostProcess === true),
  },
  {
    level: 'baseline',
    control: 'hostNamespaces',
    isBroken: ({ spec }) => [spec.hostNetwork, spec.hostPID, spec.hostIPC].includes(true),
  },
  {
    level: 'baseline',
    control: 'privileged',
    isBroken: ({ containers }) =>
      containers.some(({ securityContext }) => securityContext?.privileged === true),
  },
  {
    level: 'baseline',
    control: 'capabilities',
    isBroken: ({ containers }) => containers.some((one) => !added(one).every((name) => ADDABLE.has(name))),
  },
  {
    level: 'baseline',
    control: 'hostPathVolumes',
    isBroken: ({ spec }) => (spec.volumes ?? []).some(({ hostPath }) => hostPath !== undefined),
  },
  {
    level: 'baseline',
    control: 'hostPorts',
    isBroken: ({ containers }) =>
      containers.some(({ ports = [] }) => ports.some(({ hostPort = 0 }) => hostPort !== 0)),
  },
  { level: 'baseline', control: 'hostProbes', isBroken: ({ containers }) => containers.some(namesHost) },
  {
    level: 'baseline',
    control: 'appArmorProfile',
    isBroken: ({ contexts, annotations }) =>
      contexts.some((context) => isOther(context?.appArmorProfile?.type, PROFILES)) ||
      Object.entries(annotations).some(
        ([name, value]) =>
          name.startsWith(APPARMOR_ANNOTATION) && !/^(|runtime\/default|localhost\/.*)$/.test(value),
      ),
  },
  { level: 'baseline', control: 'seLinuxOptions', isBroken: ({ contexts }) => contexts.some(hasOwnSelinux) },
  {
    level: 'baseline',
    control: 'procMount',
    // With a user namespace of its own the pod's /proc may stand open (from 1.35 on).
    isBroken: ({ spec, containers }) => spec.hostUsers !== false && containers.some(hasOpenProc),
  },
  {
    level: 'baseline',
    control: 'seccompProfile',
    isBroken: ({ contexts }) => contexts.some((context) => isOther(context?.seccompProfile?.type, PROFILES)),
  },
  {
    level: 'baseline',
    control: 'sysctls',
    isBroken: ({ spec }) => (spec.securityContext?.sysctls ?? []).some(({ name }) => !SYSCTLS.has(name)),
  },
  {
    level: 'restricted',
    control: 'restrictedVolumes',
    isBroken: ({ spec }) => (spec.volumes ?? []).some((volume) => !isPlainVolume(volume)),
  },
  {
    level: 'restricted',
    control: 'allowPrivilegeEscalation',
    isBroken: ({ spec, containers }) =>
      !isWindows(spec) &&
      containers.some(({ securityContext }) => securityContext?.allowPrivilegeEscalation !== false),
  },
  {
    level: 'restricted',
    control: 'runAsNonRoot',
    isBroken: ({ spec, containers }) =>
      spec.hostUsers !== false &&
      containers.some(
        ({ securityContext }) =>
          (securityContext?.runAsNonRoot ?? spec.securityContext?.runAsNonRoot) !== true,
      ),
  },
  {
    level: 'restricted',
    control: 'runAsUser',
    isBroken: ({ spec, contexts }) =>
      spec.hostUsers !== false && contexts.some((context) => context?.runAsUser === 0),
  },
  {
    level: 'restricted',
    control: 'seccompProfile',
    isBroken: ({ spec, containers }) =>
      !isWindows(spec) &&
      containers.some(
        ({ securityContext }) =>
          !PROFILES.has(
            securityContext?.seccompProfile?.type ?? spec.securityContext?.seccompProfile?.type ?? '',
          ),
      ),
  },
  {
    level: 'restricted',
    control: 'capabilities',
    isBroken: ({ spec, containers }) => !isWindows(spec) && !containers.every(dropsAll),
  },
  { level: 'restricted', control: 'procMount', isBroken: ({ containers }) => containers.some(hasOpenProc) },
];

/** Returns what keeps a pod from the levels above `privileged`, by the newest version of the standards. */
export function levelBreaks(
  spec: PodSpec,
  annotations: Readonly<Record<string, string>> = {},
): readonly LevelBreak[] {
  const containers = containersIn(spec);
  const contexts = [spec.securityContext, ...containers.map(({ securityContext }) => securityContext)];
  const judged = { spec, containers, contexts, annotations };
  return RULES.filter(({ isBroken }) => isBroken(judged)).map(({ level, control }) => ({ level, control }));
}

/** Returns the level that is kept with these breaks. */
export function levelOf(breaks: readonly LevelBreak[]): PodSecurityLevel {
  if (breaks.some(({ level }) => level === 'baseline')) return 'privileged';
  return breaks.length > 0 ? 'baseline' : 'restricted';
}

function added({ securityContext }: Container): readonly string[] {
  return securityContext?.capabilities?.add ?? [];
}

function dropsAll(container: Container): boolean {
  const drop = container.securityContext?.capabilities?.drop ?? [];
  return drop.includes('ALL') && added(container).every((name) => name === 'NET_BIND_SERVICE');
}

function isOther(value: string | undefined, allowed: ReadonlySet<string>): boolean {
  return value !== undefined && value !== '' && !allowed.has(value);
}

function hasOwnSelinux(context: Contexts[number]): boolean {
  const { type = '', user = '', role = '' } = context?.seLinuxOptions ?? {};
  return !SELINUX_TYPES.has(type) || user !== '' || role !== '';
}

function hasOpenProc({ securityContext }: Container): boolean {
  return isOther(securityContext?.procMount, new Set(['Default']));
}

function isPlainVolume(volume: Volume): boolean {
  return Object.keys(volume).every((key) => key === 'name' || VOLUMES.has(key));
}

function isWindows(spec: PodSpec): boolean {
  return spec.os?.name === 'windows';
}

const HANDLERS = ['livenessProbe', 'readinessProbe', 'startupProbe', 'lifecycle'] as const;

/** Probes and hooks may only reach the pod itself: their `host` stays empty (from 1.34 on). */
function namesHost(container: Container): boolean {
  const fields = container as unknown as Readonly<Record<string, unknown>>;
  const handlers = HANDLERS.flatMap((name) => {
    const field = recordOf(fields[name]);
    return name === 'lifecycle' ? [recordOf(field['postStart']), recordOf(field['preStop'])] : [field];
  });
  return handlers.some((handler) =>
    ['httpGet', 'tcpSocket'].some((kind) => (recordOf(handler[kind])['host'] ?? '') !== ''),
  );
}

function recordOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : {};
}
