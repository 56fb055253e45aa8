import { cidrText } from '#lib/analysis/network/generate/cidr-blocks.ts';
import { felixSettingsOf, type FelixSettings } from '#lib/analysis/network/host-firewall/felix-settings.ts';
import { ciliumTunnel } from '#lib/analysis/network/host-firewall/cilium-tunnel.ts';
import { hostFirewallOf, type HostSlices } from '#lib/analysis/network/host-firewall/host-firewall.ts';
import { forwardedPorts } from '#lib/analysis/network/host-firewall/host-ports.ts';
import { ciliumDataplane } from '#lib/analysis/network/reach/cilium-settings.ts';
import type { ConfigMap, SpecObject } from '#lib/model/cluster-objects.ts';
import { collected, itemsOf } from '#lib/model/collected.ts';
import type { HostLint } from '#lib/model/host-firewall.ts';
import type { Node } from '#lib/model/node.ts';
import { text, type Text } from '#lib/model/text.ts';
import { calicoEndpoints } from './calico-endpoints.ts';
import { calicoHostPolicies } from './calico-host-objects.ts';
import { ciliumHostPolicies } from './cilium-host-objects.ts';
import { missedCells, type HostPlugin, type MissedCell } from './missed-cells.ts';
import { wantedTable, type WantedPort, type WantedRow, type WantedTable } from './wanted-hosts.ts';

export interface GeneratedHosts {
  /** In the order in which to apply them: what could shut somebody out comes after what lets them in. */
  readonly objects: readonly SpecObject[];
  readonly problems: readonly Text[];
  /** Cells that the objects, tried on what was read, do not give as wanted. */
  readonly missed: readonly MissedCell[];
}

export interface HostGeneration {
  readonly plugin: HostPlugin;
  readonly rows: readonly WantedRow[];
  /** The list of failsafe ports stays as it is. */
  readonly keepFailsafe: boolean;
}

/** Returns a host firewall that gives the wanted table, tried on the cluster as it was read. */
export function generateHosts(slices: HostSlices, wanted: HostGeneration): GeneratedHosts {
  const table = wantedTable(wanted.rows, itemsOf(slices.nodes));
  const made = wanted.plugin === 'calico' ? calicoHosts(slices, table, wanted) : ciliumHosts(slices, table);
  return {
    objects: made.objects,
    problems: [...table.problems, ...made.problems, ...newFaults(slices, made.after)],
    missed: missedCells(made.after, wanted.plugin, table),
  };
}

/** Failsafe ports are told of one by one already. */
const TOLD = new Set(['open-by-failsafe']);

/** What would not do what it seems to with the objects, and is not so without them. */
function newFaults(before: HostSlices, after: HostSlices): Text[] {
  const keyOf = ({ id, objects }: HostLint): string => `${id} ${objects.join()}`;
  const known = new Set(hostFirewallOf(before).lints.map(keyOf));
  return hostFirewallOf(after)
    .lints.filter((lint) => lint.severity === 'high' && !TOLD.has(lint.id) && !known.has(keyOf(lint)))
    .map(({ message }) => message);
}

interface Made extends Omit<GeneratedHosts, 'missed'> {
  readonly after: HostSlices;
}

function ciliumHosts(slices: HostSlices, table: WantedTable): Made {
  const needed = neededByCilium(itemsOf(slices.configMaps));
  const { policies, problems } = ciliumHostPolicies(table, itemsOf(slices.nodes), needed);
  const given = itemsOf(slices.ciliumClusterwideNetworkPolicies);
  // As the collector keeps them.
  const records = policies.map((policy) => ({ ...policy, spec: { specs: [policy.spec] } }));
  const configMaps = itemsOf(slices.configMaps);
  const isOn = ciliumDataplane(configMaps).hostPolicies === 'enforced';
  return {
    objects: policies,
    problems: [...problems, alsoOpen(needed), ...(isOn ? [] : [FIREWALL_OFF])],
    after: {
      ...slices,
      ciliumClusterwideNetworkPolicies: collected([...given, ...records]),
      configMaps: collected(isOn ? configMaps : withFirewallOn(configMaps)),
    },
  };
}

/** Ports by which nodes talk for Cilium itself: its health checks, and the tunnel that carries packets of pods. */
function neededByCilium(configMaps: readonly ConfigMap[]): WantedPort[] {
  const tunnel = ciliumTunnel(configMaps);
  return [
    { lane: 'TCP', port: HEALTH_PORT },
    ...(tunnel === null ? [] : [{ lane: 'UDP' as const, port: tunnel.port }]),
  ];
}

const HEALTH_PORT = 4240;

function alsoOpen(needed: readonly WantedPort[]): Text {
  const ports = needed.map(({ lane, port }) => `${lane} ${port}`).join(', ');
  return text(
    `Beside the table, nodes may reach each other on what Cilium itself needs: ${ports}.`,
    `除表中内容外，节点之间还放行 Cilium 自身所需的端口：${ports}。`,
  );
}

function withFirewallOn(configMaps: readonly ConfigMap[]): ConfigMap[] {
  const isIt = ({ metadata }: ConfigMap): boolean => metadata.name === 'cilium-config';
  const found: ConfigMap = configMaps.find(isIt) ?? {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: 'cilium-config', namespace: 'kube-system' },
    data: {},
  };
  const data = { ...found.data, 'enable-host-firewall': 'true' };
  return [...configMaps.filter((one) => !isIt(one)), { ...found, data }];
}

