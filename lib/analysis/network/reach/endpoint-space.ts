import type { SpecObject } from '#lib/model/cluster-objects.ts';
import type { Node } from '#lib/model/node.ts';
import { FAMILIES, parseAddress, type AddressRange, type Family } from './address-ranges.ts';
import type { NamedPort, PodEndpoint } from './pod-endpoints.ts';
import { podLabel } from './pod-label.ts';
import { TextNumbers } from './text-numbers.ts';
import { atomAt, atomsOf, type Relevance } from './visit-plan.ts';

type Labels = Readonly<Record<string, string>>;

/** Pods that no policy of the plan can tell apart. */
export interface PodClass {
  readonly namespace: string;
  /** Of the keys that matter, with those it inherits. */
  readonly labels: Labels;
  readonly namedPorts: readonly NamedPort[];
  /** A number for its named ports, the same wherever these are the same; 0 is none. */
  readonly portTable: number;
  /** The atom its address of a family is in; null without such an address. */
  readonly atoms: Readonly<Record<Family, number | null>>;
  readonly isAddressKnown: boolean;
  /** Indexes in the list of pods, ascending. */
  readonly pods: number[];
}

/** Hosts that no policy can tell apart: nodes, and pods on the network of a node that was not read. */
export interface HostClass {
  readonly labels: Labels;
  readonly atoms: Readonly<Record<Family, readonly number[]>>;
  readonly isAddressKnown: boolean;
  /** It stands for a host as its own pods see it; then it holds no node. */
  readonly isOwn: boolean;
  readonly nodes: string[];
  /** Indexes of pods that share such a host's network. */
  readonly pods: number[];
}

/** All parties of traffic: classes of pods, classes of hosts, and the address ranges that are neither. */
export interface EndpointSpace {
  /** What its classes were told apart by. */
  readonly relevance: Relevance;
  readonly pods: readonly PodEndpoint[];
  readonly podClasses: readonly PodClass[];
  /** Hosts as everybody sees them, and after those, in the same order, as their own pods see them. */
  readonly hostClasses: readonly HostClass[];
  readonly atoms: Readonly<Record<Family, readonly AddressRange[]>>;
  /** The class of each pod: below `podClasses.length` one of pods, from there on one of hosts. */
  readonly classOfPod: readonly number[];
  readonly classOfNode: ReadonlyMap<string, number>;
  /** Labels of namespaces that were read. */
  readonly namespaces: ReadonlyMap<string, Labels>;
}

interface SpaceSources {
  readonly pods: readonly PodEndpoint[];
  readonly nodes: readonly Node[];
  readonly namespaces: readonly SpecObject[];
  readonly serviceAccounts: ReadonlyMap<string, Labels>;
  readonly relevance: Relevance;
}

/** Returns the parties of traffic, sorted into classes by what the policies look at. */
export function buildEndpointSpace(sources: SpaceSources): EndpointSpace {
  const { pods, relevance } = sources;
  const namespaces = new Map(
    sources.namespaces.map(({ metadata }) => [metadata.name, metadata.labels ?? {}] as const),
  );
  const hosts = hostClasses(sources);
  const podClasses: PodClass[] = [];
  const classOfPod = pods.map(() => -1);
  const known = new Map<string, number>();
  const classOf = podClassifier(sources, namespaces);
  const onHost = [...pods.entries()].flatMap(([at, pod]) =>
    pod.isOnHost ? [[at, hosts.of(pod)] as const] : [],
  );
  // Classes of one namespace stand side by side: policies mostly treat them alike.
  for (const at of byNamespace(pods)) {
    const pod = pods[at];
    if (pod === undefined || pod.isOnHost) continue;
    const { key, made } = classOf(pod);
    let found = known.get(key);
    if (found === undefined) {
      found = podClasses.push({ ...made, pods: [] }) - 1;
      known.set(key, found);
    }
    podClasses[found]?.pods.push(at);
    classOfPod[at] = found;
  }
  const shift = podClasses.length;
  for (const [pod, host] of onHost) {
    classOfPod[pod] = shift + host;
    hosts.classes[host]?.pods.push(pod);
  }
  return {
    relevance,
    pods,
    podClasses,
    hostClasses: [...hosts.classes, ...hosts.classes.map(ownHost)],
    atoms: {
      IPv4: atomsOf(relevance.starts.IPv4, 'IPv4'),
      IPv6: atomsOf(relevance.starts.IPv6, 'IPv6'),
    },
    classOfPod,
    classOfNode: new Map([...hosts.ofNode].map(([name, host]) => [name, shift + host])),
    namespaces,
  };
}

