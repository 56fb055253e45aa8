/** A node of a demo cluster and where it listens. */
export interface NodePlan extends SiteNode {
  /** The loopback address it answers at. */
  address: string;
  /** The address it is known by inside its cluster: its loopback address where the story names no other. */
  internalAddress: string;
  kubeletPort: number;
  apiPort: number;
}

/** A node as its cluster's story has it. */
export interface SiteNode {
  name: string;
  isControlPlane: boolean;
  kubeletVersion: string;
  podCidr: string;
  /** The address the story gives it; null for one that is known by where it listens. */
  storyAddress: string | null;
  /** Labels that node selectors of the demo look at. */
  labels: Readonly<Record<string, string>>;
  /** Ports that answer from outside; null where all do. */
  openPorts: readonly number[] | null;
}

/** What of a cluster needs addresses. */
export interface Site {
  name: string;
  gitVersion: string;
  podCidr: string;
  /** Place of its first address in the network; one for the API before the nodes', and one for each node. */
  firstHost: number;
  nodes: readonly SiteNode[];
}

/** Which addresses and ports a cluster has in this run. */
export interface AddressPlan {
  /** CIDR that holds every listener. */
  network: string;
  /** `hosts` gives each node its own loopback address; `ports` puts all on 127.0.0.1. */
  mode: 'hosts' | 'ports';
  site: Site;
  /** Where the kubeconfig points: the load balancer before the API servers. */
  api: { address: string; port: number };
  nodes: readonly NodePlan[];
}

/**
 * Plans a cluster on the hosts of a loopback /24, given as its first three numbers. Where another program holds
 * the port of the API or of the kubelets on every address, they move: clients are told their ports.
 */
export function planHosts(site: Site, prefix: string, blocked: ReadonlySet<number> = new Set()): AddressPlan {
  const apiPort = blocked.has(6443) ? 7443 : 6443;
  const kubeletPort = blocked.has(10250) ? 11250 : 10250;
  return {
    network: `${prefix}.0/24`,
    mode: 'hosts',
    site,
    api: { address: `${prefix}.${site.firstHost}`, port: apiPort },
    nodes: site.nodes.map((node, index) =>
      nodePlan(node, { address: `${prefix}.${site.firstHost + 1 + index}`, kubeletPort, apiPort }),
    ),
  };
}

/** Plans a cluster on ports of 127.0.0.1, from free ports: one for the API, one for each kubelet. */
export function planPorts(site: Site, ports: readonly number[]): AddressPlan {
  const [apiPort = 0, ...kubeletPorts] = ports;
  return {
    network: '127.0.0.1/32',
    mode: 'ports',
    site,
    api: { address: '127.0.0.1', port: apiPort },
    nodes: site.nodes.map((node, index) =>
      nodePlan(node, { address: '127.0.0.1', kubeletPort: kubeletPorts[index] ?? 0, apiPort }),
    ),
  };
}

/** How many free ports `planPorts` wants. */
export function portsWanted(site: Site): number {
  return site.nodes.length + 1;
}

function nodePlan(node: SiteNode, where: Pick<NodePlan, 'address' | 'kubeletPort' | 'apiPort'>): NodePlan {
  return { ...node, ...where, internalAddress: node.storyAddress ?? where.address };
}
