import { addressText, parseAddress, type Family } from '#lib/analysis/network/reach/address-ranges.ts';
import type { SpecObject } from '#lib/model/cluster-objects.ts';
import type { Node } from '#lib/model/node.ts';
import { text, type Text } from '#lib/model/text.ts';
import { tellingCondition, type Telling } from './telling-labels.ts';
import type { WantedGroup, WantedTable } from './wanted-hosts.ts';

type Labels = Readonly<Record<string, string>>;
type Fields = Readonly<Record<string, unknown>>;

export interface CalicoHostSources {
  readonly table: WantedTable;
  /** Labels of each host endpoint that there will be, with its node. */
  readonly endpoints: readonly { readonly node: string; readonly labels: Labels }[];
  /** Policies of the same stages that are there already come after these. */
  readonly order: number;
  /** Ports that nodes pass on to pods, as `TCP 30080`. */
  readonly forwarded: ReadonlySet<string>;
  /** A node takes what its own pods send it, whatever normal policies say (HE-12). */
  readonly isOwnPodLetIn: boolean;
  readonly nodes: readonly Node[];
}

const API = 'projectcalico.org/v3';
/** Pods have this label and host endpoints never do (CA-11, CA-18). */
const NO_PODS = '!has(projectcalico.org/namespace)';

/** Returns the policies of each group of nodes, and why some cannot be written. */
export function calicoHostPolicies(sources: CalicoHostSources): {
  readonly policies: readonly SpecObject[];
  readonly problems: readonly Text[];
} {
  const problems: Text[] = [];
  const policies = sources.table.groups.flatMap((group, at): SpecObject[] => {
    const names = new Set(group.nodes.map(({ metadata }) => metadata.name));
    const labelsOf = (isOwn: boolean) =>
      sources.endpoints.filter(({ node }) => names.has(node) === isOwn).map(({ labels }) => labels);
    const telling = tellingCondition(labelsOf(true), labelsOf(false));
    if (telling === null) {
      problems.push(noLabels([...names]));
      return [];
    }
    const selector = telling.kind === 'all' ? NO_PODS : `${selectorOf(telling)} && ${NO_PODS}`;
    const made = { sources, group, selector, name: `host-firewall-${at + 1}` };
    return [...beforeDnat(made), normal(made)];
  });
  return { policies, problems };
}

interface Made {
  readonly sources: CalicoHostSources;
  readonly group: WantedGroup;
  readonly selector: string;
  readonly name: string;
}

function selectorOf(telling: Exclude<Telling, { kind: 'all' }>): string {
  switch (telling.kind) {
    case 'is':
      return `${telling.key} == '${telling.value}'`;
    case 'has':
      return `has(${telling.key})`;
    case 'lacks':
      return `!has(${telling.key})`;
    case 'in':
    case 'not-in':
      return `${telling.key} ${telling.kind === 'in' ? 'in' : 'not in'} {${telling.values.map((one) => `'${one}'`).join(', ')}}`;
  }
}

/** What is for processes of the nodes; all that no rule lets in ends at the last one. */
function normal({ sources, group, selector, name }: Made): SpecObject {
  const ports = group.ports.filter(({ lane, port }) => !sources.forwarded.has(`${lane} ${port}`));
  const ingress = [
    ...selfRules(group.nodes),
    ...patternsOf(ports).flatMap((pattern) => rulesOf(pattern, sources, { target: {} })),
    { action: 'Deny' },
  ];
  return policy(name, { order: sources.order, selector, types: ['Ingress'], ingress });
}

/**
 * What nodes pass on to pods is judged before DNAT, by the ports and addresses of the nodes; so are packets of a
 * node's own pods, which normal policies do not see (HE-7, HE-12). Nothing else is touched there.
 */
function beforeDnat({ sources, group, selector, name }: Made): SpecObject[] {
  const isForwarded = ({ lane, port }: WantedGroup['ports'][number]) =>
    sources.forwarded.has(`${lane} ${port}`);
  const targets = addressesOf(group.nodes);
  const passedOn = patternsOf(group.ports.filter(isForwarded)).flatMap((pattern) =>
    FAMILIES.flatMap((family) =>
      targets[family].length === 0
        ? []
        : [
            ...rulesOf(pattern, sources, { target: { nets: targets[family] }, family }),
            { action: 'Deny', ...portsPart(pattern, { nets: targets[family] }) },
          ],
    ),
  );
  const shut = group.ports.filter((port) => !isForwarded(port) && !port.allowed.has('pods'));
  const ownPods = sources.isOwnPodLetIn
    ? patternsOf(shut.map((port) => ({ ...port, allowed: new Set<string>() }))).flatMap((pattern) =>
        FAMILIES.flatMap((family) =>
          targets[family].length === 0
            ? []
            : [{ action: 'Deny', source: PODS, ...portsPart(pattern, { nets: targets[family] }) }],
        ),
      )
    : [];
  const ingress = [...passedOn, ...ownPods];
  if (ingress.length === 0) return [];
  const early = { preDNAT: true, applyOnForward: true, types: ['Ingress'] };
  return [policy(`${name}-before-dnat`, { order: sources.order, selector, ...early, ingress })];
}