function byNamespace(pods: readonly PodEndpoint[]): number[] {
  const indexes = Map.groupBy(pods.keys(), (at) => pods[at]?.namespace);
  return [...indexes.values()].flat();
}

function ownHost(host: HostClass): HostClass {
  return { ...host, isOwn: true, nodes: [], pods: [] };
}

/** Returns what tells the class of a pod, and a key that is the same for all pods of one class. */
function podClassifier(
  { relevance, serviceAccounts }: SpaceSources,
  namespaces: ReadonlyMap<string, Labels>,
): (pod: PodEndpoint) => { readonly key: string; readonly made: Omit<PodClass, 'pods'> } {
  const texts = new TextNumbers();
  const tables = new TextNumbers();
  // The first number is for what has none.
  tables.of('[]');
  return (pod) => {
    const labels: Record<string, string> = {};
    const inherited = {
      namespace: namespaces.get(pod.namespace) ?? {},
      serviceAccount: serviceAccounts.get(`${pod.namespace}/${pod.serviceAccount}`) ?? {},
    };
    let key = `${texts.of(pod.namespace)}`;
    for (const name of relevance.podLabels) {
      const value = podLabel(pod, name, inherited);
      if (value !== undefined) labels[name] = value;
      key += value === undefined ? ',' : `,${texts.of(value)}`;
    }
    const atom = (family: Family): number | null => {
      const value = pod.addresses[family];
      return value === undefined ? null : atomAt(relevance.starts[family], value);
    };
    const atoms = { IPv4: atom('IPv4'), IPv6: atom('IPv6') };
    const namedPorts = pod.namedPorts.filter(({ name }) => relevance.portNames.has(name));
    const portTable = namedPorts.length === 0 ? 0 : tables.of(JSON.stringify(namedPorts));
    const { namespace, isAddressKnown } = pod;
    key += `,${portTable},${atoms.IPv4 ?? ''},${atoms.IPv6 ?? ''},${isAddressKnown}`;
    return { key, made: { namespace, labels, namedPorts, portTable, atoms, isAddressKnown } };
  };
}

interface Hosts {
  readonly classes: HostClass[];
  readonly ofNode: Map<string, number>;
  /** The host a pod on its network is on; one of its own where the node was not read. */
  readonly of: (pod: PodEndpoint) => number;
}

function hostClasses({ nodes, relevance }: SpaceSources): Hosts {
  const classes: HostClass[] = [];
  const known = new Map<string, number>();
  const classOf = (labels: Labels, values: readonly { family: Family; value: bigint }[]): number => {
    const kept = Object.fromEntries(
      [...relevance.hostLabels].flatMap((key) => (labels[key] === undefined ? [] : [[key, labels[key]]])),
    ) as Labels;
    const atoms = (family: Family): number[] => [
      ...new Set(
        values
          .filter((one) => one.family === family)
          .map(({ value }) => atomAt(relevance.starts[family], value)),
      ),
    ];
    const made = {
      labels: kept,
      atoms: { IPv4: atoms('IPv4'), IPv6: atoms('IPv6') },
      isAddressKnown: values.length > 0,
    };
    const key = JSON.stringify(made);
    const found = known.get(key) ?? classes.push({ ...made, isOwn: false, nodes: [], pods: [] }) - 1;
    known.set(key, found);
    return found;
  };
  const ofNode = new Map<string, number>();
  for (const node of nodes) {
    const addresses = (node.status.addresses ?? []).flatMap(({ address }) => parseAddress(address) ?? []);
    const host = classOf(node.metadata.labels ?? {}, addresses);
    classes[host]?.nodes.push(node.metadata.name);
    ofNode.set(node.metadata.name, host);
  }
  const of = (pod: PodEndpoint): number => {
    const known_ = pod.node === null ? undefined : ofNode.get(pod.node);
    if (known_ !== undefined) return known_;
    const values = FAMILIES.flatMap((family) => {
      const value = pod.addresses[family];
      return value === undefined ? [] : [{ family, value }];
    });
    return classOf({}, values);
  };
  return { classes, ofNode, of };
}
