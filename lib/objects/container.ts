import type { Container, ContainerPort, ContainerSecurityContext, EnvVar } from '#lib/model/pod.ts';
import type { KeepsCommand } from './component.ts';
import {
  checkOptional,
  each,
  inside,
  optionalRecord,
  optionalString,
  optionalStrings,
  requiredString,
} from './malformed-object.ts';
import type { Raw } from './malformed-object.ts';
import { maskArguments, maskText } from './mask-secrets.ts';

function environmentVariable(raw: Raw): EnvVar {
  const name = requiredString(raw['name'], 'name');
  const valueFrom = optionalRecord(raw['valueFrom'], 'valueFrom');
  if (valueFrom === undefined) return { name, ...felixSetting(name, raw['value']) };
  const fieldRef = optionalRecord(valueFrom['fieldRef'], 'valueFrom.fieldRef');
  if (fieldRef === undefined) return { name, valueFrom };
  const fieldPath = requiredString(fieldRef['fieldPath'], 'valueFrom.fieldRef.fieldPath');
  const full = { apiVersion: 'v1', ...fieldRef, fieldPath };
  return { name, valueFrom: { ...valueFrom, fieldRef: full } };
}

/**
 * Settings of Calico's agent that decide which ports of a host stay open, by the only form they have: a value of
 * any other form may be anything.
 */
const PORT = String.raw`\s*((tcp|udp):)?((\[[\da-f:./]+\]|\d[\d./]*):)?\d{1,5}\s*`;
const PORTS = new RegExp(`^(none|${PORT}(,${PORT})*)$`, 'i');
const FELIX_SETTINGS: Readonly<Record<string, RegExp>> = {
  FELIX_FAILSAFEINBOUNDHOSTPORTS: PORTS,
  FELIX_FAILSAFEOUTBOUNDHOSTPORTS: PORTS,
  FELIX_DEFAULTENDPOINTTOHOSTACTION: /^(drop|accept|return)$/i,
  FELIX_BPFENABLED: /^(true|false|0|1|t|f|y|n|yes|no)$/i,
};

function felixSetting(name: string, value: unknown): { value?: string } {
  const form = FELIX_SETTINGS[name.toUpperCase()];
  return typeof value === 'string' && form?.test(value) === true ? { value } : {};
}

function containerPort(raw: Raw): ContainerPort {
  checkOptional(raw['containerPort'], 'number', 'containerPort');
  checkOptional(raw['hostPort'], 'number', 'hostPort');
  return { protocol: 'TCP', ...raw } as unknown as ContainerPort;
}

function hostNetworkPort(raw: Raw): ContainerPort {
  const port = containerPort(raw);
  // On the host's network the API server sets the host port to the container's.
  return port.hostPort === undefined ? { ...port, hostPort: port.containerPort } : port;
}

function httpGet(raw: Raw): Raw {
  const { httpHeaders: _, ...rest } = raw;
  return typeof rest['path'] === 'string' ? { ...rest, path: maskText(rest['path']) } : rest;
}

/** A probe or hook: which handler it has and how often it asks, without its command line and header values. */
function handler(raw: Raw): Raw {
  const out: Record<string, unknown> = { ...raw };
  if (raw['exec'] !== undefined && raw['exec'] !== null) out['exec'] = {};
  const get = inside(raw['httpGet'], 'httpGet', httpGet);
  if (get !== undefined) out['httpGet'] = get;
  return out;
}

function lifecycle(raw: Raw): Raw {
  const out: Record<string, unknown> = { ...raw };
  for (const hook of ['postStart', 'preStop']) {
    const shaped = inside(raw[hook], hook, handler);
    if (shaped !== undefined) out[hook] = shaped;
  }
  return out;
}

