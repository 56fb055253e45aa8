import type { SpecObject } from '#lib/model/cluster-objects.ts';
import { text, type Text } from '#lib/model/text.ts';
import { isStrippedLabel } from '#lib/analysis/network/reach/cilium-subject.ts';
import type { Node } from '#lib/model/node.ts';
import { tellingCondition, type Telling } from './telling-labels.ts';
import type { WantedGroup, WantedPort, WantedTable } from './wanted-hosts.ts';

type Labels = Readonly<Record<string, string>>;
type Fields = Readonly<Record<string, unknown>>;

/** Returns a policy for each group of nodes, and why some cannot be written (CI-12, CI-13). */
export function ciliumHostPolicies(
  table: WantedTable,
  nodes: readonly Node[],
  /** What nodes need of each other whatever the table says; a port that the table names is left to it. */
  needed: readonly WantedPort[],
): { readonly policies: readonly SpecObject[]; readonly problems: readonly Text[] } {
  const problems: Text[] = [];
  const policies = table.groups.flatMap((group, at): SpecObject[] => {
    const isOwn = (node: Node) => group.nodes.includes(node);
    const telling = tellingCondition(
      nodes.filter(isOwn).map(takenLabels),
      nodes.filter((node) => !isOwn(node)).map(takenLabels),
    );
    if (telling === null) {
      problems.push(noLabels(group));
      return [];
    }
    const ingress = [...ingressOf(group, table), ...neededRules(group, needed)];
    const spec = {
      nodeSelector: selectorOf(telling),
      // CI-2: one empty rule closes the nodes and lets nobody in.
      ingress: ingress.length === 0 ? [{}] : ingress,
    };
    return [
      {
        apiVersion: 'cilium.io/v2',
        kind: 'CiliumClusterwideNetworkPolicy',
        metadata: { name: `host-firewall-${at + 1}` },
        spec,
      },
    ];
  });
  return { policies, problems };
}

function neededRules({ ports }: WantedGroup, needed: readonly WantedPort[]): Fields[] {
  const own = needed.filter(
    ({ lane, port }) => !ports.some((named) => named.lane === lane && named.port === port),
  );
  if (own.length === 0) return [];
  const listed = own.map(({ lane, port }) => ({ port: String(port), protocol: lane }));
  return [{ fromEntities: ['remote-node', 'health'], toPorts: [{ ports: listed }] }];
}

function takenLabels({ metadata }: Node): Labels {
  return Object.fromEntries(Object.entries(metadata.labels ?? {}).filter(([key]) => !isStrippedLabel(key)));
}

function selectorOf(telling: Telling): Fields {
  switch (telling.kind) {
    case 'all':
      return {};
    case 'is':
      return { matchLabels: { [telling.key]: telling.value } };
    case 'has':
      return { matchExpressions: [{ key: telling.key, operator: 'Exists' }] };
    case 'lacks':
      return { matchExpressions: [{ key: telling.key, operator: 'DoesNotExist' }] };
    case 'in':
      return { matchExpressions: [{ key: telling.key, operator: 'In', values: telling.values }] };
    case 'not-in':
      return { matchExpressions: [{ key: telling.key, operator: 'NotIn', values: telling.values }] };
  }
}

/** One rule for each kind of sender: Cilium takes only one kind in a rule. */
function ingressOf({ ports }: WantedGroup, table: WantedTable): Fields[] {
  const groups = Map.groupBy(
    ports.filter(({ allowed }) => allowed.size > 0),
    ({ allowed }) => [...allowed].join(),
  );
  return [...groups.values()].flatMap((list) => {
    const toPorts = [{ ports: list.map(({ port, lane }) => ({ port: String(port), protocol: lane })) }];
    return peersOf(list[0]?.allowed ?? new Set(), table).map((peer) => ({ ...peer, toPorts }));
  });
}

function peersOf(allowed: ReadonlySet<string>, table: WantedTable): Fields[] {
  const blocks = blocksOf(allowed, table);
  const isWorld = allowed.has('internet') && table.networks.every(({ cidr }) => allowed.has(cidr));
  return [
    ...(allowed.has('nodes') ? [{ fromEntities: ['remote-node'] }] : []),
    ...(allowed.has('pods') ? [{ fromEndpoints: [{}] }] : []),
    ...(isWorld ? [{ fromEntities: ['world'] }] : []),
    ...(isWorld || blocks.length === 0 ? [] : [{ fromCIDRSet: blocks }]),
  ];
}

interface Block {
  readonly cidr: string;
  readonly isAllowed: boolean;
  readonly inside: readonly Block[];
}

/** Networks that are let in, each without those inside it that are not (CI-8). */
function blocksOf(allowed: ReadonlySet<string>, { networks }: WantedTable): Fields[] {
  const contains = (outer: (typeof networks)[number], inner: (typeof networks)[number]): boolean =>
    outer !== inner &&
    outer.range.family === inner.range.family &&
    outer.range.first <= inner.range.first &&
    inner.range.last <= outer.range.last;
  const childrenOf = (list: typeof networks): Block[] =>
    list
      .filter((one) => !list.some((other) => contains(other, one)))
      .map((one) => ({
        cidr: one.cidr,
        isAllowed: allowed.has(one.cidr),
        inside: childrenOf(list.filter((other) => contains(one, other))),
      }));
  const roots = ['0.0.0.0/0', '::/0'].map((cidr, at): Block => ({
    cidr,
    isAllowed: allowed.has('internet'),
    inside: childrenOf(networks.filter(({ range }) => range.family === (at === 0 ? 'IPv4' : 'IPv6'))),
  }));
  return roots.flatMap((root) => written(root, false));
}

/** A block is written where it is let in and what is around it is not. */
function written({ cidr, isAllowed, inside }: Block, isAround: boolean): Fields[] {
  const except = isAllowed ? deniedIn(inside) : [];
  const own = isAllowed && !isAround ? [{ cidr, ...(except.length === 0 ? {} : { except }) }] : [];
  return [...own, ...inside.flatMap((block) => written(block, isAllowed))];
}

/** The outermost that are not let in; what lies in one of those and is let in is written by itself. */
function deniedIn(blocks: readonly Block[]): string[] {
  return blocks.flatMap(({ cidr, isAllowed, inside }) => (isAllowed ? deniedIn(inside) : [cidr]));
}

function noLabels({ nodes }: WantedGroup): Text {
  const names = nodes.map(({ metadata }) => metadata.name).join(', ');
  return text(
    `No label that Cilium takes over tells the nodes ${names} from the others. Give them one of their own: kubectl label node ${nodes[0]?.metadata.name ?? ''} host-firewall=own.`,
    `没有 Cilium 采用的标签能将节点 ${names} 与其他节点区分开。请为它们添加专用标签：kubectl label node ${nodes[0]?.metadata.name ?? ''} host-firewall=own。`,
  );
}
