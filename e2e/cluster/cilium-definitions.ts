/** A CustomResourceDefinition, as far as the suite looks into it. */
export interface Definition {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly annotations?: Readonly<Record<string, string>> };
  readonly spec: {
    readonly group: string;
    readonly names: { readonly kind: string; readonly plural: string; readonly [field: string]: unknown };
    readonly versions: readonly {
      readonly name: string;
      readonly served: boolean;
      readonly [field: string]: unknown;
    }[];
    readonly [field: string]: unknown;
  };
}

const text = { type: 'string' };
const flag = { type: 'boolean' };
const list = (items: object) => ({ type: 'array', items });
const object = (properties: object) => ({ type: 'object', properties });

const selector = object({
  matchLabels: { type: 'object', additionalProperties: text },
  matchExpressions: list(object({ key: text, operator: text, values: list(text) })),
});
const cidrSet = list(
  object({ cidr: text, cidrGroupRef: text, cidrGroupSelector: selector, except: list(text) }),
);
const ports = list(
  object({
    ports: list(object({ port: text, endPort: { type: 'integer' }, protocol: text })),
    rules: { type: 'object', 'x-kubernetes-preserve-unknown-fields': true },
  }),
);
const icmps = list(
  object({ fields: list(object({ family: text, type: { 'x-kubernetes-int-or-string': true } })) }),
);
const services = list(
  object({
    k8sService: object({ serviceName: text, namespace: text }),
    k8sServiceSelector: object({ selector, namespace: text }),
  }),
);
const incoming = object({
  fromEndpoints: list(selector),
  fromNodes: list(selector),
  fromEntities: list(text),
  fromCIDR: list(text),
  fromCIDRSet: cidrSet,
  toPorts: ports,
  icmps,
});
const outgoing = object({
  toEndpoints: list(selector),
  toNodes: list(selector),
  toEntities: list(text),
  toCIDR: list(text),
  toCIDRSet: cidrSet,
  toFQDNs: list(object({ matchName: text, matchPattern: text })),
  toServices: services,
  toPorts: ports,
  icmps,
});
const rule = object({
  description: text,
  endpointSelector: selector,
  nodeSelector: selector,
  enableDefaultDeny: object({ ingress: flag, egress: flag }),
  ingress: list(incoming),
  ingressDeny: list(incoming),
  egress: list(outgoing),
  egressDeny: list(outgoing),
});

/** Returns structural definitions of Cilium's policy kinds, written from what is documented of their fields. */
export function ciliumDefinitions(): Definition[] {
  const policy = { spec: rule, specs: list(rule) };
  const group = { spec: object({ externalCIDRs: list(text) }) };
  return [
    definition(['CiliumNetworkPolicy', 'ciliumnetworkpolicies', 'Namespaced'], policy),
    definition(['CiliumClusterwideNetworkPolicy', 'ciliumclusterwidenetworkpolicies', 'Cluster'], policy),
    definition(['CiliumCIDRGroup', 'ciliumcidrgroups', 'Cluster'], group),
  ];
}

function definition(
  [kind, plural, scope]: readonly [string, string, string],
  properties: object,
): Definition {
  return {
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    metadata: { name: `${plural}.cilium.io` },
    spec: {
      group: 'cilium.io',
      names: { kind, plural, singular: kind.toLowerCase(), listKind: `${kind}List` },
      scope,
      versions: [
        { name: 'v2', served: true, storage: true, schema: { openAPIV3Schema: object(properties) } },
      ],
    },
  };
}
