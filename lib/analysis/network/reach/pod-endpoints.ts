import type { WorkloadIndex, WorkloadUnit } from '#lib/analysis/workloads/workload-index.ts';
import type { Pod, PodSpec } from '#lib/model/pod.ts';
import type { ResourceRef } from '#lib/model/resource-ref.ts';
import { FAMILIES, parseAddress, type Family } from './address-ranges.ts';
import type { Lane } from './port-sets.ts';

type Labels = Readonly<Record<string, string>>;

/** A port that a container declares by name; several may share one. */
export interface NamedPort {
  readonly name: string;
  readonly lane: Lane;
  readonly port: number;
}

/** One pod as a party of traffic: one that runs, or the one a template would make. */
export interface PodEndpoint {
  readonly namespace: string;
  readonly name: string;
  /** The workload that owns it. */
  readonly owner: ResourceRef;
  readonly labels: Labels;
  readonly serviceAccount: string;
  readonly namedPorts: readonly NamedPort[];
  /** Of its primary network; a family it has no address of is left out. */
  readonly addresses: Readonly<Partial<Record<Family, bigint>>>;
  /** False for a template or a pod of a file: it will have an address that nobody knows yet. */
  readonly isAddressKnown: boolean;
  /** It shares the network of its node, and no policy for pods sees it (NP-23). */
  readonly isOnHost: boolean;
  readonly node: string | null;
}

/**
 * Returns every pod that can send or receive: of a cluster those with an address that have not finished, and of
 * files every pod and, where a workload has none, the pod of its template (NP-26). `arePodsWhole` says that no pod
 * was left unread: a workload that an API server holds then has those pods and no others.
 */
export function podEndpoints(index: WorkloadIndex, arePodsWhole = false): PodEndpoint[] {
  return index.units.flatMap((unit) => {
    const running = unit.pods.filter((pod) => isLive(pod) || isFromFile(pod));
    if (unit.pods.length > 0) return running.map((pod) => endpointOfPod(pod, unit));
    if (arePodsWhole && unit.ref.uid !== null) return [];
    const template = unit.podSpecs.find(({ pod }) => pod === null);
    return template === undefined ? [] : [endpointOfTemplate(template.spec, unit)];
  });
}

/** CA-20: of a pod that ends, Calico writes down when its address is no longer its own. */
function isLive({ metadata, status }: Pod): boolean {
  const isReleased =
    metadata.deletionTimestamp !== undefined && metadata.annotations?.['cni.projectcalico.org/podIP'] === '';
  return !isReleased && !isFinished(status) && addressTexts(status).length > 0;
}

function isFinished({ phase }: Pod['status']): boolean {
  return phase === 'Succeeded' || phase === 'Failed';
}

/** A running pod has an address: one that nobody stored and that shows none was cut down in a file. */
function isFromFile({ metadata, status }: Pod): boolean {
  if (addressTexts(status).length > 0) return false;
  return status.phase === undefined || (status.phase === 'Running' && metadata.uid === undefined);
}

function addressTexts({ podIP, podIPs = [] }: Pod['status']): string[] {
  return [...podIPs.map(({ ip }) => ip), podIP ?? ''].filter((text) => text !== '');
}

function endpointOfPod(pod: Pod, unit: WorkloadUnit): PodEndpoint {
  const { metadata, spec, status } = pod;
  return {
    ...commonOf(spec, unit),
    name: metadata.name,
    labels: metadata.labels ?? {},
    addresses: addressesOf(addressTexts(status)),
    isAddressKnown: isLive(pod),
    node: spec.nodeName ?? null,
  };
}

function endpointOfTemplate(spec: PodSpec, unit: WorkloadUnit): PodEndpoint {
  return {
    ...commonOf(spec, unit),
    name: unit.ref.name,
    labels: unit.labels,
    addresses: {},
    isAddressKnown: false,
    node: null,
  };
}

function commonOf(spec: PodSpec, unit: WorkloadUnit) {
  return {
    namespace: unit.namespace,
    owner: unit.ref,
    serviceAccount: spec.serviceAccountName ?? 'default',
    namedPorts: namedPortsOf(spec),
    isOnHost: spec.hostNetwork === true,
  };
}

/** Init containers that are started again run beside the others and count (NP-15). */
function namedPortsOf({ containers, initContainers = [] }: PodSpec): NamedPort[] {
  const sidecars = initContainers.filter(({ restartPolicy }) => restartPolicy === 'Always');
  return [...containers, ...sidecars].flatMap(({ ports = [] }) =>
    ports.flatMap(({ name, protocol, containerPort }) =>
      name === undefined || typeof containerPort !== 'number'
        ? []
        : [{ name, lane: protocol, port: containerPort }],
    ),
  );
}

/** Returns the first address of each family. */
function addressesOf(texts: readonly string[]): Partial<Record<Family, bigint>> {
  const parsed = texts.flatMap((text) => parseAddress(text) ?? []);
  const out: Partial<Record<Family, bigint>> = {};
  for (const family of FAMILIES) {
    const found = parsed.find((one) => one.family === family);
    if (found !== undefined) out[family] = found.value;
  }
  return out;
}
