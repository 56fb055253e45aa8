import { flagValue, parseFlags } from '#lib/analysis/control-plane/parse-flags.ts';
import { k3sServerArgs } from '#lib/analysis/control-plane/k3s-flags.ts';
import { controllerOf } from '#lib/analysis/workloads/pod-owner.ts';
import type { ConfigMap, SpecObject } from '#lib/model/cluster-objects.ts';
import { refOf } from '#lib/model/kube-object.ts';
import type { Node } from '#lib/model/node.ts';
import { byCodeUnit } from '#lib/model/order.ts';
import type { Container, Pod } from '#lib/model/pod.ts';
import { refKey, type ResourceRef } from '#lib/model/resource-ref.ts';
import { text, type Text } from '#lib/model/text.ts';
import type { Workload } from '#lib/model/workload.ts';
import { PLUGIN_SIGNATURES, type Enforcement, type PluginSignature } from './plugin-signatures.ts';

/** Something seen that tells of a network plugin. */
export interface PluginEvidence {
  readonly resource: ResourceRef;
  readonly path: string;
  readonly observed: string;
}

/** Which network engines run, and whether NetworkPolicies take effect. */
export interface NetworkPlugin {
  /** Names joined by ` + `; null where none was recognised. */
  readonly name: string | null;
  readonly enforces: Enforcement;
  readonly reason: Text;
  readonly evidence: readonly PluginEvidence[];
}

export interface PluginSlices {
  readonly daemonSets: readonly Workload[];
  readonly pods: readonly Pod[];
  readonly nodes: readonly Node[];
  readonly configMaps: readonly ConfigMap[];
  readonly customResourceDefinitions: readonly SpecObject[];
}

interface Engine extends PluginEvidence {
  readonly name: string;
  readonly enforces: Enforcement;
}

interface SeenContainer {
  readonly container: Container;
  readonly resource: ResourceRef;
  readonly path: string;
  readonly workload: string;
  /** False where the DaemonSet has pods to run and none is ready. */
  readonly isRunning: boolean;
}

/** Returns the plugin as far as it can be told; one enforcing engine is enough, as with Calico beside flannel. */
export function detectNetworkPlugin(slices: PluginSlices): NetworkPlugin {
  const seen = enginesIn(containersIn(slices), slices);
  const told = seen.filter((engine) => engine.enforces !== 'unknown' || !isToldBeside(engine, seen));
  const engines = [...told, ...k3sEngine(slices.nodes)].toSorted(
    (a, b) => byCodeUnit(a.name, b.name) || byCodeUnit(a.resource.name, b.resource.name),
  );
  const names = [...new Set(engines.map((engine) => engine.name))];
  if (names.length === 0) return unrecognised(slices);
  const name = names.join(' + ');
  const enforces = strongest(engines.map((engine) => engine.enforces));
  const evidence = engines.map(({ resource, path, observed }) => ({ resource, path, observed }));
  return { name, enforces, reason: REASONS[enforces](name), evidence };
}

/** Of the containers of one plugin, such as those of the AWS node agent, the one that knows speaks for all. */
function isToldBeside(engine: Engine, seen: readonly Engine[]): boolean {
  return seen.some(
    ({ name, enforces, resource }) =>
      enforces !== 'unknown' && name === engine.name && refKey(resource) === refKey(engine.resource),
  );
}

const REASONS: Readonly<Record<Enforcement, (name: string) => Text>> = {
  yes: (name) => text(`${name} enforces NetworkPolicies.`, `${name} 会执行 NetworkPolicy。`),
  no: (name) =>
    text(
      `${name} runs here and nothing beside it enforces NetworkPolicies.`,
      `此处运行的是 ${name}，没有任何组件执行 NetworkPolicy。`,
    ),
  unknown: (name) =>
    text(
      `${name} runs here; whether it enforces NetworkPolicies depends on a setting that could not be read.`,
      `此处运行的是 ${name}；它是否执行 NetworkPolicy 取决于无法读取的设置。`,
    ),
};

function strongest(found: readonly Enforcement[]): Enforcement {
  if (found.includes('yes')) return 'yes';
  return found.includes('unknown') ? 'unknown' : 'no';
}

