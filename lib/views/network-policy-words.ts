import type { LabelSelector } from '#lib/model/label-selector.ts';
import type { NetworkPolicy, NetworkPolicyPeer, NetworkPolicyPort } from '#lib/model/network.ts';

/** One other side that a rule lets through. */
export type PeerWords =
  /** Pods of the policy's own namespace; null for all of them. */
  | { readonly kind: 'pods'; readonly pods: string | null }
  /** Pods of other namespaces; null for all pods, or all namespaces. */
  | { readonly kind: 'elsewhere'; readonly pods: string | null; readonly namespaces: string | null }
  | { readonly kind: 'addresses'; readonly cidr: string; readonly except: readonly string[] };

/** A rule in words: who may, on which ports. */
export interface RuleWords {
  /** Null for everybody, inside the cluster and out. */
  readonly peers: readonly PeerWords[] | null;
  /** Null for every port. */
  readonly ports: readonly string[] | null;
}

/** One direction of a policy. */
export interface DirectionWords {
  readonly direction: 'ingress' | 'egress';
  /** Empty where nothing is let through. */
  readonly rules: readonly RuleWords[];
}

/** A policy in words. */
export interface PolicyWords {
  /** Which pods it is for; null for every pod of its namespace. */
  readonly selects: string | null;
  /** Only directions that it governs: a direction it does not name is left as it is. */
  readonly directions: readonly DirectionWords[];
}

/** Returns a policy in words; rules of a direction that `policyTypes` leaves out do nothing and are not told. */
export function policyWords({
  podSelector,
  policyTypes,
  ingress,
  egress,
}: NetworkPolicy['spec']): PolicyWords {
  const directions: DirectionWords[] = [];
  if (policyTypes.includes('Ingress')) {
    const rules = (ingress ?? []).map(({ from, ports }) => ruleWords(from, ports));
    directions.push({ direction: 'ingress', rules });
  }
  if (policyTypes.includes('Egress')) {
    const rules = (egress ?? []).map(({ to, ports }) => ruleWords(to, ports));
    directions.push({ direction: 'egress', rules });
  }
  return { selects: selectorText(podSelector), directions };
}

function ruleWords(
  peers: readonly NetworkPolicyPeer[] = [],
  ports: readonly NetworkPolicyPort[] = [],
): RuleWords {
  return {
    peers: peers.length === 0 ? null : peers.map(peerWords),
    ports: ports.length === 0 ? null : ports.map(portText),
  };
}

function peerWords({ podSelector, namespaceSelector, ipBlock }: NetworkPolicyPeer): PeerWords {
  if (ipBlock !== undefined) return { kind: 'addresses', cidr: ipBlock.cidr, except: ipBlock.except ?? [] };
  const pods = podSelector === undefined ? null : selectorText(podSelector);
  if (namespaceSelector === undefined) return { kind: 'pods', pods };
  return { kind: 'elsewhere', pods, namespaces: selectorText(namespaceSelector) };
}

function portText({ protocol, port, endPort }: NetworkPolicyPort): string {
  if (port === undefined) return protocol;
  return endPort === undefined ? `${protocol} ${port}` : `${protocol} ${port}–${endPort}`;
}

/** Returns a selector as kubectl writes it; null for one that selects everything. */
export function selectorText({ matchLabels = {}, matchExpressions = [] }: LabelSelector): string | null {
  const parts = [
    ...Object.entries(matchLabels).map(([key, value]) => `${key}=${value}`),
    ...matchExpressions.map(({ key, operator, values = [] }) => {
      switch (operator) {
        case 'Exists':
          return key;
        case 'DoesNotExist':
          return `!${key}`;
        case 'In':
          return `${key} in (${values.join(', ')})`;
        case 'NotIn':
          return `${key} notin (${values.join(', ')})`;
      }
    }),
  ];
  return parts.length === 0 ? null : parts.join(', ');
}
