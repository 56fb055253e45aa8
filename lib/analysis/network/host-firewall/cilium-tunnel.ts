import type { ConfigMap } from '#lib/model/cluster-objects.ts';

/** How Cilium carries packets of pods between nodes. */
export interface CiliumTunnel {
  readonly protocol: string;
  /** UDP. */
  readonly port: number;
}

const PORTS: Readonly<Record<string, number>> = { vxlan: 8472, geneve: 6081 };

/** Returns the tunnel between nodes; null where their network carries packets of pods as they are. */
export function ciliumTunnel(configMaps: readonly ConfigMap[]): CiliumTunnel | null {
  const settings = configMaps.find(({ metadata }) => metadata.name === 'cilium-config')?.data ?? {};
  if ((settings['routing-mode'] ?? 'tunnel') !== 'tunnel') return null;
  const protocol = settings['tunnel-protocol'] ?? 'vxlan';
  return { protocol, port: Number(settings['tunnel-port'] ?? PORTS[protocol] ?? PORTS['vxlan']) };
}
