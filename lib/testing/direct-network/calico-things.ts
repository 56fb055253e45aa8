import { isInAny } from './addresses.ts';
import type { HostEndpointManifest, Labels, Manifest, NetworkManifests } from './manifests.ts';
import { addressOf, type Packet, type Party, type PodParty } from './parties.ts';

/** An endpoint or a network set: what Calico's selectors know. */
export interface CalicoThing {
  readonly labels: Labels;
  /** Null for what belongs to no namespace. */
  readonly namespace: string | null;
  readonly namespaceLabels: Labels;
  readonly serviceAccount: { readonly name: string; readonly labels: Labels } | null;
  readonly isSet: boolean;
  readonly isHost?: boolean;
}

/** CA-18: returns a pod with its own labels and those it inherits; its own win. */
export function podThing(objects: NetworkManifests, pod: PodParty): CalicoThing {
  const name = pod.pod.spec.serviceAccountName ?? 'default';
  const account = (objects.serviceAccounts ?? []).find(
    ({ metadata }) => metadata.namespace === pod.namespace && metadata.name === name,
  );
  const accountLabels = account?.metadata.labels ?? {};
  return {
    labels: {
      ...prefixed('pcsa.', accountLabels),
      ...prefixed('pcns.', pod.namespaceLabels),
      'projectcalico.org/namespace': pod.namespace,
      'projectcalico.org/serviceaccount': name,
      'projectcalico.org/orchestrator': 'k8s',
      ...pod.labels,
    },
    namespace: pod.namespace,
    namespaceLabels: { ...pod.namespaceLabels, 'projectcalico.org/name': pod.namespace },
    serviceAccount: { name, labels: { ...accountLabels, 'projectcalico.org/name': name } },
    isSet: false,
  };
}

function prefixed(prefix: string, labels: Labels): Labels {
  return Object.fromEntries(Object.entries(labels).map(([key, value]) => [prefix + key, value]));
}

/** CA-13: returns everything Calico knows the party by: its endpoint, and every network set with its address. */
export function thingsOf(objects: NetworkManifests, packet: Packet, party: Party): readonly CalicoThing[] {
  const address = addressOf(party, packet.family);
  const { calicoNetworkSets = [], calicoGlobalNetworkSets = [] } = objects;
  const sets = [...calicoNetworkSets, ...calicoGlobalNetworkSets]
    .filter(({ spec }) => isInAny(spec.nets ?? [], address))
    .map((set) => setThing(objects, set));
  // HE-3: host endpoints are known by the addresses they name.
  const hosts = (objects.calicoHostEndpoints ?? [])
    .filter(({ spec }) => isInAny(spec.expectedIPs ?? [], address))
    .map((one) => hostThing(objects, one));
  return [...(party.kind === 'pod' ? [podThing(objects, party)] : []), ...hosts, ...sets];
}

/** CA-18: a host endpoint takes over labels of its profiles, the first before the next; its own win. */
export function hostThing(
  { calicoProfiles = [] }: NetworkManifests,
  { metadata, spec }: HostEndpointManifest,
): CalicoThing {
  const inherited = (spec.profiles ?? []).map(
    (name) => calicoProfiles.find((one) => one.metadata.name === name)?.spec.labelsToApply ?? {},
  );
  const labels: Labels = Object.assign({}, ...inherited.toReversed(), metadata.labels) as Labels;
  return { labels, namespace: null, namespaceLabels: {}, serviceAccount: null, isSet: false, isHost: true };
}

/** CA-18: a network set inherits the labels of its namespace. */
function setThing(objects: NetworkManifests, { metadata }: Manifest<object>): CalicoThing {
  const { namespace, labels = {} } = metadata;
  const apart = { serviceAccount: null, isSet: true };
  if (namespace === undefined) return { labels, namespace: null, namespaceLabels: {}, ...apart };
  const found = (objects.namespaces ?? []).find((one) => one.metadata.name === namespace);
  const own = { ...found?.metadata.labels, 'kubernetes.io/metadata.name': namespace };
  return {
    labels: { ...prefixed('pcns.', own), 'projectcalico.org/namespace': namespace, ...labels },
    namespace,
    namespaceLabels: { ...own, 'projectcalico.org/name': namespace },
    ...apart,
  };
}
