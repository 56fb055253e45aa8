import type { ContainerStatus, Pod, PodSpec, PodStatus, PodTemplate } from '#lib/model/pod.ts';
import { commandRule, MIRROR_ANNOTATION } from './component.ts';
import type { KeepsCommand } from './component.ts';
import { reshapeContainer } from './container.ts';
import {
  asRecord,
  checkOptional,
  each,
  inside,
  MalformedObject,
  optionalRecord,
} from './malformed-object.ts';
import type { Raw } from './malformed-object.ts';
import { slimTemplateMetadata } from './metadata.ts';
import type { ObjectType } from './object-head.ts';
import { objectHead } from './object-head.ts';
import { reshapeVolume } from './volume.ts';

const SWITCHES = [
  'hostNetwork',
  'hostPID',
  'hostIPC',
  'hostUsers',
  'shareProcessNamespace',
  'automountServiceAccountToken',
] as const;

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** Static pods have no service account: their mirror shows none, and none is filled in. */
function serviceAccountOf(raw: Raw, isMirror: boolean): string | undefined {
  checkOptional(raw['serviceAccountName'], 'string', 'serviceAccountName');
  const named = textOf(raw['serviceAccountName']) ?? textOf(raw['serviceAccount']);
  return named ?? (isMirror ? undefined : 'default');
}

interface PodRules {
  readonly keepsCommand: KeepsCommand;
  readonly isMirror: boolean;
}

function podSpec(raw: Raw, rules: PodRules): PodSpec {
  const { serviceAccount: _, terminationGracePeriodSeconds: _grace, ...rest } = raw;
  for (const field of SWITCHES) checkOptional(raw[field], 'boolean', field);
  const containerRules = { keepsCommand: rules.keepsCommand, hostNetwork: raw['hostNetwork'] === true };
  let unnamed = 0;
  // Lists of pods are cut down to what somebody needs of them; the pod is there all the same.
  const named = (item: Raw): Raw =>
    (item['name'] ?? '') === '' ? { ...item, name: `unnamed-${(unnamed += 1)}` } : item;
  const container = (item: Raw) => reshapeContainer(named(item), containerRules);
  const containers = each(raw['containers'], 'containers', container) ?? [];
  const out: Record<string, unknown> = {
    restartPolicy: 'Always',
    dnsPolicy: 'ClusterFirst',
    schedulerName: 'default-scheduler',
    enableServiceLinks: true,
    ...rest,
    securityContext: optionalRecord(raw['securityContext'], 'securityContext') ?? {},
    containers,
  };
  const initContainers = each(raw['initContainers'], 'initContainers', container);
  if (initContainers !== undefined) out['initContainers'] = initContainers;
  const ephemeral = each(raw['ephemeralContainers'], 'ephemeralContainers', container);
  if (ephemeral !== undefined) out['ephemeralContainers'] = ephemeral;
  const volumes = each(raw['volumes'], 'volumes', reshapeVolume);
  if (volumes !== undefined) out['volumes'] = volumes;
  const serviceAccountName = serviceAccountOf(raw, rules.isMirror);
  if (serviceAccountName !== undefined) out['serviceAccountName'] = serviceAccountName;
  return out as unknown as PodSpec;
}

/** State and termination messages may quote a program's output; they are left out. */
function containerStatus(raw: Raw): ContainerStatus {
  const { name, image, imageID, ready, restartCount } = raw;
  return { name, image, imageID, ready, restartCount } as ContainerStatus;
}

const STATUS_LISTS = ['containerStatuses', 'initContainerStatuses', 'ephemeralContainerStatuses'] as const;

function podStatus(raw: Raw): PodStatus {
  const { conditions: _, message: _message, ...out } = raw as Record<string, unknown>;
  checkOptional(raw['phase'], 'string', 'phase');
  for (const field of STATUS_LISTS) {
    const statuses = each(raw[field], field, containerStatus);
    if (statuses !== undefined) out[field] = statuses;
  }
  each(raw['podIPs'], 'podIPs', (address) => address);
  return out;
}

/** Returns a pod's record. */
export function reshapePod(raw: Raw, type: ObjectType): Pod {
  const head = objectHead(raw, type);
  const isMirror = head.metadata.annotations?.[MIRROR_ANNOTATION] !== undefined;
  const keepsCommand = commandRule(head.metadata.namespace, isMirror);
  const spec = inside(raw['spec'], 'spec', (source) => podSpec(source, { keepsCommand, isMirror }));
  if (spec === undefined) throw new MalformedObject('spec', 'an object');
  return { ...head, spec, status: inside(raw['status'], 'status', podStatus) ?? {} };
}

/** Returns the record of the pod a workload of this namespace would create. */
export function reshapeTemplate(raw: Raw, namespace: string | undefined): PodTemplate {
  const rules = { keepsCommand: commandRule(namespace, false), isMirror: false };
  const spec = inside(asRecord(raw['spec'], 'spec'), 'spec', (source) => podSpec(source, rules));
  if (spec === undefined) throw new MalformedObject('spec', 'an object');
  const metadata = inside(raw['metadata'], 'metadata', slimTemplateMetadata);
  return metadata === undefined ? { spec } : { metadata, spec };
}
