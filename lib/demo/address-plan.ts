/** A node of the demo cluster and where it listens. */
export interface NodePlan {
  name: string;
  isControlPlane: boolean;
  address: string;
  kubeletPort: number;
  apiPort: number;
  kubeletVersion: string;
}

/** Which addresses and ports the cluster has in this run. */
export interface AddressPlan {
  /** CIDR that holds every listener. */
  network: string;
  /** `hosts` gives each node its own loopback address; `ports` puts all on 127.0.0.1. */
  mode: 'hosts' | 'ports';
  /** Where the kubeconfig points: the load balancer before the API servers. */
  api: { address: string; port: number };
  nodes: readonly NodePlan[];
}

export const GIT_VERSION = 'v1.36.3';
/** The worker that the last upgrade left out. */
const LEFT_BEHIND = { name: 'main-worker-5', version: 'v1.35.7' };

const NODE_NAMES = [
  'main-cp-1',
  'main-cp-2',
  'main-cp-3',
  'main-worker-1',
  'main-worker-2',
  'main-worker-3',
  'main-worker-4',
  'main-worker-5',
] as const;
export type NodeName = (typeof NODE_NAMES)[number];

/**
 * Plans a cluster on the hosts of a loopback /24, given as its first three numbers. Where another program holds
 * the port of the API or of the kubelets on every address, they move: clients are told their ports.
 */
export function planHosts(prefix: string, blocked: ReadonlySet<number> = new Set()): AddressPlan {
  const apiPort = blocked.has(6443) ? 7443 : 6443;
  const kubeletPort = blocked.has(10250) ? 11250 : 10250;
  return {
    network: `${prefix}.0/24`,
    mode: 'hosts',
    api: { address: `${prefix}.10`, port: apiPort },
    nodes: NODE_NAMES.map((name, index) => ({
      ...nodeBase(name),
      address: `${prefix}.${11 + index}`,
      kubeletPort,
      apiPort,
    })),
  };
}

/** Plans a cluster on ports of 127.0.0.1, from free ports: one for the API, one for each kubelet. */
export function planPorts(ports: readonly number[]): AddressPlan {
  const [apiPort = 0, ...kubeletPorts] = ports;
  return {
    network: '127.0.0.1/32',
    mode: 'ports',
    api: { address: '127.0.0.1', port: apiPort },
    nodes: NODE_NAMES.map((name, index) => ({
      ...nodeBase(name),
      address: '127.0.0.1',
      kubeletPort: kubeletPorts[index] ?? 0,
      apiPort,
    })),
  };
}

/** How many free ports `planPorts` wants. */
export const PORTS_WANTED = NODE_NAMES.length + 1;

function nodeBase(name: string): Pick<NodePlan, 'name' | 'isControlPlane' | 'kubeletVersion'> {
  return {
    name,
    isControlPlane: name.startsWith('main-cp-'),
    kubeletVersion: name === LEFT_BEHIND.name ? LEFT_BEHIND.version : GIT_VERSION,
  };
}
