import { reshape } from '#lib/objects/reshape.ts';
import { configMap } from './builders/cluster.ts';
import { agent } from './builders/layers.ts';
import type { GivenSlices } from './builders/inventory.ts';
import { daemonSet } from './builders/workloads.ts';
import { networkRecords } from './compare-network.ts';
import { directLayerVerdict, type LayerPlanes } from './direct-network/direct-layer-verdict.ts';
import type { LayerManifests } from './direct-network/layer-manifests.ts';
import type { NetworkAsk } from './direct-network/parties.ts';
import { randomLayerAsks, randomLayers } from './random-network/random-layers.ts';

/** Builds what is compared from the records of one cluster; it returns a verdict, or null where a side is not there. */
export type BuildLayerAnswering = (records: GivenSlices) => (ask: NetworkAsk) => string | null;

export interface LayerComparison {
  readonly asked: number;
  /** How many answers of each verdict were right. */
  readonly verdicts: ReadonlyMap<string, number>;
  readonly differences: readonly {
    readonly seed: number;
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
  /** One difference is enough. */
  readonly isOneEnough?: boolean;
}

/** Puts the same questions on clusters with several networks to an engine and to the direct evaluator. */
export function compareLayers(
  build: BuildLayerAnswering,
  planes: LayerPlanes,
  { clusters, questions, isOneEnough = false }: Amounts,
): LayerComparison {
  const rules = new Map<string, number>();
  const verdicts = new Map<string, number>();
  const differences: LayerComparison['differences'][number][] = [];
  for (let seed = 1; seed <= clusters; seed += 1) {
    if (isOneEnough && differences.length > 0) break;
    const objects = randomLayers(seed);
    const answer = build(recordsOf(objects));
    for (const ask of randomLayerAsks(objects, seed + 1_000_000, questions)) {
      const direct = directLayerVerdict(objects, planes, ask);
      const [told, wanted] = [answer(ask) ?? 'nobody', direct.verdict];
      if (told !== wanted) differences.push({ seed, ask, told, wanted, rules: [...direct.rules].toSorted() });
      for (const rule of direct.rules) rules.set(rule, (rules.get(rule) ?? 0) + 1);
      verdicts.set(wanted, (verdicts.get(wanted) ?? 0) + 1);
    }
  }
  return { asked: clusters * questions, verdicts, differences, rules };
}

/** Returns the records a collector makes of the manifests, and of the agents that run on every node. */
function recordsOf({
  base,
  attachments,
  delegate,
  policies,
  controller,
  isEnforced,
}: LayerManifests): GivenSlices {
  const definition = { apiVersion: 'k8s.cni.cncf.io/v1', kind: 'NetworkAttachmentDefinition' };
  const plugin = isEnforced
    ? agent('calico-node', 'quay.io/calico/node:v3.30.0')
    : agent('kube-flannel', 'ghcr.io/flannel-io/flannel:v0.27.0');
  return {
    ...networkRecords(base),
    configMaps: delegate === null ? [] : [multusWith(delegate)],
    networkAttachmentDefinitions: attachments.map((one) =>
      reshape('networkAttachmentDefinitions', { ...definition, ...one }, definition),
    ),
    multiNetworkPolicies: policies.map(({ apiVersion, ...one }) => {
      const head = { apiVersion, kind: 'MultiNetworkPolicy' };
      return reshape('multiNetworkPolicies', { ...head, ...one }, head);
    }),
    daemonSets: [plugin, ...(controller === null ? [] : [controllerWith(controller)])],
  };
}

function controllerWith(args: readonly string[]) {
  const image = 'ghcr.io/k8snetworkplumbingwg/multi-networkpolicy-iptables:v1.0.0';
  return daemonSet('multi-networkpolicy', {
    namespace: 'kube-system',
    containers: [{ name: 'multi-networkpolicy-iptables', image, args: [...args] }],
    spec: { hostNetwork: true },
  });
}

function multusWith(delegate: object) {
  const delegates = [{ type: 'flannel', name: 'flannel.1', masterplugin: true }, delegate];
  return configMap('multus-cni-config', {
    namespace: 'kube-system',
    data: { 'cni-conf.json': JSON.stringify({ type: 'multus', delegates }) },
  });
}
