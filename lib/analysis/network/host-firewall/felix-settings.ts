import { parseCidr, type AddressRange } from '#lib/analysis/network/reach/address-ranges.ts';
import { parseCalicoSelector } from '#lib/analysis/network/reach/calico-selector.ts';
import { meetsLabels } from '#lib/analysis/network/reach/label-expr.ts';
import { fieldLists, textOf } from '#lib/analysis/network/reach/raw-fields.ts';
import { failsafeDefaults } from '#lib/facts/calico-failsafe.ts';
import type { SpecObject } from '#lib/model/cluster-objects.ts';
import type { Node } from '#lib/model/node.ts';
import { byCodeUnit } from '#lib/model/order.ts';
import type { EnvVar } from '#lib/model/pod.ts';
import type { Workload } from '#lib/model/workload.ts';

/** A port of a host that no host endpoint's policy can close. */
export interface FailsafePort {
  readonly lane: 'TCP' | 'UDP';
  readonly port: number;
  /** Only for these addresses; null for all. */
  readonly net: AddressRange | null;
}

/** Where a setting comes from: a default of Calico's, a variable of its DaemonSet, or a FelixConfiguration. */
export type SettingSource =
  | { readonly kind: 'default'; readonly version: string | null }
  | { readonly kind: 'variable'; readonly name: string }
  | { readonly kind: 'object'; readonly name: string };

/** How Calico's agent on one node treats its host. */
export interface FelixSettings {
  /** Null where a setting is there and its value cannot be seen. */
  readonly inbound: readonly FailsafePort[] | null;
  readonly outbound: readonly FailsafePort[] | null;
  readonly inboundFrom: SettingSource;
  /** What becomes of traffic from a node's own pods to it (HE-12). */
  readonly fromOwnPods: 'drop' | 'accept' | 'return';
  readonly isEbpf: boolean;
}

interface FelixSources {
  readonly configurations: readonly SpecObject[];
  readonly daemonSets: readonly Workload[];
}

interface Agent {
  readonly variables: readonly EnvVar[];
  readonly version: string | null;
}

type Found = { readonly value: unknown; readonly from: SettingSource } | null;

/**
 * Returns the settings in force on a node: a variable of the agent's DaemonSet, then the FelixConfiguration of the
 * node, then the oldest one whose selector matches it, then the one named `default`, then Calico's own.
 */
export function felixSettingsOf(node: Node, sources: FelixSources): FelixSettings {
  const agent = agentOf(sources.daemonSets);
  const objects = configurationsFor(node, sources.configurations);
  const find = (field: string): Found => {
    const variable = agent.variables.find(
      ({ name }) => name.toUpperCase() === `FELIX_${field.toUpperCase()}`,
    );
    if (variable !== undefined) {
      return { value: variable.value ?? null, from: { kind: 'variable', name: variable.name } };
    }
    const object = objects.find(({ spec }) => spec[field] !== undefined && spec[field] !== null);
    return object === undefined
      ? null
      : { value: object.spec[field], from: { kind: 'object', name: object.metadata.name } };
  };
  const defaults = failsafeDefaults(agent.version);
  const inbound = find('failsafeInboundHostPorts');
  const outbound = find('failsafeOutboundHostPorts');
  const action = textOf(find('defaultEndpointToHostAction')?.value).toLowerCase();
  const ebpf = find('bpfEnabled')?.value;
  return {
    inbound: inbound === null ? portsIn(defaults.inbound.join(',')) : portsIn(inbound.value),
    outbound: outbound === null ? portsIn(defaults.outbound.join(',')) : portsIn(outbound.value),
    inboundFrom: inbound?.from ?? { kind: 'default', version: agent.version },
    fromOwnPods: action === 'accept' || action === 'return' ? action : 'drop',
    isEbpf: ebpf === true || /^(true|1|t|y|yes)$/i.test(textOf(ebpf)),
  };
}

function agentOf(daemonSets: readonly Workload[]): Agent {
  const containers = daemonSets.flatMap(({ spec }) => spec.template?.spec.containers ?? []);
  const agent = containers.find(({ image }) => /(^|\/)calico\/node[:@]|(^|\/)calico-node[:@]/.test(image));
  const tag = /:v?([\d.]+[^/@]*)(@|$)/.exec(agent?.image ?? '')?.[1] ?? null;
  return { variables: agent?.env ?? [], version: tag };
}

function configurationsFor(node: Node, all: readonly SpecObject[]): SpecObject[] {
  const { name, labels = {} } = node.metadata;
  const selecting = all
    .filter(({ spec }) => {
      const selector = parseCalicoSelector(textOf(spec['nodeSelector']));
      if (textOf(spec['nodeSelector']) === '' || selector?.kind !== 'labels') return false;
      return meetsLabels(selector.expr, labels);
    })
    .toSorted((a, b) => byCodeUnit(ageKey(a), ageKey(b)));
  const named = (wanted: string): SpecObject[] => all.filter(({ metadata }) => metadata.name === wanted);
  return [...named(`node.${name}`), ...selecting.slice(0, 1), ...named('default')];
}

function ageKey({ metadata }: SpecObject): string {
  return `${metadata.creationTimestamp ?? '9'} ${metadata.name}`;
}

/** The list of a FelixConfiguration, or the text of a variable; null where it can be read as neither. */
function portsIn(value: unknown): FailsafePort[] | null {
  if (Array.isArray(value)) {
    return fieldLists(value).flatMap(({ protocol, port, net }) =>
      portOf(textOf(protocol) || 'tcp', textOf(port), textOf(net)),
    );
  }
  if (typeof value !== 'string') return null;
  if (value.trim().toLowerCase() === 'none' || value.trim() === '') return [];
  return value.split(',').flatMap((written) => {
    const found = /^\s*(?:(tcp|udp):)?(?:(?:\[([^\]]+)\]|([\d./]+)):)?(\d{1,5})\s*$/i.exec(written);
    const [, protocol = 'tcp', six, four, port = ''] = found ?? [];
    return found === null ? [] : portOf(protocol, port, six ?? four ?? '');
  });
}

/** Only TCP and UDP are read; an address that is none gives no port, as its rule would match nothing. */
function portOf(protocol: string, port: string, net: string): FailsafePort[] {
  const lane = protocol.toUpperCase();
  if (lane !== 'TCP' && lane !== 'UDP') return [];
  const range = net === '' ? null : parseCidr(net);
  return net !== '' && range === null ? [] : [{ lane, port: Number(port), net: range }];
}
