import type {
  CalicoEntity,
  CalicoRule,
  CalicoSpec,
  Manifest,
  NetworkManifests,
} from '../direct-network/manifests.ts';
import type { Random } from '../random.ts';
import {
  ACCOUNTS,
  anyBlock,
  blockOfFamily,
  maybe,
  NAMESPACES,
  PORT_NAMES,
  PORTS,
  several,
  someLabels,
} from './pools.ts';

const SELECTORS = [
  "app == 'web'",
  "app != 'web'",
  'app in {"db", "api"}',
  "app not in {'db'}",
  "has(track) || tier == 'front'",
  '!has(tier)',
  "tier starts with 'fr' && !(app == 'api')",
  "tier ends with 'ck'",
  "app contains 'b'",
  'all()',
  'all()',
  "projectcalico.org/namespace == 'red'",
  "projectcalico.org/serviceaccount == 'robot'",
  "pcns.env == 'prod'",
  "pcns.team != 'one'",
  "pcsa.duty == 'ci'",
  "kind == 'partner'",
];
const NAMESPACE_SELECTORS = [
  "env == 'prod'",
  "env != 'prod'",
  "projectcalico.org/name == 'green'",
  'has(team)',
  'all()',
  'global()',
];

/** Addresses that the first pods have, whatever namespaces they are in. */
const ENDPOINTS = NAMESPACES.flatMap((_, at) => [1, 2, 3].map((number) => `10.0.${at}.${number}`));

/** Returns tiers, policies and network sets. */
export function randomCalico(random: Random): NetworkManifests {
  const tiers = [
    {
      metadata: { name: 'front' },
      spec: { order: 100, ...maybe(random.chance(0.4), 'defaultAction', 'Pass') },
    },
    { metadata: { name: 'late' }, spec: { ...maybe(random.chance(0.5), 'order', 2_000_000) } },
    ...(random.chance(0.5) ? [{ metadata: { name: 'default' }, spec: { order: 1_000_000 } }] : []),
  ];
  const sets = (where: string | null, at: number) => ({
    metadata: {
      name: `set${at}`,
      ...(where === null ? {} : { namespace: where }),
      labels: someLabels(random, { kind: ['partner'], tier: ['front', 'back'] }),
    },
    spec: { nets: several(random, [1, 2], () => anyBlock(random).cidr) },
  });
  return {
    calicoTiers: tiers,
    calicoProfiles: random.chance(0.2) ? [profile(random, 'kns.red'), profile(random, 'ksa.red.robot')] : [],
    calicoNetworkPolicies: several(random, [2, 5], (at) => policy(random, `c${at}`, random.pick(NAMESPACES))),
    calicoGlobalNetworkPolicies: several(random, [2, 4], (at) => policy(random, `c${at}`, null)),
    calicoNetworkSets: several(random, [1, 3], (at) => sets(random.pick(NAMESPACES), at)),
    calicoGlobalNetworkSets: several(random, [1, 2], (at) => sets(null, at)),
    endpointSlices: ['red', 'green'].map((namespace) => ({
      metadata: { name: 'shop-1', namespace, labels: { 'kubernetes.io/service-name': 'shop' } },
      addressType: 'IPv4',
      endpoints: [...ENDPOINTS, '203.0.113.5'].map((address) => ({ addresses: [address] })),
      ports: [
        { port: 8080, protocol: 'TCP' },
        { port: 80, protocol: 'TCP' },
        { port: 53, protocol: 'UDP' },
      ],
    })),
  };
}

/** A profile that people changed. */
function profile(random: Random, name: string): Manifest<Pick<CalicoSpec, 'ingress' | 'egress'>> {
  const decided = (direction: 'ingress' | 'egress') =>
    rules(random, null, direction).filter(({ action }) => action !== 'Pass');
  return { metadata: { name }, spec: { ingress: decided('ingress'), egress: decided('egress') } };
}

function policy(random: Random, name: string, namespace: string | null): Manifest<CalicoSpec> {
  const types = random.pick([['Ingress'], ['Egress'], ['Ingress', 'Egress'], []] as const);
  const isGlobal = namespace === null;
  const tier = random.chance(0.03) ? 'absent' : random.pick(['default', 'front', 'front', 'late']);
  const ingress = rules(random, namespace, 'ingress');
  const egress = rules(random, namespace, 'egress');
  return {
    metadata: { name, ...(namespace === null ? {} : { namespace }) },
    spec: {
      ...maybe(random.chance(0.75), 'tier', tier),
      ...maybe(random.chance(0.7), 'order', random.pick([5, 10, 10, 500, 2000])),
      ...maybe(random.chance(0.8), 'selector', random.pick(SELECTORS)),
      ...maybe(
        isGlobal && random.chance(0.25),
        'namespaceSelector',
        random.pick(NAMESPACE_SELECTORS.slice(0, 5)),
      ),
      ...maybe(isGlobal && random.chance(0.15), 'serviceAccountSelector', "duty == 'ci'"),
      ...maybe(random.chance(0.65), 'types', types),
      ...maybe(random.chance(0.75), 'ingress', ingress),
      ...maybe(random.chance(0.5), 'egress', random.chance(0.1) ? [] : egress),
      ...(isGlobal && random.chance(0.05) ? { preDNAT: true, applyOnForward: true } : {}),
    },
  };
}

