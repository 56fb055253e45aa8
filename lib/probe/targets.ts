import ipaddr from 'ipaddr.js';
import { itemsOf } from '#lib/model/collected.ts';
import type { Inventory } from '#lib/model/inventory.ts';
import type { Node } from '#lib/model/node.ts';
import type { ProbeTarget } from '#lib/model/probe.ts';
import { NODE_PORTS } from './ports.ts';

const NODE_ADDRESS_TYPES = ['InternalIP', 'ExternalIP'];

/**
 * Returns the ports to ask: the known ones of every node address and of every endpoint of the API server's own
 * Service, the kubelet port a node reports, and the address the cluster is opened at. Each once, sorted.
 */
export function probeTargetsOf(inventory: Inventory, server: string | null): ProbeTarget[] {
  const targets = new TargetSet();
  for (const node of itemsOf(inventory.slices.nodes)) {
    for (const address of nodeAddresses(node)) targets.addHost(address, node);
  }
  for (const endpoint of apiEndpoints(inventory)) {
    targets.addHost(endpoint.address, null);
    targets.add(endpoint.address, endpoint.port, null);
  }
  const opened = server === null ? null : hostAndPort(server);
  if (opened !== null) targets.add(opened.address, opened.port, null);
  return targets.sorted();
}

class TargetSet {
  readonly #byKey = new Map<string, ProbeTarget>();

  addHost(address: string, node: Node | null): void {
    const name = node?.metadata.name ?? null;
    for (const { port } of NODE_PORTS) this.add(address, port, name);
    const kubelet = node?.status.daemonEndpoints?.kubeletEndpoint?.Port;
    if (kubelet !== undefined && kubelet > 0) this.add(address, kubelet, name);
  }

  add(address: string, port: number, node: string | null): void {
    const plain = ipaddr.isValid(address) ? ipaddr.process(address).toString() : address;
    const key = `${plain} ${port}`;
    if (!this.#byKey.has(key)) this.#byKey.set(key, { address: plain, port, node });
  }

  sorted(): ProbeTarget[] {
    return [...this.#byKey.values()].toSorted((a, b) =>
      a.address === b.address ? a.port - b.port : a.address < b.address ? -1 : 1,
    );
  }
}

/** Returns the names of the nodes that tell no address to ask, sorted. */
export function nodesWithoutAddress(inventory: Inventory): string[] {
  return itemsOf(inventory.slices.nodes)
    .filter((node) => nodeAddresses(node).length === 0)
    .map(({ metadata }) => metadata.name)
    .toSorted();
}

function nodeAddresses(node: Node): string[] {
  return (node.status.addresses ?? [])
    .filter(({ type, address }) => NODE_ADDRESS_TYPES.includes(type) && ipaddr.isValid(address))
    .map(({ address }) => address);
}

/** The endpoints of `default/kubernetes`: the API servers behind whatever front door there is. */
function apiEndpoints(inventory: Inventory): { address: string; port: number }[] {
  return itemsOf(inventory.slices.endpointSlices)
    .filter(
      ({ metadata }) =>
        metadata.namespace === 'default' && metadata.labels?.['kubernetes.io/service-name'] === 'kubernetes',
    )
    .flatMap((slice) => {
      const ports = slice.ports.flatMap(({ port }) => (port === undefined ? [] : [port]));
      const addresses = slice.endpoints.flatMap((endpoint) => endpoint.addresses);
      return addresses.flatMap((address) => ports.map((port) => ({ address, port })));
    });
}

function hostAndPort(server: string): { address: string; port: number } | null {
  if (!URL.canParse(server)) return null;
  const url = new URL(server);
  const address = url.hostname.replace(/^\[|\]$/g, '');
  const port = url.port === '' ? (url.protocol === 'http:' ? 80 : 443) : Number(url.port);
  return { address, port };
}