/** Pods of DaemonSets are looked at too, for users who may not list DaemonSets. */
function containersIn({ daemonSets, pods }: PluginSlices): SeenContainer[] {
  const ofSets = daemonSets.flatMap((set) => {
    const { desiredNumberScheduled, numberReady } = set.status;
    const isRunning = numberReady !== 0 || desiredNumberScheduled === undefined;
    return (set.spec.template?.spec.containers ?? []).map((container, index) => ({
      container,
      resource: refOf(set),
      path: `spec.template.spec.containers[${index}].image`,
      workload: set.metadata.name,
      isRunning,
    }));
  });
  const known = new Set(daemonSets.map((set) => `${set.metadata.namespace ?? ''}/${set.metadata.name}`));
  const ofPods = pods.flatMap((pod) => {
    const owner = controllerOf(pod);
    if (owner?.kind !== 'DaemonSet' || known.has(`${pod.metadata.namespace ?? ''}/${owner.name}`)) return [];
    known.add(`${pod.metadata.namespace ?? ''}/${owner.name}`);
    return pod.spec.containers.map((container, index) => ({
      container,
      resource: refOf(pod),
      path: `spec.containers[${index}].image`,
      workload: owner.name,
      isRunning: true,
    }));
  });
  return [...ofSets, ...ofPods];
}

function enginesIn(seen: readonly SeenContainer[], { configMaps }: PluginSlices): Engine[] {
  const dataOf = (name: string) =>
    configMaps.find(({ metadata }) => metadata.name === name && metadata.namespace === 'kube-system')?.data;
  const settings = (configMap: string, key: string): string | undefined => dataOf(configMap)?.[key];
  const hasSettings = (configMap: string): boolean => dataOf(configMap) !== undefined;
  return seen.flatMap(({ container, resource, path, workload, isRunning }) => {
    const { repository, tag } = splitImage(container.image);
    const signature = PLUGIN_SIGNATURES.find((candidate) => matches(candidate, repository, workload));
    if (signature === undefined) return [];
    const args = [...(container.command ?? []), ...(container.args ?? [])];
    const enforces = isRunning ? signature.enforces({ tag, args, settings, hasSettings }) : 'unknown';
    return [{ name: signature.name, enforces, resource, path, observed: container.image }];
  });
}

function matches({ image, workload }: PluginSignature, repository: string, name: string): boolean {
  return image.test(repository) || workload?.test(name) === true;
}

/** k3s enforces policies inside its own process unless it was started with `--disable-network-policy`. */
function k3sEngine(nodes: readonly Node[]): Engine[] {
  const k3sNodes = nodes.filter((node) => node.status.nodeInfo?.kubeletVersion.includes('+k3s'));
  const servers = k3sNodes.filter((node) => k3sServerArgs(node) !== null);
  const [witness] = servers.length > 0 ? servers : k3sNodes;
  if (witness === undefined) return [];
  const values = servers.map((node) =>
    flagValue(parseFlags(k3sServerArgs(node) ?? []), 'disable-network-policy'),
  );
  const isOff = values.some((value) => value !== null && value !== 'false');
  const whenSeen = isOff ? 'no' : 'yes';
  return [
    {
      name: 'k3s',
      enforces: servers.length === 0 ? 'unknown' : whenSeen,
      resource: refOf(witness),
      path: "metadata.annotations['k3s.io/node-args']",
      observed: isOff ? '--disable-network-policy' : 'no --disable-network-policy',
    },
  ];
}

/** Traces that plugins leave on nodes and in the API; they may outlive the plugin, so they only name it. */
const TRACES: readonly { readonly name: string; readonly annotation: RegExp; readonly group: string }[] = [
  { name: 'Calico', annotation: /^projectcalico\.org\//, group: 'crd.projectcalico.org' },
  { name: 'Cilium', annotation: /cilium\.io\//, group: 'cilium.io' },
  { name: 'Antrea', annotation: /antrea\.io\//, group: 'crd.antrea.io' },
  { name: 'OVN-Kubernetes', annotation: /^k8s\.ovn\.org\//, group: 'k8s.ovn.org' },
  { name: 'flannel', annotation: /^flannel\.alpha\.coreos\.com\//, group: '' },
];

function unrecognised({ nodes, customResourceDefinitions }: PluginSlices): NetworkPlugin {
  const keys = new Set(nodes.flatMap((node) => Object.keys(node.metadata.annotations ?? {})));
  const groups = new Set(customResourceDefinitions.map(({ spec }) => spec['group']));
  const trace = TRACES.find(
    ({ annotation, group }) => [...keys].some((key) => annotation.test(key)) || groups.has(group),
  );
  const reason =
    trace === undefined
      ? text('No known network plugin was recognised.', '未识别出任何已知的网络插件。')
      : text(
          `There are traces of ${trace.name}, but none of its agents was seen running.`,
          `存在 ${trace.name} 的痕迹，但没有看到其代理程序在运行。`,
        );
  return { name: trace?.name ?? null, enforces: 'unknown', reason, evidence: [] };
}

function splitImage(image: string): { repository: string; tag: string } {
  const [path = ''] = image.split('@');
  const colon = path.lastIndexOf(':');
  const hasTag = colon > path.lastIndexOf('/');
  return { repository: hasTag ? path.slice(0, colon) : path, tag: hasTag ? path.slice(colon + 1) : '' };
}