const FAMILIES = ['IPv4', 'IPv6'] as const;
const PODS: Fields = { namespaceSelector: 'all()' };

function policy(name: string, spec: Fields): SpecObject {
  return {
    apiVersion: API,
    kind: 'GlobalNetworkPolicy',
    metadata: { name },
    spec: { tier: 'default', ...spec },
  };
}

/** A node must reach itself by its own addresses and by loopback, whoever else may not. */
function selfRules(nodes: readonly Node[]): Fields[] {
  const own = nodes.flatMap((node) => {
    const addresses = addressesOf([node]);
    return FAMILIES.flatMap((family) =>
      addresses[family].length === 0
        ? []
        : [
            {
              action: 'Allow',
              source: { nets: addresses[family] },
              destination: { nets: addresses[family] },
            },
          ],
    );
  });
  return [
    { action: 'Allow', source: { nets: ['127.0.0.0/8'] } },
    { action: 'Allow', source: { nets: ['::1/128'] } },
    ...own,
  ];
}

interface Pattern {
  readonly lane: string;
  readonly ports: readonly number[];
  readonly allowed: ReadonlySet<string>;
}

/** Ports of a protocol that let the same senders in share their rules. */
function patternsOf(ports: WantedGroup['ports']): Pattern[] {
  const groups = Map.groupBy(ports, ({ lane, allowed }) => `${lane} ${[...allowed].join()}`);
  return [...groups.values()].flatMap((list) => {
    const [first] = list;
    return first === undefined
      ? []
      : [{ lane: first.lane, allowed: first.allowed, ports: list.map(({ port }) => port) }];
  });
}

interface Aim {
  /** What else a rule says of the destination. */
  readonly target: Fields;
  /** Only for senders of this family. */
  readonly family?: Family;
}

/** In this order the first that fits a packet is the one that is meant; denials at the end need no rule. */
function rulesOf(pattern: Pattern, { table, nodes }: CalicoHostSources, { target, family }: Aim): Fields[] {
  if (table.senders.every((key) => pattern.allowed.has(key)))
    return [{ action: 'Allow', ...portsPart(pattern, target) }];
  const addresses = addressesOf(nodes);
  const families = FAMILIES.filter((one) => family === undefined || family === one);
  const senders: { readonly key: string; readonly source: Fields | null }[] = [
    ...families
      .filter((one) => addresses[one].length > 0)
      .map((one) => ({ key: 'nodes', source: { nets: addresses[one] } })),
    { key: 'pods', source: PODS },
    ...table.networks
      .filter(({ range }) => families.includes(range.family))
      .map(({ cidr }) => ({ key: cidr, source: { nets: [cidr] } })),
    { key: 'internet', source: null },
  ];
  const last = senders.findLastIndex(({ key }) => pattern.allowed.has(key));
  return senders.slice(0, last + 1).map(({ key, source }) => ({
    action: pattern.allowed.has(key) ? 'Allow' : 'Deny',
    ...(source === null ? {} : { source }),
    ...portsPart(pattern, target),
  }));
}

function portsPart({ lane, ports }: Pattern, target: Fields): Fields {
  return { protocol: lane, destination: { ...target, ports } };
}

/** Addresses of nodes, as networks of one address each. */
function addressesOf(nodes: readonly Node[]): Record<Family, readonly string[]> {
  const found: Record<Family, string[]> = { IPv4: [], IPv6: [] };
  for (const { status } of nodes) {
    for (const { address } of status.addresses ?? []) {
      const parsed = parseAddress(address);
      if (parsed === null) continue;
      const net = `${addressText(parsed.family, parsed.value)}/${parsed.family === 'IPv4' ? 32 : 128}`;
      if (!found[parsed.family].includes(net)) found[parsed.family].push(net);
    }
  }
  return found;
}

function noLabels(nodes: readonly string[]): Text {
  const names = nodes.join(', ');
  return text(
    `No label tells the host endpoints of ${names} from the others. Give each host endpoint the label kubernetes.io/hostname with the name of its node.`,
    `没有标签能将 ${names} 的 HostEndpoint 与其他的区分开。请为每个 HostEndpoint 添加标签 kubernetes.io/hostname，值为其节点名。`,
  );
}
