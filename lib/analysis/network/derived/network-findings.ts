import type { PathScene } from '#lib/analysis/network/paths/path-scene.ts';
import type { PolicyRef } from '#lib/analysis/network/reach/policy-ir.ts';
import type { Node } from '#lib/model/node.ts';
import { text, type Text } from '#lib/model/text.ts';
import type { NamespaceCoverage } from './coverage.ts';
import * as say from './finding-sentences.ts';
import { METADATA_ADDRESS } from './known-targets.ts';
import type { NetworkFinding, NetworkFindingKind, NetworkStanding } from '#lib/model/network-finding.ts';
import { networkParts, type NetworkParts, type ReachedKind } from './network-parts.ts';

/** Returns what can be told of a cluster's network as a whole, kind by kind. */
export function networkFindings(scene: PathScene, nodes: readonly Node[]): NetworkFinding[] {
  return scene.reach.dataplane.enforces ? findingsOfParts(networkParts(scene, nodes)) : NOTHING_ENFORCED;
}

/** Returns in words what was derived of a network whose policies something enforces. */
export function findingsOfParts(parts: NetworkParts): NetworkFinding[] {
  const unselected = parts.unselected.map(({ namespace, name, kind }) => `${namespace}/${name}[${kind}]`);
  return [
    ...parts.coverage.map((one) =>
      finding('default-deny', say.coverageSentence(one), {
        standing: coverageStanding(one),
        subject: one.namespace,
        namespace: one.namespace,
      }),
    ),
    ...(unselected.length === 0
      ? []
      : [finding('pods-unselected', say.unselectedSentence(unselected), { workloads: unselected })]),
    ...policyFindings(parts),
    ...dnsFindings(parts),
    ...reachedFindings(parts),
  ];
}

interface About {
  readonly standing?: NetworkStanding;
  readonly subject?: string;
  readonly namespace?: string;
  readonly workloads?: readonly string[];
}

function finding(kind: NetworkFindingKind, sentence: Text, about: About = {}): NetworkFinding {
  const { standing = 'wrong', subject = '', namespace = null, workloads = [] } = about;
  return { kind, standing, subject, policy: null, namespace, workloads, sentence };
}

function ofPolicy(kind: NetworkFindingKind, policy: PolicyRef, sentence: Text): NetworkFinding {
  const { namespace } = policy;
  return { ...finding(kind, sentence, { subject: say.policyName(policy) }), policy, namespace };
}

function coverageStanding({ ingress, egress }: NamespaceCoverage): NetworkStanding {
  const open = [ingress, egress].filter(({ isDefaultDeny }) => !isDefaultDeny);
  if (open.length === 0) return 'fine';
  return open.every(
    ({ unknown, limited, allowAll, unselected }) => unknown > 0 && limited + allowAll + unselected === 0,
  )
    ? 'unknown'
    : 'wrong';
}

function policyFindings({ missingLabels, contradictions, idle }: NetworkParts): NetworkFinding[] {
  const missing = missingLabels.map((one) =>
    ofPolicy('namespace-selector-misspelt', one.ref, say.missingLabelSentence(one)),
  );
  const against = contradictions.map(({ policies: [a, b], direction }) =>
    ofPolicy('policies-contradict', a, say.contradictionSentence(a, b, direction)),
  );
  if (idle === null) return [...missing, ...against];
  const isForNobody = new Set(idle.rulesForNobody.map((one) => JSON.stringify(one)));
  const { rules, notCompared } = idle.rules;
  const same = rules.filter((one) => !isForNobody.has(JSON.stringify(one)));
  return [
    ...idle.policies.map((ref) => ofPolicy('policy-selects-nothing', ref, say.noSubjectSentence(ref))),
    ...missing,
    ...idle.rulesForNobody.map((one) => ofPolicy('rule-matches-nobody', one.ref, say.noPeerSentence(one))),
    ...same.map((one) => ofPolicy('rule-changes-nothing', one.ref, say.idleRuleSentence(one))),
    ...(notCompared === 0
      ? []
      : [finding('rule-changes-nothing', say.notComparedSentence(notCompared), { standing: 'unknown' })]),
    ...against,
  ];
}

function dnsFindings({ dns }: NetworkParts): NetworkFinding[] {
  const blocked = new Map<string, string[]>();
  for (const [protocol, { denied }] of dns) {
    for (const name of denied) blocked.set(name, [...(blocked.get(name) ?? []), protocol]);
  }
  const byProtocols = Map.groupBy(blocked, ([, protocols]) => protocols.join(' '));
  return [...byProtocols].map(([subject, list]) => {
    const workloads = list.map(([name]) => name);
    return finding('dns-blocked', say.dnsSentence(workloads, subject.split(' ')), { subject, workloads });
  });
}

function reachedFindings({ reached }: NetworkParts): NetworkFinding[] {
  return [...reached].flatMap(([kind, { allowed, denied, unknown }]) => {
    const all = allowed.length + denied.length + unknown.length;
    if (all === 0) return [];
    const told = { what: TARGET_NAMES[kind], names: allowed, all, unknown: unknown.length };
    const standing = allowed.length > 0 ? 'wrong' : unknown.length > 0 ? 'unknown' : 'fine';
    return [finding(kind, say.reachedSentence(told), { standing, workloads: allowed })];
  });
}

/** All there is to tell where nothing enforces policies. */
export const NOTHING_ENFORCED: NetworkFinding[] = [
  finding(
    'not-enforced',
    text(
      'Nothing in this cluster enforces policies: whoever is on its network reaches everything.',
      '该集群没有任何组件执行策略：网络内的任何对象都能访问一切。',
    ),
  ),
];

const TARGET_NAMES: Readonly<Record<ReachedKind, Text>> = {
  'api-server-reachable': text('the API server', ' API server'),
  'metadata-reachable': text(
    `the cloud metadata address ${METADATA_ADDRESS}`,
    `云元数据地址 ${METADATA_ADDRESS}`,
  ),
  'etcd-reachable': text('port 2379 (etcd) of a control plane node', '控制平面节点的 2379 端口（etcd）'),
  'kubelet-reachable': text(
    'port 10250 (kubelet) of a node other than their own',
    '非自身所在节点的 10250 端口（kubelet）',
  ),
  'control-plane-reachable': text(
    'ports 10257 and 10259 (controller manager, scheduler) of a control plane node',
    '控制平面节点的 10257、10259 端口（controller manager、scheduler）',
  ),
};
