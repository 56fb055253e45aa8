import type { SpecObject } from '#lib/model/cluster-objects.ts';
import type { EndpointSlice } from '#lib/model/network.ts';
import type { Text } from '#lib/model/text.ts';
import { text } from '#lib/model/text.ts';
import { parseCidr, wholeFamily, type AddressRange } from './address-ranges.ts';
import { parseCalicoSelector, type CalicoSelector } from './calico-selector.ts';
import { allOf, ANY_LABELS, mapLabelKeys, meetsLabels, type LabelExpr } from './label-expr.ts';
import type { EndpointSet, NamespaceTerm } from './policy-ir.ts';
import { fieldsOf, textOf, textsOf, type Fields } from './raw-fields.ts';

type Labels = Readonly<Record<string, string>>;

/** Calico's label for the name of a namespace or service account. */
const NAME_KEY = 'projectcalico.org/name';

/** What Calico policies refer to beside pods. */
export interface CalicoCluster {
  readonly networkSets: readonly SpecObject[];
  readonly globalNetworkSets: readonly SpecObject[];
  readonly hostEndpoints: readonly SpecObject[];
  readonly endpointSlices: readonly EndpointSlice[];
  readonly namespaces: ReadonlyMap<string, Labels>;
}

/** What the entities of one policy are read with. */
export interface EntityContext {
  readonly cluster: CalicoCluster;
  /** The policy's namespace; null for a global one. */
  readonly namespace: string | null;
  readonly report: (rule: string, message: Text) => void;
}

/** Namespaces an entity looks into: its policy's own, some by their labels, what is in none, or everywhere. */
type Scope =
  | { readonly kind: 'own'; readonly name: string }
  | { readonly kind: 'labels'; readonly expr: LabelExpr }
  | { readonly kind: 'global' }
  | { readonly kind: 'everywhere' };

/** Returns who an entity of a rule is (CA-12 to CA-18): all of its criteria hold together. */
export function calicoEntity(entity: Fields, context: EntityContext): EndpointSet {
  const scope = scopeOf(entity['namespaceSelector'], context);
  if (scope === null) return { op: 'doubt' };
  const parts = [
    ...selected(entity, scope, context),
    ...netsOf(entity['nets'], context),
    ...netsOf(entity['notNets'], context).map((of): EndpointSet => ({ op: 'not', of })),
  ];
  const [first, ...rest] = parts;
  if (first === undefined) return { op: 'all' };
  return rest.length === 0 ? first : { op: 'and', of: parts };
}

function scopeOf(written: unknown, { namespace, report }: EntityContext): Scope | null {
  if (textOf(written) === '')
    return namespace === null ? { kind: 'everywhere' } : { kind: 'own', name: namespace };
  const parsed = readSelector(written, report);
  if (parsed === null) return null;
  return parsed.kind === 'global' ? parsed : { kind: 'labels', expr: namespaceLabels(parsed.expr) };
}

function readSelector(written: unknown, report: EntityContext['report']): CalicoSelector | null {
  const parsed = parseCalicoSelector(textOf(written));
  if (parsed !== null) return parsed;
  report(
    'CA-19',
    text(
      `The selector "${textOf(written)}" cannot be read, so whom it means cannot be told.`,
      `无法读取选择器“${textOf(written)}”，因此无法判断它指的是谁。`,
    ),
  );
  return null;
}

function selected(entity: Fields, scope: Scope, context: EntityContext): EndpointSet[] {
  const { selector, notSelector, serviceAccounts, namespaceSelector } = entity;
  const out: EndpointSet[] = [];
  if (serviceAccounts !== undefined) out.push(accountsOf(entity, scope, context));
  else if (textOf(selector) !== '') out.push(knownBy(selector, scope, context));
  if (textOf(notSelector) !== '') {
    const not: EndpointSet = { op: 'not', of: knownBy(notSelector, scope, context) };
    // CA-14: only a global policy without a namespace selector means every other packet.
    out.push(scope.kind === 'everywhere' ? not : { op: 'and', of: [known(ANY_LABELS, scope, context), not] });
  }
  if (out.length === 0 && textOf(namespaceSelector) !== '') out.push(known(ANY_LABELS, scope, context));
  return out;
}

function knownBy(written: unknown, scope: Scope, context: EntityContext): EndpointSet {
  const parsed = readSelector(written, context.report);
  if (parsed === null) return { op: 'doubt' };
  return parsed.kind === 'global'
    ? known(ANY_LABELS, { kind: 'global' }, context)
    : known(parsed.expr, scope, context);
}