function securityContext(raw: Raw): ContainerSecurityContext {
  checkOptional(raw['privileged'], 'boolean', 'privileged');
  checkOptional(raw['runAsNonRoot'], 'boolean', 'runAsNonRoot');
  checkOptional(raw['runAsUser'], 'number', 'runAsUser');
  const capabilities = optionalRecord(raw['capabilities'], 'capabilities');
  if (capabilities !== undefined) {
    optionalStrings(capabilities['add'], 'capabilities.add');
    optionalStrings(capabilities['drop'], 'capabilities.drop');
  }
  return raw;
}

/** The API server asks for a request wherever there is only a limit. */
function resources(raw: Raw): Raw {
  const limits = optionalRecord(raw['limits'], 'limits');
  const requests = optionalRecord(raw['requests'], 'requests');
  return limits === undefined ? raw : { ...raw, requests: { ...limits, ...requests } };
}

function volumeMount(raw: Raw): Raw {
  requiredString(raw['name'], 'name');
  requiredString(raw['mountPath'], 'mountPath');
  return raw;
}

function pullPolicyOf(image: string): string {
  if (image.includes('@')) return 'IfNotPresent';
  const name = image.slice(image.lastIndexOf('/') + 1);
  return !name.includes(':') || name.endsWith(':latest') ? 'Always' : 'IfNotPresent';
}

const HANDLERS = ['livenessProbe', 'readinessProbe', 'startupProbe'] as const;

/** How the containers of one pod are to be read. */
export interface ContainerRules {
  readonly keepsCommand: KeepsCommand;
  readonly hostNetwork: boolean;
}

function addCommandLine(out: Record<string, unknown>, raw: Raw): void {
  const command = optionalStrings(raw['command'], 'command');
  const args = optionalStrings(raw['args'], 'args');
  if (command !== undefined) out['command'] = maskArguments(command);
  if (args !== undefined) out['args'] = maskArguments(args);
}

const CLASS_FLAG =
  /^--(?:ingress-class|controller-class|watch-ingress-without-class|empty-ingress-class|providers\.kubernetesingress\.ingressclass)(?:=|$)/i;

/** Which Ingresses a controller serves stands among its arguments, and of any program only that is kept. */
function addClassFlags(out: Record<string, unknown>, raw: Raw): void {
  const words = ['command', 'args'].flatMap((field) => optionalStrings(raw[field], field) ?? []);
  const flags = words.filter((word) => CLASS_FLAG.test(word));
  if (flags.length > 0) out['args'] = flags;
}

/** Adds the field when the raw object has it. */
function add(out: Record<string, unknown>, field: string, value: unknown): void {
  if (value !== undefined) out[field] = value;
}

/** Returns a container's record: no values of environment variables but Felix's, no command line but a component's, and of others what classes they serve. */
export function reshapeContainer(raw: Raw, rules: ContainerRules): Container {
  const {
    command: _command,
    args: _args,
    env,
    ports,
    terminationMessagePath: _path,
    terminationMessagePolicy: _policy,
    ...out
  } = raw as Record<string, unknown>;
  out['name'] = requiredString(raw['name'], 'name');
  const image = optionalString(raw['image'], 'image') ?? '';
  out['image'] = image;
  out['imagePullPolicy'] = optionalString(raw['imagePullPolicy'], 'imagePullPolicy') ?? pullPolicyOf(image);
  add(out, 'env', each(env, 'env', environmentVariable));
  add(out, 'ports', each(ports, 'ports', rules.hostNetwork ? hostNetworkPort : containerPort));
  for (const field of HANDLERS) add(out, field, inside(raw[field], field, handler));
  add(out, 'lifecycle', inside(raw['lifecycle'], 'lifecycle', lifecycle));
  add(out, 'securityContext', inside(raw['securityContext'], 'securityContext', securityContext));
  add(out, 'resources', inside(raw['resources'], 'resources', resources));
  add(out, 'volumeMounts', each(raw['volumeMounts'], 'volumeMounts', volumeMount));
  add(
    out,
    'envFrom',
    each(raw['envFrom'], 'envFrom', (source) => source),
  );
  if (rules.keepsCommand(raw)) addCommandLine(out, raw);
  else addClassFlags(out, raw);
  return out as unknown as Container;
}
