import type { PathScene } from '#lib/analysis/network/paths/path-scene.ts';
import type { Reachability } from '#lib/analysis/network/reach/build-reach.ts';
import type { Node } from '#lib/model/node.ts';
import { byCodeUnit } from '#lib/model/order.ts';
import { text, type Text } from '#lib/model/text.ts';
import { contradictionsOf } from './contradictions.ts';
import { coverageOf } from './coverage.ts';
import * as say from './finding-sentences.ts';
import { policiesWithoutSubject, rulesWithoutPeer } from './idle-policies.ts';
import { idleRules } from './idle-rules.ts';
import { apiServerTargets, dnsTargets, METADATA_ADDRESS, nodeTargets } from './known-targets.ts';
import { missingNamespaceLabels } from './misspelt-namespaces.ts';
import type { NetworkFinding, NetworkFindingKind } from './network-finding.ts';
import { reachOfTargets, workloadName, type ReachTarget } from './target-reach.ts';

/** Returns what can be told of a cluster's network as a whole, kind by kind. */
export function networkFindings(scene: PathScene, nodes: readonly Node[]): NetworkFinding[] {
  const { reach } = scene;
  if (!reach.dataplane.enforces) return [{ kind: 'not-enforced', subject: '', sentence: NOT_ENFORCED }];
  return [
    ...coverageOf(reach).map((one) => found('default-deny', one.namespace, say.coverageSentence(one))),
    ...unselected(reach),
    ...policyFindings(reach),
    ...dnsBlocked(scene),
    ...reached(reach, { kind: 'api-server-reachable', what: API_SERVER, targets: apiServerTargets(scene) }),
    ...reached(reach, { kind: 'metadata-reachable', what: METADATA, targets: [METADATA_TARGET] }),
    ...reached(reach, {
      kind: 'etcd-reachable',
      what: ETCD,
      targets: nodeTargets(nodes, 2379, 'control-plane'),
    }),
    ...reached(reach, {
      kind: 'kubelet-reachable',
      what: KUBELET,
      targets: nodeTargets(nodes, 10_250, 'all'),
    }),
    ...reached(reach, {
      kind: 'control-plane-reachable',
      what: CONTROL_PLANE,
      targets: [10_257, 10_259].flatMap((port) => nodeTargets(nodes, port, 'control-plane')),
    }),
  ];
}

function found(kind: NetworkFindingKind, subject: string, sentence: Text): NetworkFinding {
  return { kind, subject, sentence };
}

function unselected(reach: Reachability): NetworkFinding[] {
  const names = new Set<string>();
  for (const [at, { pods }] of reach.space.podClasses.entries()) {
    const isSelected = [reach.families.IPv4, reach.families.IPv6].some(
      (matrix) => matrix.row('ingress', at) !== null || matrix.row('egress', at) !== null,
    );
    if (!isSelected) for (const pod of pods) names.add(workloadName(reach, pod));
  }
  // What was not read may select them.
  if (names.size === 0 || reach.unseen.length > 0) return [];
  return [found('pods-unselected', '', say.unselectedSentence([...names].toSorted(byCodeUnit)))];
}

function policyFindings(reach: Reachability): NetworkFinding[] {
  const missing = missingNamespaceLabels(reach).map((one) =>
    found('namespace-selector-misspelt', say.policyName(one.ref), say.missingLabelSentence(one)),
  );
  const contradictions = contradictionsOf(reach).map(({ policies: [a, b], direction }) =>
    found('policies-contradict', say.policyName(a), say.contradictionSentence(a, b, direction)),
  );
  // Pods and policies that were not read may be what a rule is for.
  if (reach.unseen.length > 0) return [...missing, ...contradictions];
  const idleOnes = policiesWithoutSubject(reach);
  const alone = rulesWithoutPeer(reach);
  const { rules, notCompared } = idleRules(reach);
  const isAlone = new Set(alone.map((one) => JSON.stringify(one)));
  const same = rules.filter((one) => !isAlone.has(JSON.stringify(one)));
  return [
    ...idleOnes.map((ref) =>
      found('policy-selects-nothing', say.policyName(ref), say.noSubjectSentence(ref)),
    ),
    ...missing,
    ...alone.map((one) => found('rule-matches-nobody', say.policyName(one.ref), say.noPeerSentence(one))),
    ...same.map((one) => found('rule-changes-nothing', say.policyName(one.ref), say.idleRuleSentence(one))),
    ...(notCompared === 0 ? [] : [found('rule-changes-nothing', '', say.notComparedSentence(notCompared))]),
    ...contradictions,
  ];
}

/** Both protocols are needed: answers that are too long for UDP are asked for again over TCP. */
function dnsBlocked(scene: PathScene): NetworkFinding[] {
  const blocked = new Map<string, string[]>();
  for (const [protocol, names] of dnsBlockedBy(scene)) {
    for (const name of names) blocked.set(name, [...(blocked.get(name) ?? []), protocol]);
  }
  const byProtocols = Map.groupBy(blocked, ([, protocols]) => protocols.join(' '));
  return [...byProtocols].map(([protocols, list]) =>
    found(
      'dns-blocked',
      protocols,
      say.dnsSentence(
        list.map(([name]) => name),
        protocols.split(' '),
      ),
    ),
  );
}

/** Returns the workloads of which some pod reaches no pod of the cluster's DNS, by protocol. */
function dnsBlockedBy(scene: PathScene): Map<'UDP' | 'TCP', readonly string[]> {
  const targets = dnsTargets(scene);
  const of = (protocol: 'UDP' | 'TCP'): readonly string[] => {
    const own = targets.filter(({ lane }) => lane === protocol);
    return own.length === 0 ? [] : reachOfTargets(scene.reach, own, 'all').denied;
  };
  return new Map([
    ['UDP', of('UDP')],
    ['TCP', of('TCP')],
  ]);
}

interface Asked {
  readonly kind: NetworkFindingKind;
  readonly what: Text;
  readonly targets: readonly ReachTarget[];
}

function reached(reach: Reachability, { kind, what, targets }: Asked): NetworkFinding[] {
  if (targets.length === 0) return [];
  const { allowed, denied, unknown } = reachOfTargets(reach, targets, 'any');
  const all = allowed.length + denied.length + unknown.length;
  if (all === 0) return [];
  return [found(kind, '', say.reachedSentence({ what, names: allowed, all, unknown: unknown.length }))];
}

const METADATA_TARGET: ReachTarget = { address: METADATA_ADDRESS, lane: 'TCP', port: 80 };
const NOT_ENFORCED = text(
  'Nothing in this cluster enforces policies: whoever is on its network reaches everything.',
  '该集群没有任何组件执行策略：网络内的任何对象都能访问一切。',
);
const API_SERVER = text('the API server', ' API server ');
const METADATA = text(`the cloud metadata address ${METADATA_ADDRESS}`, `云元数据地址 ${METADATA_ADDRESS} `);
const ETCD = text('port 2379 (etcd) of a control plane node', '控制平面节点的 2379 端口（etcd）');
const KUBELET = text(
  'port 10250 (kubelet) of a node other than their own',
  '非自身所在节点的 10250 端口（kubelet）',
);
const CONTROL_PLANE = text(
  'ports 10257 and 10259 (controller manager, scheduler) of a control plane node',
  '控制平面节点的 10257、10259 端口（controller manager、scheduler）',
);