/** CA-13: a selector matches endpoints and network sets that are known, never just anybody. */
function known(expr: LabelExpr, scope: Scope, { cluster }: EntityContext): EndpointSet {
  const inScope = cluster.networkSets.filter(({ metadata }) =>
    holdsNamespace(scope, metadata.namespace ?? 'default', cluster),
  );
  const isGlobalSeen = seesGlobal(scope);
  const sets = [...inScope, ...(isGlobalSeen ? cluster.globalNetworkSets : [])];
  const ranges = sets
    .filter((set) => meetsLabels(expr, labelsOfSet(set, cluster)))
    .flatMap(({ spec }) => textsOf(spec['nets']).flatMap((net) => parseCidr(net) ?? []));
  // HE-3: a host endpoint is a peer by its addresses alone.
  const hosts = (isGlobalSeen ? cluster.hostEndpoints : [])
    .filter(({ metadata }) => meetsLabels(expr, metadata.labels ?? {}))
    .flatMap(({ spec }) => textsOf(spec['expectedIPs']).flatMap((address) => parseCidr(address) ?? []));
  const pods: EndpointSet[] = scope.kind === 'global' ? [] : [podsOf(expr, scope)];
  return { op: 'or', of: [...pods, { op: 'addresses', ranges: [...ranges, ...hosts] }] };
}

/** CA-11: a negative condition on namespaces also holds for what is in none; `all()` is for what is in one. */
function seesGlobal(scope: Scope): boolean {
  if (scope.kind === 'labels') return scope.expr.op !== 'true' && meetsLabels(scope.expr, {});
  return scope.kind !== 'own';
}

function podsOf(expr: LabelExpr, scope: Exclude<Scope, { kind: 'global' }>): EndpointSet {
  return { op: 'pods', namespace: termOf(scope), labels: expr };
}

function termOf(scope: Exclude<Scope, { kind: 'global' }>): NamespaceTerm {
  if (scope.kind === 'own') return { name: scope.name };
  return { labels: scope.kind === 'labels' ? scope.expr : ANY_LABELS };
}

function holdsNamespace(scope: Scope, name: string, cluster: CalicoCluster): boolean {
  if (scope.kind === 'own') return scope.name === name;
  if (scope.kind !== 'labels') return scope.kind === 'everywhere';
  return meetsLabels(scope.expr, cluster.namespaces.get(name) ?? { 'kubernetes.io/metadata.name': name });
}

function labelsOfSet({ metadata }: SpecObject, cluster: CalicoCluster): Labels {
  const { namespace, labels = {} } = metadata;
  if (namespace === undefined) return labels;
  const inherited = Object.entries(cluster.namespaces.get(namespace) ?? {}).map(([key, value]) => [
    `pcns.${key}`,
    value,
  ]);
  return { 'projectcalico.org/namespace': namespace, ...Object.fromEntries(inherited), ...labels };
}

/** Service accounts are those of pods, and a selector beside them is for the same pods (CA-12). */
function accountsOf(entity: Fields, scope: Scope, { report }: EntityContext): EndpointSet {
  const { names, selector } = fieldsOf(entity['serviceAccounts']);
  if (scope.kind === 'global') return { op: 'none' };
  const wanted = textsOf(names);
  const byName: LabelExpr =
    wanted.length === 0 ? ANY_LABELS : { op: 'in', key: 'projectcalico.org/serviceaccount', values: wanted };
  const parsed = readSelector(selector, report);
  const own = readSelector(entity['selector'], report);
  if (parsed === null || parsed.kind === 'global' || own === null) return { op: 'doubt' };
  // What is in no namespace has no service account.
  if (own.kind === 'global') return { op: 'none' };
  return podsOf(allOf([byName, accountLabels(parsed.expr), own.expr]), scope);
}

/** Returns a condition on a service account's labels as one on its pods. */
export function accountLabels(expr: LabelExpr): LabelExpr {
  return mapLabelKeys(expr, (key) => (key === NAME_KEY ? 'projectcalico.org/serviceaccount' : `pcsa.${key}`));
}

/** Returns a condition on namespaces with Calico's label for their name replaced by the one they all carry. */
export function namespaceLabels(expr: LabelExpr): LabelExpr {
  return mapLabelKeys(expr, (key) => (key === NAME_KEY ? 'kubernetes.io/metadata.name' : key));
}

function netsOf(value: unknown, { report }: EntityContext): EndpointSet[] {
  const written = textsOf(value);
  if (written.length === 0) return [];
  const ranges: AddressRange[] = [];
  const unread = written.filter((net) => {
    const range = parseCidr(net);
    if (range !== null) ranges.push(range);
    return range === null;
  });
  const [first] = unread;
  if (first === undefined) return [{ op: 'addresses', ranges }];
  report(
    'CA-15',
    text(
      `"${first}" is no CIDR, so what it matches cannot be told.`,
      `“${first}”不是有效的 CIDR，无法判断它匹配哪些地址。`,
    ),
  );
  return [{ op: 'or', of: [{ op: 'addresses', ranges }, { op: 'doubt' }] }];
}

/** Returns the addresses of one IP version. */
export function ipVersionSet(version: unknown): EndpointSet | null {
  if (version !== 4 && version !== 6) return null;
  return { op: 'addresses', ranges: [wholeFamily(version === 4 ? 'IPv4' : 'IPv6')] };
}
