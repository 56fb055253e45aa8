import { describe, expect, it } from 'vitest';
import { deriveFacts } from '#lib/engine/derive.ts';
import { collected, type Collected } from '#lib/model/collected.ts';
import type { EscalationChain } from '#lib/model/escalation.ts';
import type { PolicyRule, Subject } from '#lib/model/rbac.ts';
import { serverVersion, node } from '#lib/testing/builders/cluster.ts';
import { inventory, type GivenSlices } from '#lib/testing/builders/inventory.ts';
import { build } from '#lib/testing/builders/objects.ts';
import {
  account,
  clusterRole,
  clusterRoleBinding,
  role,
  roleBinding,
  serviceAccount,
  user,
} from '#lib/testing/builders/rbac.ts';
import { reversed } from '#lib/testing/control-tester/run-control.ts';
import { mirrorPod } from '#lib/testing/builders/workloads.ts';
import type { SpecObject } from '#lib/model/cluster-objects.ts';

/** A small cluster in which one user holds some rights, and the way they should lead to full rights. */
export interface AttackCase {
  readonly name: string;
  /** What ann holds on the whole cluster. */
  readonly rules?: readonly PolicyRule[];
  /** What she holds in the namespace shop. */
  readonly local?: readonly PolicyRule[];
  /** Added to what the cluster holds anyway. */
  readonly slices?: GivenSlices;
  readonly version?: string;
  /** Flags of the API server beside the plain ones. */
  readonly flags?: readonly string[];
  /** The control plane is run by a provider: neither its nodes nor its flags are seen. */
  readonly isManaged?: boolean;
  /** Lists that could not be read. */
  readonly unread?: readonly string[];
  /** Who is asked about instead of ann. */
  readonly subject?: Subject;
  /** One line a step: the edge, then where it leads. Empty: no chain is known. */
  readonly expect: readonly string[];
  /** Ids of what could not be read and the chain rests on. */
  readonly unknown?: readonly string[];
}

/** Returns a rule on one resource: `verb,verb resource,resource.group name,name`. */
export function can(verbs: string, resources: string, names?: string): PolicyRule {
  const [first = ''] = resources.split(',');
  const [, ...group] = first.split('.');
  return {
    verbs: verbs.split(','),
    apiGroups: [group.join('.')],
    resources: resources.split(',').map((one) => one.split('.')[0] ?? ''),
    ...(names === undefined ? {} : { resourceNames: names.split(',') }),
  };
}

/** Returns a namespace, with the Pod Security level it enforces. */
export function namespace(name: string, level?: string): SpecObject {
  const labels = level === undefined ? {} : { 'pod-security.kubernetes.io/enforce': level };
  return build('namespaces', { kind: 'Namespace', metadata: { name, labels } }, { spec: {} });
}

/** Everything may be done by shop/robot, which is there and runs nowhere; the node cp-1 is of the control plane. */
function attackSlices(given: AttackCase): GivenSlices {
  const { rules = [], local = [], slices = {}, version = 'v1.36.3', flags = [], isManaged = false } = given;
  const ann = [user('ann')];
  const server = [
    'kube-apiserver',
    '--authorization-mode=Node,RBAC',
    '--enable-bootstrap-token-auth=true',
    ...flags,
  ];
  const manager = ['kube-controller-manager', '--cluster-signing-cert-file=/etc/kubernetes/pki/ca.crt'];
  const base = {
    version: [serverVersion(version)],
    namespaces: [namespace('shop', 'restricted'), namespace('kube-system', 'restricted')],
    nodes: [...(isManaged ? [] : [node('cp-1', { controlPlane: true })]), node('worker-1')],
    serviceAccounts: [serviceAccount('robot', { namespace: 'shop' })],
    pods: isManaged
      ? []
      : [mirrorPod('kube-apiserver', 'cp-1', server), mirrorPod('kube-controller-manager', 'cp-1', manager)],
    clusterRoles: [clusterRole('cluster-admin', [EVERYTHING]), clusterRole('anns', rules)],
    clusterRoleBindings: [
      clusterRoleBinding('anns', { role: 'ClusterRole/anns', subjects: ann }),
      clusterRoleBinding('robots', {
        role: 'ClusterRole/cluster-admin',
        subjects: [account('robot', 'shop')],
      }),
    ],
    roles: [role('anns-local', local, { namespace: 'shop' })],
    roleBindings: [
      roleBinding('anns-local', { role: 'Role/anns-local', subjects: ann }, { namespace: 'shop' }),
    ],
  };
  const names = new Set([...Object.keys(base), ...Object.keys(slices)]) as Set<keyof GivenSlices>;
  return Object.fromEntries([...names].map((name) => [name, merged(name, base, slices)])) as GivenSlices;
}

/** Runs a case and returns the chain found. */
function runAttackCase(given: AttackCase, inOrder = true): EscalationChain | null {
  const slices = attackSlices(given);
  const failed: Collected<never> = { state: 'failed', gaps: [] };
  const replaced = Object.fromEntries((given.unread ?? []).map((slice) => [slice, failed]));
  const facts = deriveFacts(
    inventory(inOrder ? slices : (reversed({ slices }).slices ?? {}), replaced),
    collected([]),
  );
  if (facts.chains.state !== 'known') throw new Error('no chains without any RBAC list');
  return facts.chains.value.chainOf(given.subject ?? user('ann'));
}

/** Returns a chain as cases write it. */
function chainLines(chain: EscalationChain | null): readonly string[] {
  return (chain?.steps ?? []).map(({ edge, params }) => `${edge} ${params['to']}`);
}

const EVERYTHING: PolicyRule = { verbs: ['*'], apiGroups: ['*'], resources: ['*'] };

/** Namespaces given stand in the place of those of the same name. */
function merged(name: keyof GivenSlices, base: GivenSlices, given: GivenSlices): readonly unknown[] {
  const added = (given[name] ?? []) as readonly { metadata?: { name: string; namespace?: string } }[];
  if (name === 'version' && added.length > 0) return added;
  const keyOf = (one: (typeof added)[number]): string =>
    `${one.metadata?.namespace ?? ''}/${one.metadata?.name ?? ''}`;
  const replaced = new Set(added.map(keyOf));
  const kept = ((base[name] ?? []) as typeof added).filter(
    (one) => one.metadata === undefined || !replaced.has(keyOf(one)),
  );
  return [...kept, ...added];
}

/** Makes a test of every case: the chain found, and what it rests on that could not be read. */
export function attackTester(title: string, cases: readonly AttackCase[]): void {
  describe(`attack ${title}`, () => {
    it.each(cases)('$name', (each) => {
      const chain = runAttackCase(each);
      const unknown = chain?.steps.flatMap((step) => step.unknown.map(({ id }) => id)) ?? [];
      expect({ steps: chainLines(chain), unknown }).toEqual({
        steps: each.expect,
        unknown: each.unknown ?? [],
      });
    });
    it('finds the same whatever the order of objects', () => {
      expect(cases.map((each) => runAttackCase(each, false))).toEqual(
        cases.map((each) => runAttackCase(each)),
      );
    });
  });
}
