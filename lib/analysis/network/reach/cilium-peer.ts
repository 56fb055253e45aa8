import type { SpecObject } from '#lib/model/cluster-objects.ts';
import type { EndpointSlice, Service } from '#lib/model/network.ts';
import { text } from '#lib/model/text.ts';
import { parseCidr, wholeFamily } from './address-ranges.ts';
import { ciliumLabels, namesNamespace } from './cilium-labels.ts';
import type { CiliumContext } from './cilium-plan.ts';
import { labelExprOf, meetsLabels } from './label-expr.ts';
import { addressSet } from './network-policy-plan.ts';
import type { EndpointSet } from './policy-ir.ts';
import { fieldLists, fieldsOf, selectorOf, textsOf, type Fields } from './raw-fields.ts';

/** What Cilium policies refer to beside pods. */
export interface CiliumCluster {
  readonly cidrGroups: readonly SpecObject[];
  readonly services: readonly Service[];
  readonly endpointSlices: readonly EndpointSlice[];
}

const ALL: EndpointSet = { op: 'all' };
const NONE: EndpointSet = { op: 'none' };
const HOSTS: EndpointSet = { op: 'hosts', labels: { op: 'true' } };
const OWN_HOST: EndpointSet = { op: 'own-host' };
const PODS: EndpointSet = { op: 'pods', namespace: { labels: { op: 'true' } }, labels: { op: 'true' } };
const EXTERNAL: EndpointSet = { op: 'external' };

/** CI-9; proxies, health checks and endpoints that are being made are no pods of the cluster. */
const ENTITIES: ReadonlyMap<string, EndpointSet> = new Map<string, EndpointSet>([
  ['all', ALL],
  ['host', OWN_HOST],
  ['remote-node', { op: 'and', of: [HOSTS, { op: 'not', of: OWN_HOST }] }],
  ['cluster', { op: 'or', of: [PODS, HOSTS] }],
  ['world', EXTERNAL],
  ['world-ipv4', { op: 'and', of: [EXTERNAL, { op: 'addresses', ranges: [wholeFamily('IPv4')] }] }],
  ['world-ipv6', { op: 'and', of: [EXTERNAL, { op: 'addresses', ranges: [wholeFamily('IPv6')] }] }],
  ...['ingress', 'init', 'health', 'unmanaged', 'none'].map((name) => [name, NONE] as const),
]);

/** Returns whom a rule is about; null where it says nothing of peers. Different fields add up. */
export function ciliumPeer(raw: Fields, context: CiliumContext): EndpointSet | null {
  const side = context.direction === 'ingress' ? 'from' : 'to';
  const parts = [
    ...listed(raw, `${side}Endpoints`, (one) => endpointsOf(one, context)),
    ...listed(raw, `${side}CIDR`, (one) => blockOf({ cidr: one }, context)),
    ...listed(raw, `${side}CIDRSet`, (one) => blockOf(fieldsOf(one), context)),
    ...listed(raw, `${side}Entities`, (one) => entityOf(String(one), context)),
    ...listed(raw, `${side}Nodes`, nodesOf),
    ...listed(raw, `${side}Groups`, () => EXTERNAL),
    ...(side === 'to' ? listed(raw, 'toServices', (one) => serviceOf(fieldsOf(one), context)) : []),
    ...(side === 'to' ? listed(raw, 'toFQDNs', () => EXTERNAL) : []),
  ];
  const requires = fieldLists(raw[`${side}Requires`]);
  if (requires.length > 0) {
    context.report(
      'CI-14',
      text(
        `${side}Requires is not read since Cilium 1.19; it is left out.`,
        `Cilium 1.19 起不再读取 ${side}Requires；此处将其忽略。`,
      ),
    );
  }
  return parts.length === 0 ? null : { op: 'or', of: parts.flatMap((part) => part) };
}

/** CI-5: a list that is there and empty selects nobody, which is not to say nothing. */
function listed(raw: Fields, field: string, of: (item: unknown) => EndpointSet): EndpointSet[] {
  const list = raw[field];
  if (!Array.isArray(list)) return [];
  return list.length === 0 ? [NONE] : list.map(of);
}

/** CI-5: in a policy of a namespace, selectors that name none mean pods of that namespace. */
function endpointsOf(selector: unknown, { namespace, report }: CiliumContext): EndpointSet {
  const reserved = Object.keys(fieldsOf(fieldsOf(selector)['matchLabels'])).find((key) =>
    key.startsWith('reserved:'),
  );
  if (reserved !== undefined) return entitySet(reserved.slice('reserved:'.length)) ?? { op: 'doubt' };
  const labels = ciliumLabels(selector);
  if (labels === null) {
    report(
      'CI-5',
      text(
        'A selector cannot be read, so whom it means cannot be told.',
        '无法读取某个选择器，因此无法判断它指的是谁。',
      ),
    );
    return { op: 'doubt' };
  }
  const isOwn = namespace !== null && !namesNamespace(selector);
  return { op: 'pods', namespace: isOwn ? { name: namespace } : { labels: { op: 'true' } }, labels };
}