function calicoHosts(slices: HostSlices, table: WantedTable, { keepFailsafe }: HostGeneration): Made {
  const nodes = itemsOf(slices.nodes);
  const named = table.groups.flatMap((group) => group.nodes);
  const settings = settingsOf(slices, named);
  const letsOwnPodsIn = table.groups.some(({ ports }) => ports.some(({ allowed }) => allowed.has('pods')));
  const endpoints = calicoEndpoints(slices, table);
  const given = itemsOf(slices.calicoGlobalNetworkPolicies);
  const { policies, problems } = calicoHostPolicies({
    table,
    endpoints: endpoints.labels,
    order: orderBefore(given),
    forwarded: forwardedKeys(slices),
    isOwnPodLetIn: letsOwnPodsIn || settings?.fromOwnPods !== 'drop',
    nodes,
  });
  const felix =
    settings === null ? null : felixConfiguration(slices, table, { settings, keepFailsafe, letsOwnPodsIn });
  const others = itemsOf(slices.calicoFelixConfigurations).filter(
    ({ metadata }) => metadata.name !== 'default',
  );
  return {
    objects: [...policies, ...endpoints.made, ...(felix === null ? [] : [felix])],
    problems: [
      ...problems,
      ...endpoints.problems,
      ...(settings === null ? [] : settingProblems(settings, table)),
    ],
    after: {
      ...slices,
      calicoGlobalNetworkPolicies: collected([...given, ...policies]),
      calicoHostEndpoints: collected(endpoints.all),
      ...(felix === null ? {} : { calicoFelixConfigurations: collected([...others, felix]) }),
    },
  };
}

function settingsOf(slices: HostSlices, [node]: readonly Node[]): FelixSettings | null {
  if (node === undefined) return null;
  return felixSettingsOf(node, {
    configurations: itemsOf(slices.calicoFelixConfigurations),
    daemonSets: itemsOf(slices.daemonSets),
  });
}

const ORDER = 100;

/** CA-2: before every policy that is there. */
function orderBefore(policies: readonly SpecObject[]): number {
  const orders = policies.flatMap(({ spec }) => (typeof spec['order'] === 'number' ? [spec['order']] : []));
  return Math.min(ORDER, ...orders.map((order) => order - 1));
}

function forwardedKeys(slices: HostSlices): ReadonlySet<string> {
  const ports = forwardedPorts({
    pods: itemsOf(slices.pods),
    services: itemsOf(slices.services),
    endpointSlices: itemsOf(slices.endpointSlices),
  });
  return new Set(ports.map(({ lane, port }) => `${lane} ${port}`));
}

interface FelixWanted {
  readonly settings: FelixSettings;
  readonly keepFailsafe: boolean;
  readonly letsOwnPodsIn: boolean;
}

/** HE-6: no policy closes a failsafe port, so those that the table closes to anybody leave the list. */
function felixConfiguration(
  slices: HostSlices,
  table: WantedTable,
  { settings, keepFailsafe, letsOwnPodsIn }: FelixWanted,
): SpecObject {
  const given = itemsOf(slices.calicoFelixConfigurations).find(({ metadata }) => metadata.name === 'default');
  const kept = (settings.inbound ?? []).filter((one) => keepFailsafe || !isClosed(one, table));
  return {
    apiVersion: 'projectcalico.org/v3',
    kind: 'FelixConfiguration',
    metadata: { name: 'default' },
    spec: {
      ...given?.spec,
      failsafeInboundHostPorts: kept.map(({ lane, port, net }) => ({
        protocol: lane.toLowerCase(),
        port,
        ...(net === null ? {} : { net: cidrText(net) }),
      })),
      // HE-12: otherwise a node drops what its own pods send it.
      ...(letsOwnPodsIn ? { defaultEndpointToHostAction: 'Accept' } : {}),
    },
  };
}

function isClosed(
  { lane, port }: { readonly lane: string; readonly port: number },
  table: WantedTable,
): boolean {
  return table.groups.some(({ ports }) =>
    ports.some((one) => one.lane === lane && one.port === port && one.allowed.size < table.senders.length),
  );
}

function settingProblems({ inbound, inboundFrom }: FelixSettings, table: WantedTable): Text[] {
  const open = (inbound ?? [])
    .filter(
      ({ lane, port }) =>
        !table.groups.some(({ ports }) => ports.some((one) => one.lane === lane && one.port === port)),
    )
    .map(({ lane, port }) => `${lane} ${port}`);
  const list = [...new Set(open)].join(', ');
  return [
    ...(list === ''
      ? []
      : [
          text(
            `The table does not name these failsafe ports, so they stay open to everybody: ${list}.`,
            `表中没有提到以下 failsafe 端口，它们仍对所有人开放：${list}。`,
          ),
        ]),
    ...(inboundFrom.kind === 'variable'
      ? [
          text(
            `The variable ${inboundFrom.name} of Calico's DaemonSet wins over the FelixConfiguration: take it away there, or no failsafe port closes.`,
            `Calico DaemonSet 的变量 ${inboundFrom.name} 优先于 FelixConfiguration：请在那里将其移除，否则任何 failsafe 端口都无法关闭。`,
          ),
        ]
      : []),
  ];
}

const FIREWALL_OFF = text(
  "Cilium's host firewall is off or was not seen to be on: without hostFirewall.enabled=true (Helm), which sets enable-host-firewall, policies for nodes do nothing. They are tried here as if it were on.",
  'Cilium 的主机防火墙未启用，或没有看到它已启用：如果不设置 hostFirewall.enabled=true（Helm，对应 enable-host-firewall），针对节点的策略不起作用。此处按已启用来验证。',
);