function rules(random: Random, namespace: string | null, direction: 'ingress' | 'egress'): CalicoRule[] {
  return several(random, [1, 3], (): CalicoRule => {
    const ends = {
      ...maybe(
        random.chance(direction === 'ingress' ? 0.7 : 0.2),
        'source',
        entity(random, namespace, direction === 'ingress' ? 'peer source' : 'subject'),
      ),
      ...maybe(
        random.chance(direction === 'egress' ? 0.7 : 0.2),
        'destination',
        entity(random, namespace, direction === 'egress' ? 'peer destination' : 'subject'),
      ),
    };
    return withPorts(random, {
      action: random.pick(['Allow', 'Allow', 'Allow', 'Deny', 'Pass', 'Log']),
      ...(usesNotNets(ends)
        ? { ipVersion: 4 }
        : maybe(random.chance(0.05), 'ipVersion', random.pick([4, 6]))),
      ...ends,
    });
  });
}

function usesNotNets({ source, destination }: Pick<CalicoRule, 'source' | 'destination'>): boolean {
  return source?.notNets !== undefined || destination?.notNets !== undefined;
}

type Role = 'subject' | 'peer source' | 'peer destination';

function entity(random: Random, namespace: string | null, role: Role): CalicoEntity {
  if (role !== 'subject' && random.chance(0.16))
    return {
      services: {
        name: 'shop',
        ...maybe(namespace === null || random.chance(0.8), 'namespace', random.pick(['red', 'green'])),
      },
    };
  if (random.chance(0.25)) {
    const nets = several(random, [1, 2], () => blockOfFamily(random, 4));
    return random.chance(0.4)
      ? { notNets: nets.filter((net) => net !== '0.0.0.0/0') }
      : { nets: [anyBlock(random).cidr] };
  }
  const accounts = random.pick([{ names: [random.pick(ACCOUNTS)] }, { selector: "duty == 'ci'" }]);
  return {
    ...maybe(random.chance(0.7), 'selector', random.pick(SELECTORS)),
    ...maybe(random.chance(0.25), 'notSelector', random.pick(SELECTORS)),
    ...maybe(random.chance(0.3), 'namespaceSelector', random.pick(NAMESPACE_SELECTORS)),
    ...maybe(random.chance(0.1), 'serviceAccounts', accounts),
  };
}

/** Adds a protocol, and ports where the protocol has them; a service brings its own. */
function withPorts(random: Random, rule: CalicoRule): CalicoRule {
  const isService = rule.destination?.services !== undefined;
  const kinds = ['none', 'none', 'protocol', 'not'] as const;
  const kind = random.pick(
    isService ? kinds : ([...kinds, 'ports', 'ports', 'names', 'icmp', 'from'] as const),
  );
  switch (kind) {
    case 'none':
      return rule;
    case 'protocol':
      return { ...rule, protocol: random.pick(['TCP', 'UDP', 'SCTP', 6, 47, 'ICMP', 'UDPLite']) };
    case 'not':
      return { ...rule, notProtocol: random.pick(['TCP', 'UDP', 'ICMP']) };
    case 'icmp':
      return icmpRule(random, rule);
    case 'from':
      return random.chance(0.2)
        ? { ...rule, protocol: 'TCP', source: { ...rule.source, ports: [1024] } }
        : rule;
    case 'names':
      return { ...rule, destination: { ...rule.destination, ports: [random.pick(PORT_NAMES)] } };
    case 'ports':
      return portsRule(random, rule);
  }
}

function portsRule(random: Random, rule: CalicoRule): CalicoRule {
  const low = random.pick(PORTS);
  const high = Math.max(low, random.pick(PORTS));
  const ports = random.some([low, `${low}:${high}`, random.pick(PORT_NAMES), random.pick(PORTS)], [1, 2]);
  const field = random.chance(0.75) ? { ports } : { notPorts: ports };
  const protocol = random.pick(['TCP', 'TCP', 'UDP', 'SCTP']);
  return { ...rule, protocol, destination: { ...rule.destination, ...field } };
}

function icmpRule(random: Random, rule: CalicoRule): CalicoRule {
  const message = random.pick([{ type: 8 }, { type: 3, code: 1 }, { type: 128 }]);
  const protocol = message.type === 128 ? 'ICMPv6' : 'ICMP';
  return random.chance(0.7) ? { ...rule, protocol, icmp: message } : { ...rule, protocol, notICMP: message };
}
