import { parseAddress, type Family } from '#lib/analysis/network/reach/address-ranges.ts';
import type { Text } from '#lib/model/text.ts';
import { readFixedAddresses, type FixedAddress } from './fixed-addresses.ts';
import type { LayerPod } from './layer-pods.ts';
import { PRIMARY_KEY, type LayerNetwork } from './layer-network.ts';
import { readNetworkReport, type ReportedInterface } from './network-report.ts';
import { parseNetworkRequests } from './network-request.ts';

/** One address of an interface and how it is known. */
export interface InterfaceAddress {
  readonly text: string;
  readonly family: Family;
  readonly value: bigint;
  /** Length of its network's prefix, where the annotations tell. */
  readonly prefix: number | null;
  /** A status tells that the pod has it. */
  readonly isObserved: boolean;
  /** Who was told to give exactly this one; null where it was given freely. */
  readonly fixedBy: string | null;
}

/** Why a pod is on a network. */
export const INTERFACE_REASONS = [
  'primary',
  'default-network',
  'requested',
  'cluster-wide',
  'reported',
  'declared',
] as const;
export type InterfaceReason = (typeof INTERFACE_REASONS)[number];

export interface PodInterface {
  readonly name: string;
  /** Key of its network. */
  readonly network: string;
  readonly reason: InterfaceReason;
  /** The pod's status names it. */
  readonly isReported: boolean;
  readonly addresses: readonly InterfaceAddress[];
}

export interface PodInterfaces {
  readonly interfaces: readonly PodInterface[];
  /** What of its annotations cannot be read. */
  readonly problems: readonly Text[];
  /** Definitions it asks for. */
  readonly requested: readonly string[];
  /** Requests of a running pod that its status, where it has one, does not name. */
  readonly unfulfilled: readonly string[];
}

const REQUESTS = 'k8s.v1.cni.cncf.io/networks';
const DEFAULT_NETWORK = 'v1.multus-cni.io/default-network';

interface Wanted {
  readonly network: string;
  readonly name: string;
  /** An interface of this name was asked for, not only the next free one. */
  readonly isNamed: boolean;
  readonly reason: InterfaceReason;
  readonly fixed: readonly FixedAddress[];
}

/**
 * Returns the interfaces of a pod: the primary one, those of every pod, those it asks for, those its status
 * reports, and those that only annotations of an address manager tell of (MN-5, MN-11).
 */
export function podInterfaces(pod: LayerPod, networks: ReadonlyMap<string, LayerNetwork>): PodInterfaces {
  const { annotations, namespace } = pod;
  const report = readNetworkReport(annotations);
  const asked = parseNetworkRequests(annotations[REQUESTS] ?? '', namespace);
  const clusterWide = [...networks.values()].filter((one) => one.isClusterWide && one.key !== PRIMARY_KEY);
  const wanted: Wanted[] = [
    ...clusterWide.map(({ key }) => ({
      network: key,
      name: null,
      reason: 'cluster-wide' as const,
      fixed: [],
    })),
    ...asked.requests.map((one) => ({
      network: `${one.namespace}/${one.name}`,
      name: one.interfaceName,
      reason: 'requested' as const,
      fixed: one.addresses.map(fixedByRequest),
    })),
  ].map((one, at) => ({ ...one, name: one.name ?? `net${at + 1}`, isNamed: one.name !== null }));
  const reported = (report.interfaces ?? []).filter(({ isPrimary }) => !isPrimary);
  const { made, left, missing } = matchReports(wanted, reported);
  const unmatched = left.map((one): Draft => draftOfReport(one));
  const secondary = [...made, ...unmatched];
  const primary = primaryOf(pod, report.interfaces ?? []);
  return {
    interfaces: withFixed([primary, ...secondary], readFixedAddresses(annotations), networks).map(sealed),
    problems: [report.problem, asked.problem].flatMap((one) => one ?? []),
    requested: asked.requests.map((one) => `${one.namespace}/${one.name}`),
    unfulfilled:
      report.interfaces !== null && pod.phase === 'Running'
        ? missing.filter(({ reason }) => reason === 'requested').map(({ network }) => network)
        : [],
  };
}

/** An interface while its addresses are gathered. */
interface Draft extends Omit<PodInterface, 'addresses'> {
  readonly observed: readonly string[];
  readonly fixed: readonly FixedAddress[];
}

function fixedByRequest(written: string): FixedAddress {
  const [address = '', prefix] = written.split('/');
  return {
    manager: 'Multus',
    address,
    prefix: prefix === undefined ? null : Number(prefix),
    attachment: null,
    mayBeSecondary: true,
  };
}

function draftOfReport({ network, interfaceName, addresses }: ReportedInterface): Draft {
  return {
    name: interfaceName,
    network,
    reason: 'reported',
    isReported: true,
    observed: addresses,
    fixed: [],
  };
}

