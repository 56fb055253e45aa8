import type { HostCell, HostLint } from '#lib/model/host-firewall.ts';
import { text, type Text } from '#lib/model/text.ts';
import type { LintSources } from './calico-lints.ts';
import type { SettingSource } from './felix-settings.ts';
import type { HostState } from './host-state.ts';
import { listedNames } from './listed-names.ts';

/** Returns what only the answers show: failsafe ports that are relied on, nodes and loopback shut out. */
export function settingLints(given: LintSources): HostLint[] {
  return [
    ...openByFailsafe(given),
    ...nodesShutOut(given),
    ...senderHeldBack(given),
    ...loopbackShutOut(given),
  ];
}

function cellAt(
  { sources, ports, table }: LintSources,
  host: HostState,
  [kind, port]: readonly [string, number],
) {
  const source = sources.find((one) => one.kind === kind);
  const judgedPort = ports.find((one) => one.port === port && !one.isForwarded);
  return source === undefined || judgedPort === undefined ? null : table.cell(host, source, judgedPort);
}

function openByFailsafe(given: LintSources): HostLint[] {
  const guarded = given.hosts.filter(({ endpoints }) => endpoints.length > 0);
  const open = given.ports.filter(
    ({ port, isFailsafe, isForwarded }) =>
      isFailsafe &&
      !isForwarded &&
      guarded.some((host) => cellAt(given, host, ['internet', port])?.verdict === 'failsafe'),
  );
  const [host] = guarded;
  if (open.length === 0 || host === undefined) return [];
  const names = listedNames(open.map(({ port, label }) => `${port} (${label.en})`));
  const from = sourceText(host.settings.inboundFrom);
  return [
    {
      id: 'open-by-failsafe',
      rule: 'HE-6',
      severity: 'high',
      objects: open.map(({ port }) => `tcp ${port}`),
      message: text(
        `Open to the whole internet whatever the policies say, as failsafe ports: ${names.en}. The list comes from ${from.en}; give its entries a network, or take them out after allowing what is needed.`,
        `以下端口作为 failsafe 端口对整个互联网开放，策略无法关闭：${names.zh}。该列表来自${from['zh-CN']}；请为条目限定网段，或在先放行所需流量后将其移除。`,
      ),
    },
  ];
}

function sourceText(from: SettingSource): Text {
  switch (from.kind) {
    case 'default':
      return text("Calico's own default", ' Calico 的默认值');
    case 'variable':
      return text(`the variable ${from.name} of its DaemonSet`, `其 DaemonSet 的变量 ${from.name}`);
    case 'object':
      return text(`FelixConfiguration ${from.name}`, ` FelixConfiguration ${from.name}`);
  }
}

function partsOf(cell: HostCell | null): HostCell['parts'] {
  return cell?.parts ?? [];
}

/** HE-13 as amended: a Deny before DNAT drops the packets of tunnels between nodes, too. */
function nodesShutOut(given: LintSources): HostLint[] {
  const shut = given.hosts.filter((host) =>
    partsOf(cellAt(given, host, ['nodes', 10_250])).some(
      ({ verdict, decision }) => verdict === 'denied' && decision === 'pre-dnat',
    ),
  );
  const names = listedNames(shut.flatMap(({ members }) => members));
  if (shut.length === 0) return [];
  return [
    {
      id: 'nodes-denied-before-dnat',
      rule: 'HE-13',
      severity: 'high',
      objects: shut.flatMap(({ members }) => members.map((name) => `Node ${name}`)),
      message: text(
        `A Deny before DNAT shuts out other nodes of the cluster at ${names.en}; tunnels between nodes (IPIP, VXLAN, WireGuard) are dropped by it, too.`,
        `DNAT 之前的 Deny 在 ${names.zh} 上拦截了集群的其他节点；节点间隧道（IPIP、VXLAN、WireGuard）的报文也会被它丢弃。`,
      ),
    },
  ];
}

/** HE-5: endpoints made by hand close what no policy opens, outwards too; 10250 is no failsafe port. */
function senderHeldBack(given: LintSources): HostLint[] {
  const held = given.hosts.flatMap((host) =>
    partsOf(cellAt(given, host, ['nodes', 10_250])).flatMap(({ verdict, decision, who }) =>
      verdict === 'denied' && decision === 'sender' ? (who.length === 0 ? ['*'] : who) : [],
    ),
  );
  if (held.length === 0) return [];
  const distinct = [...new Set(held)].filter((name) => name !== '*');
  const names = distinct.length === 0 ? { en: 'Every node', zh: '所有节点' } : listedNames(distinct);
  return [
    {
      id: 'kubelets-unreachable',
      rule: 'HE-5',
      severity: 'medium',
      objects: distinct.map((name) => `Node ${name}`),
      message: text(
        `${names.en}: the host's own endpoint lets no packet out to the kubelets of other nodes (10250).`,
        `${names.zh}：主机自身的 HostEndpoint 不允许向其他节点的 kubelet（10250）发送报文。`,
      ),
    },
  ];
}

/** HE-10: an endpoint for all interfaces is one for `lo`, too. */
function loopbackShutOut({ hosts, loopback }: LintSources): HostLint[] {
  const shut = hosts.filter((host) => loopback(host)?.verdict === 'denied');
  if (shut.length === 0) return [];
  const names = listedNames(shut.flatMap(({ members }) => members));
  return [
    {
      id: 'loopback-denied',
      rule: 'HE-10',
      severity: 'medium',
      objects: shut.flatMap(({ members }) => members.map((name) => `Node ${name}`)),
      message: text(
        `${names.en}: the endpoint for all interfaces covers lo, and nothing allows 127.0.0.0/8; what a host asks itself there is dropped, but for failsafe ports.`,
        `${names.zh}：面向全部接口的 HostEndpoint 也包括 lo，而没有规则放行 127.0.0.0/8；主机经 lo 访问自身的流量会被丢弃，failsafe 端口除外。`,
      ),
    },
  ];
}
