import { flagValue, parseFlags } from '#lib/analysis/control-plane/parse-flags.ts';
import { NODE_PORT_FACTS } from '#lib/facts/ports.ts';
import type { EndpointSlice, Service } from '#lib/model/network.ts';
import { byCodeUnit } from '#lib/model/order.ts';
import type { Pod } from '#lib/model/pod.ts';
import { text, type Text } from '#lib/model/text.ts';
import type { HostState } from './host-state.ts';
import type { Behind, JudgedPort } from './host-ways.ts';

type Lane = JudgedPort['lane'];

/** A port of hosts that Merlon does not ask but that firewalls are about. */
interface PluginPort {
  readonly port: number;
  readonly label: Text;
  /** TCP where it is left out. */
  readonly lane?: Lane;
}

const SSH: PluginPort = { port: 22, label: text('SSH', 'SSH') };
/** What nodes under Calico need of each other. */
export const CALICO_PORTS: readonly PluginPort[] = [
  { port: 179, label: text('BGP', 'BGP') },
  { port: 5473, label: text('Typha', 'Typha') },
];
const CONTROL_PLANE_ONLY = new Set([2379, 2380, 2381, 6443, 10257, 10258, 10259]);
/** The insecure port of old API servers, and what nothing serves any more. */
const LEFT_OUT = new Set([8080]);
const MOST_FORWARDED = 12;

interface PortSources {
  readonly hosts: readonly Pick<HostState, 'settings'>[];
  readonly pods: readonly Pod[];
  readonly services: readonly Service[];
  readonly endpointSlices: readonly EndpointSlice[];
  /** Ports of the network plugin. */
  readonly ofPlugin: readonly PluginPort[];
}

type ForwardedSources = Omit<PortSources, 'hosts' | 'ofPlugin'>;

/** Returns the ports of hosts that are judged: of components, NodePorts and host ports. */
export function hostPorts(sources: PortSources): JudgedPort[] {
  const failsafe = new Set(
    sources.hosts.flatMap(({ settings }) =>
      (settings.inbound ?? []).map(({ lane, port }) => `${lane} ${port}`),
    ),
  );
  const api = apiPort(sources.pods);
  const components: (PluginPort & Pick<JudgedPort, 'runsOn'>)[] = [
    ...NODE_PORT_FACTS.filter(({ port }) => !LEFT_OUT.has(port)).map(({ port, label }) => ({
      port: port === 6443 ? api : port,
      label,
      runsOn: CONTROL_PLANE_ONLY.has(port) ? ('control-plane' as const) : ('every-node' as const),
    })),
    ...[SSH, ...sources.ofPlugin].map((one) => ({ ...one, runsOn: 'every-node' as const })),
  ];
  const own = components.map(({ port, label, runsOn, lane = 'TCP' }): JudgedPort => ({
    key: `${lane.toLowerCase()}-${port}`,
    port,
    lane,
    label,
    isForwarded: false,
    isFailsafe: failsafe.has(`${lane} ${port}`),
    runsOn,
    targets: [],
  }));
  const passed = forwardedPorts(sources)
    .toSorted((a, b) => a.port - b.port || byCodeUnit(a.key, b.key))
    .map((port) => ({ ...port, isFailsafe: failsafe.has(`${port.lane} ${port.port}`) }));
  const known = new Set(own.map(({ key }) => key));
  const distinct = new Map(passed.filter(({ key }) => !known.has(key)).map((port) => [port.key, port]));
  return [...own.toSorted((a, b) => a.port - b.port), ...[...distinct.values()].slice(0, MOST_FORWARDED)];
}

/** Returns the ports of hosts that are passed on to pods. */
export function forwardedPorts(sources: ForwardedSources): JudgedPort[] {
  return [...nodePorts(sources), ...podPorts(sources.pods)];
}

function apiPort(pods: readonly Pod[]): number {
  for (const { spec } of pods) {
    const server = spec.containers.find(({ name }) => name === 'kube-apiserver');
    const written = flagValue(
      parseFlags([...(server?.command ?? []), ...(server?.args ?? [])]),
      'secure-port',
    );
    if (server !== undefined && written !== null && Number(written) > 0) return Number(written);
  }
  return 6443;
}

function nodePorts({ services, endpointSlices }: ForwardedSources): JudgedPort[] {
  return services.flatMap((service) =>
    (service.spec.ports ?? []).flatMap(({ nodePort, protocol, name }) => {
      if (nodePort === undefined || nodePort === 0) return [];
      const slices = endpointSlices.filter(
        ({ metadata }) =>
          metadata.namespace === service.metadata.namespace &&
          metadata.labels?.['kubernetes.io/service-name'] === service.metadata.name,
      );
      const targets = slices.flatMap((slice) => {
        const ports = slice.ports
          .filter((one) => (one.name ?? '') === (name ?? '') && (one.protocol ?? 'TCP') === protocol)
          .flatMap(({ port }) => port ?? []);
        return ports.flatMap((port) => behindSlice(slice, port));
      });
      const label = service.metadata.name;
      return [forwardedPort(nodePort, protocol, { label, targets })];
    }),
  );
}

function behindSlice({ endpoints }: EndpointSlice, port: number): Behind[] {
  const addresses = endpoints.flatMap((one) => one.addresses);
  return addresses.length === 0 ? [{ port, address: null }] : addresses.map((address) => ({ port, address }));
}

/** A host port is passed on to its pod; one of a pod on the host's network is a process of the host. */
function podPorts(pods: readonly Pod[]): JudgedPort[] {
  return pods.flatMap(({ spec, metadata, status }) => {
    if (spec.hostNetwork === true) return [];
    return spec.containers.flatMap(({ ports = [] }) =>
      ports.flatMap(({ hostPort, hostIP, containerPort, protocol }) => {
        const isOutside = hostPort !== undefined && hostPort !== 0 && hostIP !== '127.0.0.1';
        if (!isOutside) return [];
        const targets = [{ port: containerPort, address: status.podIP ?? null }];
        return [forwardedPort(hostPort, protocol, { label: metadata.name, targets })];
      }),
    );
  });
}

function forwardedPort(
  port: number,
  lane: Lane,
  { label, targets }: { readonly label: string; readonly targets: readonly Behind[] },
): JudgedPort {
  return {
    key: `${lane.toLowerCase()}-${port}`,
    port,
    lane,
    label: text(label, label),
    isForwarded: true,
    isFailsafe: false,
    runsOn: 'every-node',
    targets,
  };
}
