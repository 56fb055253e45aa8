import { refOf } from '#lib/model/kube-object.ts';
import { isControlPlane } from '#lib/model/node.ts';
import type { Subject } from '#lib/model/rbac.ts';
import { refKey } from '#lib/model/resource-ref.ts';
import type { Attack } from './attack.ts';
import {
  accountPlaces,
  boundAccounts,
  clusterPlace,
  NODE_USER,
  onePerTarget,
  overNamespaces,
  subjectPlace,
} from './identity-places.ts';
import { member, step, type Arc, type Place } from './place.ts';
import { unknownToken, type RunningCode } from './running-code.ts';
import { UNKNOWN_PARTS } from './unknown-parts.ts';

/** Returns the pods of a namespace, or all: their tokens, and their nodes where they reach them. */
export function podsPlace(attack: Attack, namespace: string | null): Place {
  return overNamespaces({ attack, what: 'pods', namespace: namespace }, (one) => [
    ...onePerTarget(attack.codeIn(one).flatMap((code) => inside(attack, code))),
    ...(attack.isUnread('pods') ? unseenPods(attack, one) : []),
  ]);
}

/** Returns what code in one pod comes by. */
export function insidePlace(attack: Attack, code: RunningCode): Place {
  return attack.places.at(`inside:${refKey(code.ref)}`, () => ({
    shown: null,
    arcs: () => inside(attack, code),
  }));
}

function inside(attack: Attack, code: RunningCode): readonly Arc[] {
  const tokens = code.hasToken === false ? [] : accountPlaces(attack, code.namespace, code.account);
  return [
    ...tokens.map((to) => member(to, { objects: [code.ref], unknown: unknownToken(code) })),
    ...(code.escape === null ? [] : [member(podPlace(attack, code), { objects: [code.ref] })]),
  ];
}

/** Pods that could not be listed may run as any account of the namespace, and may reach a node. */
function unseenPods(attack: Attack, namespace: string): readonly Arc[] {
  const unknown = [UNKNOWN_PARTS.pods];
  const accounts = boundAccounts(attack, namespace).map((subject) =>
    member(subjectPlace(attack, subject), { unknown }),
  );
  return [...accounts, member(nodesPlace(attack), { unknown })];
}

function podPlace(attack: Attack, code: RunningCode): Place {
  return attack.places.at(`pod:${refKey(code.ref)}`, () => ({
    shown: { kind: 'pod', pod: code.ref },
    arcs: () => {
      if (code.escape === null) return [];
      const { edge, detail } = code.escape;
      const known = code.node !== null;
      const to = known ? nodePlace(attack, code.node) : nodesPlace(attack);
      return [step(edge, to, { objects: [code.ref], detail, unknown: known ? [] : [UNKNOWN_PARTS.pods] })];
    },
  }));
}

/** Returns where an attacker stands who rules a node. */
export function nodePlace(attack: Attack, name: string): Place {
  return attack.places.at(`node:${name}`, () => ({
    shown: { kind: 'node', name },
    arcs: () => [
      ...controlPlaneArcs(attack, name),
      ...onePerTarget(attack.codeOn(name).flatMap((code) => tokenArcs(attack, code))),
      ...nodeIdentityArcs(attack, name),
    ],
  }));
}

/** A node of the control plane holds the keys of the cluster, whether it is labelled or only runs its pods. */
function controlPlaneArcs(attack: Attack, name: string): readonly Arc[] {
  const labelled = attack.objects.nodes.find((node) => node.metadata.name === name && isControlPlane(node));
  const instance = attack.objects.flags.instances.find(({ node }) => node === name);
  const object = labelled === undefined ? instance?.resource : refOf(labelled);
  return object === undefined
    ? []
    : [step('NODE_CONTROL_PLANE', clusterPlace(attack), { objects: [object] })];
}

function tokenArcs(attack: Attack, code: RunningCode): readonly Arc[] {
  if (code.hasToken === false) return [];
  return accountPlaces(attack, code.namespace, code.account).map((to) =>
    step('TOKEN_STEAL', to, { objects: [code.ref], unknown: unknownToken(code) }),
  );
}

/** What a node's own identity holds beyond the tokens of its pods comes by bindings alone. */
function nodeIdentityArcs(attack: Attack, name: string): readonly Arc[] {
  const subject: Subject = { kind: 'User', name: `${NODE_USER}${name}` };
  return attack.identities.holdingOf(subject).isEmpty
    ? []
    : [step('IDENTITY_ASSUME', subjectPlace(attack, subject))];
}

/** Returns every node. */
export function nodesPlace(attack: Attack): Place {
  return attack.places.at('nodes', () => ({
    shown: null,
    arcs: () => [
      ...attack.objects.nodes.map((node) =>
        member(nodePlace(attack, node.metadata.name), { objects: [refOf(node)] }),
      ),
      ...(attack.isUnread('nodes') ? [member(clusterPlace(attack), { unknown: [UNKNOWN_PARTS.nodes] })] : []),
    ],
  }));
}
