import type { NetworkPolicyPeer, NetworkPolicyPort } from '#lib/model/network.ts';
import type { LabelSelector } from '#lib/model/label-selector.ts';
import type { SpecObject } from '#lib/model/cluster-objects.ts';
import {
  fieldLists,
  fieldsOf,
  selectorOf,
  textOf,
  textsOf,
  type Fields,
} from '#lib/analysis/network/reach/raw-fields.ts';

export interface MultiRule {
  readonly peers: readonly NetworkPolicyPeer[];
  readonly ports: readonly NetworkPolicyPort[];
}

/** A MultiNetworkPolicy as it is served, read once (MN-1). */
export interface MultiPolicy {
  readonly namespace: string;
  readonly name: string;
  /** Definitions it is for, as `namespace/name`; empty where it does nothing (MN-2). */
  readonly networks: readonly string[];
  /** Null where the selector cannot be read. */
  readonly podSelector: LabelSelector | null;
  readonly hasTypes: boolean;
  readonly isFor: { readonly ingress: boolean; readonly egress: boolean };
  readonly ingress: readonly MultiRule[];
  readonly egress: readonly MultiRule[];
  /** Ranges of ports that this version of the kind does not have. */
  readonly hasLostRanges: boolean;
}

const POLICY_FOR = 'k8s.v1.cni.cncf.io/policy-for';

/** Returns what a MultiNetworkPolicy says; the API server fills nothing in, so a missing type is NP-2's. */
export function readMultiPolicy({ apiVersion, metadata, spec }: SpecObject): MultiPolicy {
  const namespace = metadata.namespace ?? 'default';
  const types = textsOf(spec['policyTypes']);
  const egress = fieldLists(spec['egress']);
  const hasRanges = !apiVersion.endsWith('/v1beta1');
  const rulesOf = (rules: readonly Fields[], side: 'from' | 'to'): MultiRule[] =>
    rules.map((rule) => ({
      peers: fieldLists(rule[side]).map(peerOf),
      ports: fieldLists(rule['ports']).map((port) => portOf(port, hasRanges)),
    }));
  const ingress = fieldLists(spec['ingress']);
  return {
    namespace,
    name: metadata.name,
    networks: networksOf(metadata.annotations?.[POLICY_FOR] ?? '', namespace),
    podSelector: selectorOf(spec['podSelector']),
    hasTypes: types.length > 0,
    isFor: {
      ingress: types.length === 0 || types.includes('Ingress'),
      egress: types.length === 0 ? egress.length > 0 : types.includes('Egress'),
    },
    ingress: rulesOf(ingress, 'from'),
    egress: rulesOf(egress, 'to'),
    hasLostRanges:
      !hasRanges &&
      [...ingress, ...egress].some((rule) =>
        fieldLists(rule['ports']).some(({ endPort }) => endPort !== undefined),
      ),
  };
}

function networksOf(annotation: string, namespace: string): string[] {
  const names = annotation
    .split(',')
    .map((one) => one.trim())
    .filter((one) => one !== '');
  return [...new Set(names.map((one) => (one.includes('/') ? one : `${namespace}/${one}`)))];
}

/** As Go decodes it: a selector without a value is not there. */
function peerOf(raw: Fields): NetworkPolicyPeer {
  const block = raw['ipBlock'] ?? null;
  const pods = raw['podSelector'] ?? null;
  const namespaces = raw['namespaceSelector'] ?? null;
  const podSelector = pods === null ? null : (selectorOf(pods) ?? NOBODY);
  const namespaceSelector = namespaces === null ? null : (selectorOf(namespaces) ?? NOBODY);
  return {
    ...(block === null
      ? {}
      : {
          ipBlock: {
            cidr: textOf(fieldsOf(block)['cidr']),
            except: textsOf(fieldsOf(block)['except']),
          },
        }),
    ...(podSelector === null ? {} : { podSelector }),
    ...(namespaceSelector === null ? {} : { namespaceSelector }),
  };
}

/** A selector with an operator that does not exist is refused; from a file it selects nobody. */
const NOBODY: LabelSelector = {
  matchExpressions: [
    { key: 'unreadable', operator: 'Exists' },
    { key: 'unreadable', operator: 'DoesNotExist' },
  ],
};

const PROTOCOLS = ['TCP', 'UDP', 'SCTP'] as const;

function portOf(raw: Fields, hasRanges: boolean): NetworkPolicyPort {
  const protocol = PROTOCOLS.find((one) => one === raw['protocol']) ?? 'TCP';
  const { port, endPort } = raw;
  const isPort = typeof port === 'number' || typeof port === 'string';
  return {
    protocol,
    ...(isPort ? { port } : {}),
    ...(hasRanges && typeof endPort === 'number' ? { endPort } : {}),
  };
}