function blockOf(item: Fields, context: CiliumContext): EndpointSet {
  const { cidr, except, cidrGroupRef, cidrGroupSelector } = item;
  const report = (_rule: string, en: string, zh: string): void => context.report('CI-8', text(en, zh));
  if (typeof cidr === 'string') return addressSet({ cidr, except: textsOf(except) }, report);
  const groups = context.cluster.cidrGroups.filter(({ metadata }) => {
    if (typeof cidrGroupRef === 'string') return metadata.name === cidrGroupRef;
    const selector = selectorOf(cidrGroupSelector);
    return selector !== null && meetsLabels(labelExprOf(selector), metadata.labels ?? {});
  });
  if (groups.length === 0) {
    context.report(
      'CI-8',
      text(
        'It refers to a CIDR group that was not found; that matches nothing.',
        '引用的 CIDR 组不存在，不匹配任何地址。',
      ),
    );
  }
  const holes = textsOf(except);
  return {
    op: 'or',
    of: groups.flatMap(({ spec }) =>
      textsOf(spec['externalCIDRs']).map((one) => addressSet({ cidr: one, except: holes }, report)),
    ),
  };
}

/** CI-9. */
function entityOf(name: string, { cluster, report }: CiliumContext): EndpointSet {
  if (name === 'kube-apiserver') return apiServerOf(cluster);
  const known = entitySet(name);
  if (known !== null) return known;
  report(
    'CI-9',
    text(
      `"${name}" is no known entity, so whom it means cannot be told.`,
      `“${name}”不是已知的实体，因此无法判断它指的是谁。`,
    ),
  );
  return { op: 'doubt' };
}

function entitySet(name: string): EndpointSet | null {
  return ENTITIES.get(name) ?? null;
}

/** The addresses that the Service `kubernetes` leads to; hosts or outside the cluster. */
function apiServerOf({ endpointSlices }: CiliumCluster): EndpointSet {
  const slices = endpointSlices.filter(
    ({ metadata }) =>
      metadata.namespace === 'default' && metadata.labels?.['kubernetes.io/service-name'] === 'kubernetes',
  );
  const ranges = slices
    .flatMap(({ endpoints }) => endpoints.flatMap(({ addresses }) => addresses))
    .flatMap((address) => parseCidr(address) ?? []);
  if (ranges.length === 0) return { op: 'and', of: [{ op: 'or', of: [EXTERNAL, HOSTS] }, { op: 'doubt' }] };
  return {
    op: 'or',
    of: [
      { op: 'and', of: [EXTERNAL, { op: 'addresses', ranges }] },
      { op: 'hosts', labels: { op: 'true' }, at: ranges },
    ],
  };
}

function nodesOf(selector: unknown): EndpointSet {
  const read = selectorOf(selector);
  if (read === null) return { op: 'doubt' };
  return { op: 'and', of: [{ op: 'hosts', labels: labelExprOf(read) }, { op: 'doubt' }] };
}

/** CI-14: pods behind a Service with a selector; addresses behind one without. */
function serviceOf(item: Fields, { cluster, namespace }: CiliumContext): EndpointSet {
  const { k8sService, k8sServiceSelector } = item;
  const { serviceName, namespace: named } = fieldsOf(k8sService);
  const { selector: written, namespace: selected } = fieldsOf(k8sServiceSelector);
  const selector = k8sServiceSelector === undefined ? null : selectorOf(written);
  const wanted = typeof named === 'string' ? named : typeof selected === 'string' ? selected : namespace;
  const found = cluster.services.filter(({ metadata }) => {
    if (wanted !== null && (metadata.namespace ?? 'default') !== wanted) return false;
    if (serviceName !== undefined) return metadata.name === serviceName;
    return selector !== null && meetsLabels(labelExprOf(selector), metadata.labels ?? {});
  });
  return { op: 'or', of: found.map((service) => backEndsOf(service, cluster)) };
}

function backEndsOf({ metadata, spec }: Service, { endpointSlices }: CiliumCluster): EndpointSet {
  const namespace = metadata.namespace ?? 'default';
  if (spec.selector !== undefined && Object.keys(spec.selector).length > 0) {
    return {
      op: 'pods',
      namespace: { name: namespace },
      labels: labelExprOf({ matchLabels: spec.selector }),
    };
  }
  const ranges = endpointSlices
    .filter(
      (slice) =>
        slice.metadata.namespace === namespace &&
        slice.metadata.labels?.['kubernetes.io/service-name'] === metadata.name,
    )
    .flatMap(({ endpoints }) => endpoints.flatMap(({ addresses }) => addresses))
    .flatMap((address) => parseCidr(address) ?? []);
  return { op: 'addresses', ranges };
}
