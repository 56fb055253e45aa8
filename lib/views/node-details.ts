import type { Node } from '#lib/model/node.ts';
import type { PortSight } from '#lib/model/port-sight.ts';
import type { CertificateFacts, ProbeResult } from '#lib/model/probe.ts';
import { severityRank, type Severity } from '#lib/model/severity.ts';
import type { Locale, Text } from '#lib/model/text.ts';
import { cellId } from './exposure-matrix.ts';

const DAY_MS = 86_400_000;

/** A node's page asks for days that are few: below this a certificate is soon over. */
const SOON_DAYS = 30;

export interface PodAccess {
  readonly namespaces: readonly string[];
  readonly privileged: readonly string[];
  readonly folders: readonly { readonly path: string; readonly severity: Severity | null }[];
}

/** What the page of a node is made from. */
export interface DetailedNode {
  readonly node: Node;
  readonly record: {
    readonly name: string;
    readonly cells: readonly {
      readonly port: number;
      readonly sight: PortSight;
      readonly probes: readonly ProbeResult[];
    }[];
    readonly findings: readonly {
      readonly fingerprint: string;
      readonly severity: Severity;
      readonly title: Text;
      readonly message: Text;
    }[];
  };
  readonly pods:
    | readonly { readonly namespace: string; readonly name: string; readonly access: PodAccess }[]
    | null;
  readonly at: string;
}

/** A port of the node as one probe saw it. */
export interface NodePort {
  readonly id: string;
  readonly port: number;
  readonly address: string;
  readonly sight: PortSight;
  readonly probe: ProbeResult;
}

export interface NodeCertificate {
  readonly certificate: CertificateFacts;
  readonly ports: readonly number[];
  /** Whole days from the scan to its end; negative when it was over. */
  readonly daysLeft: number;
  readonly state: 'over' | 'soon' | 'fine';
}

export interface HostPod {
  readonly namespace: string;
  readonly name: string;
  readonly access: PodAccess;
  /** Of its folders; null where none is known to be sensitive. */
  readonly worstFolder: Severity | null;
}

export interface NodeDetails {
  /** Labels of the fact list with values that machines write; null where the node does not tell. */
  readonly facts: Readonly<Record<NodeFact, string | null>>;
  readonly taints: readonly string[];
  /** Conditions that are not as they should be. */
  readonly troubles: readonly string[];
  readonly createdAt: string | null;
  /** Those that answered, then those not reached; refused ones are only counted. */
  readonly ports: readonly NodePort[];
  readonly refused: readonly number[];
  /** Those that end first, first. */
  readonly certificates: readonly NodeCertificate[];
  /** Every answer of a kubelet on this node. */
  readonly kubelets: readonly ProbeResult[];
  readonly pods: readonly HostPod[] | null;
  readonly findings: readonly {
    readonly fingerprint: string;
    readonly severity: Severity;
    readonly title: string;
    readonly message: string;
  }[];
}

export type NodeFact = 'os' | 'kernel' | 'runtime' | 'architecture' | 'podNetwork' | 'provider';

/** Returns everything a node's page says, in the reader's language. */
export function nodeDetails({ node, record, pods, at }: DetailedNode, locale: Locale): NodeDetails {
  const looks = record.cells.flatMap((cell) => cell.probes.map((probe) => ({ cell, probe })));
  const probes = looks.map(({ probe }) => probe);
  return {
    facts: factsOf(node),
    taints: (node.spec.taints ?? []).map(taintText),
    troubles: troublesOf(node),
    createdAt: node.metadata.creationTimestamp ?? null,
    ports: looks
      .filter(({ probe }) => probe.state !== 'refused')
      .map(({ cell, probe }) => ({
        id: cellId(record.name, cell.port),
        port: cell.port,
        address: probe.target.address,
        sight: cell.sight,
        probe,
      })),
    refused: [...new Set(probes.filter(({ state }) => state === 'refused').map(({ target }) => target.port))],
    certificates: certificatesOf(probes, at),
    kubelets: probes.filter(({ service }) => service === 'kubelet' || service === 'kubelet-read-only'),
    pods: pods === null ? null : pods.map(toHostPod).toSorted(byReach),
    findings: record.findings.map(({ fingerprint, severity, title, message }) => ({
      fingerprint,
      severity,
      title: title[locale],
      message: message[locale],
    })),
  };
}

function factsOf({ spec, status: { nodeInfo } }: Node): NodeDetails['facts'] {
  return {
    os: known(nodeInfo?.osImage),
    kernel: known(nodeInfo?.kernelVersion),
    runtime: known(nodeInfo?.containerRuntimeVersion),
    architecture: known(nodeInfo?.architecture),
    podNetwork: known((spec.podCIDRs ?? [spec.podCIDR ?? '']).join(', ')),
    provider: known(spec.providerID),
  };
}

function known(value: string | undefined): string | null {
  return value === undefined || value === '' ? null : value;
}

function taintText({ key, value, effect }: { key: string; value?: string; effect: string }): string {
  return `${value === undefined || value === '' ? key : `${key}=${value}`}:${effect}`;
}

/** `Ready` should be true, every other condition of the kubelet's false. */
function troublesOf({ status, spec }: Node): string[] {
  const troubles = (status.conditions ?? [])
    .filter((condition) => condition.status !== (condition.type === 'Ready' ? 'True' : 'False'))
    .map(({ type, reason }) => (reason === undefined ? type : `${type}: ${reason}`));
  return spec.unschedulable === true ? [...troubles, 'SchedulingDisabled'] : troubles;
}

function certificatesOf(probes: readonly ProbeResult[], at: string): NodeCertificate[] {
  const shown = probes.flatMap(({ certificate, target }) =>
    certificate === null ? [] : [{ certificate, port: target.port }],
  );
  return [...Map.groupBy(shown, ({ certificate }) => certificate.fingerprint256).values()]
    .flatMap((same) => {
      const [first] = same;
      if (first === undefined) return [];
      const ports = [...new Set(same.map(({ port }) => port))];
      return [{ certificate: first.certificate, ports, ...remaining(first.certificate, at) }];
    })
    .toSorted((a, b) => a.daysLeft - b.daysLeft);
}

function remaining({ notAfter }: CertificateFacts, at: string): Pick<NodeCertificate, 'daysLeft' | 'state'> {
  const leftMs = Date.parse(notAfter) - Date.parse(at);
  const daysLeft = Math.trunc(leftMs / DAY_MS);
  return { daysLeft, state: leftMs <= 0 ? 'over' : daysLeft < SOON_DAYS ? 'soon' : 'fine' };
}

function toHostPod({ namespace, name, access }: NonNullable<DetailedNode['pods']>[number]): HostPod {
  const [worst] = access.folders
    .flatMap(({ severity }) => severity ?? [])
    .toSorted((a, b) => severityRank(a) - severityRank(b));
  return { namespace, name, access, worstFolder: worst ?? null };
}

function byReach(a: HostPod, b: HostPod): number {
  return reachOf(b) - reachOf(a);
}

/** A privileged pod has its node; the rest is ordered by what lies open to it. */
function reachOf({ access, worstFolder }: HostPod): number {
  const folder = worstFolder === null ? 0 : 5 - severityRank(worstFolder);
  return access.privileged.length * 100 + folder * 10 + access.namespaces.length;
}
