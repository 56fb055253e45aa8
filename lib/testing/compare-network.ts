import type { SliceItems, SliceName } from '#lib/model/inventory.ts';
import { reshape } from '#lib/objects/reshape.ts';
import { directVerdict } from './direct-network/direct-verdict.ts';
import type { NetworkManifests } from './direct-network/manifests.ts';
import type { DirectDataplane, NetworkAsk } from './direct-network/parties.ts';
import { randomAsks, randomNetwork, randomPlane, type RandomPlane } from './random-network/random-network.ts';

/** Records as a collector makes them of the manifests. */
export type NetworkRecords = {
  readonly [K in keyof NetworkManifests & SliceName]?: readonly SliceItems[K][];
};

/** Builds what is compared from the records of one cluster; it returns a verdict, or null where nobody is meant. */
export type BuildNetworkAnswering = (
  records: NetworkRecords,
  plane: RandomPlane,
) => (ask: NetworkAsk) => string | null;

export interface NetworkComparison {
  readonly asked: number;
  readonly allowed: number;
  readonly unknown: number;
  /** Each told with the seed of its cluster. */
  readonly differences: readonly {
    readonly seed: number;
    readonly plane: RandomPlane;
    readonly ask: NetworkAsk;
    readonly told: string;
    readonly wanted: string;
    readonly rules: readonly string[];
  }[];
  /** How many answers each rule of the specification had a say in. */
  readonly rules: ReadonlyMap<string, number>;
}

interface Amounts {
  readonly clusters: number;
  readonly questions: number;
  /** 1 where it is left out. */
  readonly firstSeed?: number;
  /** One difference is enough. */
  readonly isOneEnough?: boolean;
}

/** Returns the plugins that random clusters run, from the known ones. */
export function provenPlanes<Plane extends DirectDataplane>(
  known: Readonly<Record<DirectDataplane['name'], Plane>>,
): Readonly<Record<RandomPlane, Plane>> {
  const cilium: Plane = { ...known.cilium, hostPolicies: 'enforced' };
  return {
    ...known,
    cilium,
    'cilium-set': { ...cilium, closedByDefault: true, addressesMatchPods: true, fromOwnNode: 'by-policy' },
    'cilium-hosts-off': { ...cilium, hostPolicies: 'inert' },
    'cilium-hosts-unsure': { ...cilium, hostPolicies: 'unknown' },
  };
}

type Difference = NetworkComparison['differences'][number];

/** Puts the same questions on random clusters to an engine and to the direct evaluator. */
export function compareNetwork(
  build: BuildNetworkAnswering,
  dataplanes: Readonly<Record<RandomPlane, DirectDataplane>>,
  { clusters, questions, firstSeed = 1, isOneEnough = false }: Amounts,
): NetworkComparison {
  const rules = new Map<string, number>();
  const verdicts = new Map<string, number>();
  const differences: Difference[] = [];
  for (let seed = firstSeed; seed < firstSeed + clusters; seed += 1) {
    if (isOneEnough && differences.length > 0) break;
    const objects = randomNetwork(seed);
    const plane = randomPlane(seed);
    const answer = build(networkRecords(objects), plane);
    for (const ask of randomAsks(objects, seed + 1_000_000, questions)) {
      const direct = directVerdict(objects, dataplanes[plane], ask);
      const [told, wanted] = [answer(ask) ?? 'nobody', direct.verdict];
      if (told !== wanted) {
        differences.push({ seed, plane, ask, told, wanted, rules: [...direct.rules].toSorted() });
      }
      for (const rule of direct.rules) countOne(rules, rule);
      countOne(verdicts, wanted);
    }
  }
  const [allowed = 0, unknown = 0] = [verdicts.get('allowed'), verdicts.get('unknown')];
  return { asked: clusters * questions, allowed, unknown, differences, rules };
}

function countOne(counts: Map<string, number>, name: string): void {
  counts.set(name, (counts.get(name) ?? 0) + 1);
}

const TYPES: Readonly<Record<keyof NetworkManifests, string>> = {
  pods: 'v1 Pod',
  namespaces: 'v1 Namespace',
  nodes: 'v1 Node',
  serviceAccounts: 'v1 ServiceAccount',
  services: 'v1 Service',
  endpointSlices: 'discovery.k8s.io/v1 EndpointSlice',
  networkPolicies: 'networking.k8s.io/v1 NetworkPolicy',
  clusterNetworkPolicies: 'policy.networking.k8s.io/v1alpha2 ClusterNetworkPolicy',
  adminNetworkPolicies: 'policy.networking.k8s.io/v1alpha1 AdminNetworkPolicy',
  baselineAdminNetworkPolicies: 'policy.networking.k8s.io/v1alpha1 BaselineAdminNetworkPolicy',
  calicoTiers: 'projectcalico.org/v3 Tier',
  calicoNetworkPolicies: 'projectcalico.org/v3 NetworkPolicy',
  calicoGlobalNetworkPolicies: 'projectcalico.org/v3 GlobalNetworkPolicy',
  calicoNetworkSets: 'projectcalico.org/v3 NetworkSet',
  calicoGlobalNetworkSets: 'projectcalico.org/v3 GlobalNetworkSet',
  calicoProfiles: 'projectcalico.org/v3 Profile',
  calicoHostEndpoints: 'projectcalico.org/v3 HostEndpoint',
  calicoFelixConfigurations: 'projectcalico.org/v3 FelixConfiguration',
  calicoIPPools: 'projectcalico.org/v3 IPPool',
  ciliumNetworkPolicies: 'cilium.io/v2 CiliumNetworkPolicy',
  ciliumClusterwideNetworkPolicies: 'cilium.io/v2 CiliumClusterwideNetworkPolicy',
  ciliumCIDRGroups: 'cilium.io/v2 CiliumCIDRGroup',
};

/** Returns the records a collector makes of the manifests. */
export function networkRecords(objects: NetworkManifests): NetworkRecords {
  const entries = (Object.keys(TYPES) as (keyof NetworkManifests)[]).map((slice) => {
    const [apiVersion = '', kind = ''] = TYPES[slice].split(' ');
    const type = { apiVersion, kind };
    return [slice, (objects[slice] ?? []).map((one) => reshape(slice, { ...type, ...one }, type))] as const;
  });
  return Object.fromEntries(entries) as NetworkRecords;
}