/** The annotation of a default network puts another one in the place of the cluster's (MN-4). */
function primaryOf(pod: LayerPod, reported: readonly ReportedInterface[]): Draft {
  const other = pod.annotations[DEFAULT_NETWORK]?.trim() ?? '';
  const [request] = other === '' ? [] : parseNetworkRequests(other, 'kube-system').requests;
  const report = reported.find(({ isPrimary }) => isPrimary);
  return {
    name: report?.interfaceName ?? 'eth0',
    network: request === undefined ? PRIMARY_KEY : `${request.namespace}/${request.name}`,
    reason: request === undefined ? 'primary' : 'default-network',
    isReported: report !== undefined || pod.addresses.length > 0,
    observed: [...new Set([...pod.addresses, ...(report?.addresses ?? [])])],
    fixed: [],
  };
}

interface Matched {
  readonly made: readonly Draft[];
  readonly left: readonly ReportedInterface[];
  readonly missing: readonly Wanted[];
}

/** A pod may be on one network twice: interfaces asked for by name take theirs first. */
function matchReports(wanted: readonly Wanted[], reported: readonly ReportedInterface[]): Matched {
  const left = [...reported];
  const found = new Map<Wanted, ReportedInterface>();
  const take = (one: Wanted, isTheirs: (report: ReportedInterface) => boolean): void => {
    const at = found.has(one)
      ? -1
      : left.findIndex((report) => report.network === one.network && isTheirs(report));
    const [report] = at === -1 ? [] : left.splice(at, 1);
    if (report !== undefined) found.set(one, report);
  };
  for (const one of wanted) take(one, ({ interfaceName }) => interfaceName === one.name);
  for (const one of wanted) if (!one.isNamed) take(one, () => true);
  const made = wanted.map((one): Draft => {
    const report = found.get(one);
    return {
      name: report?.interfaceName ?? one.name,
      network: one.network,
      reason: one.reason,
      isReported: report !== undefined,
      observed: report?.addresses ?? [],
      fixed: one.fixed,
    };
  });
  return { made, left, missing: wanted.filter((one) => !found.has(one)) };
}

/** Puts each address of a manager on the interface it is for; where there is none, that interface is inferred. */
function withFixed(
  drafts: readonly Draft[],
  fixed: readonly FixedAddress[],
  networks: ReadonlyMap<string, LayerNetwork>,
): readonly Draft[] {
  let out = drafts;
  for (const one of fixed) {
    const at = out.findIndex((draft) => isFor(one, draft, networks));
    out =
      at === -1
        ? [...out, inferred(one, out.length)]
        : out.map((draft, index) => (index === at ? { ...draft, fixed: [...draft.fixed, one] } : draft));
  }
  return out;
}

function isFor(one: FixedAddress, draft: Draft, networks: ReadonlyMap<string, LayerNetwork>): boolean {
  const isPrimary = draft.reason === 'primary' || draft.reason === 'default-network';
  if (!one.mayBeSecondary) return isPrimary;
  if (one.attachment !== null) return draft.network === one.attachment;
  if (draft.observed.some((written) => sameAddress(written, one.address))) return true;
  return !isPrimary && networks.get(draft.network)?.config?.ipam?.type === one.manager;
}

function sameAddress(a: string, b: string): boolean {
  const first = parseAddress(a);
  const second = parseAddress(b);
  return first !== null && second !== null && first.value === second.value;
}

/** Declared, not observed: the annotation stands, and no status and no definition tells of the interface. */
function inferred(one: FixedAddress, at: number): Draft {
  return {
    name: `net${at}`,
    network: one.attachment ?? declaredKey(one),
    reason: 'declared',
    isReported: false,
    observed: [],
    fixed: [one],
  };
}

/** Returns the name of the network that an annotation alone tells of. */
function declaredKey({ manager, address, prefix }: FixedAddress): string {
  const octets = parseAddress(address);
  if (octets === null || prefix === null) return manager;
  return `${manager} ${networkText(octets.value, prefix)}`;
}

function networkText(value: bigint, prefix: number): string {
  const size = 1n << BigInt(32 - prefix);
  const first = value - (value % size);
  const bytes = [24n, 16n, 8n, 0n].map((shift) => (first >> shift) & 0xffn);
  return `${bytes.join('.')}/${prefix}`;
}

function sealed({ observed, fixed, ...rest }: Draft): PodInterface {
  const byKey = new Map<string, InterfaceAddress>();
  for (const written of observed) {
    const [plain = ''] = written.split('/');
    const parsed = parseAddress(plain);
    if (parsed === null) continue;
    byKey.set(`${parsed.family} ${parsed.value}`, {
      text: plain,
      ...parsed,
      prefix: null,
      isObserved: true,
      fixedBy: null,
    });
  }
  for (const { address, prefix, manager } of fixed) {
    const parsed = parseAddress(address);
    if (parsed === null) continue;
    const key = `${parsed.family} ${parsed.value}`;
    const isObserved = byKey.get(key)?.isObserved ?? false;
    byKey.set(key, { text: address, ...parsed, prefix, isObserved, fixedBy: manager });
  }
  return { ...rest, addresses: [...byKey.values()] };
}
