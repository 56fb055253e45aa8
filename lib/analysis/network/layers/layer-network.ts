import type { SpecObject } from '#lib/model/cluster-objects.ts';
import type { Text } from '#lib/model/text.ts';
import { parseAttachment, type AttachmentConfig } from './attachment-config.ts';
import type { Subnet } from './attachment-ipam.ts';
import type { ClusterWideNetwork } from './multus-config.ts';

/** Where it is known from that a network exists. */
export const NETWORK_ORIGINS = ['primary', 'definition', 'cluster-wide', 'reported', 'declared'] as const;
export type NetworkOrigin = (typeof NETWORK_ORIGINS)[number];

/** One network that pods of a cluster are on. */
export interface LayerNetwork {
  /** `primary`, `namespace/name` of a definition, or the name that Multus or an annotation has for it. */
  readonly key: string;
  readonly origin: NetworkOrigin;
  readonly config: AttachmentConfig | null;
  readonly subnets: readonly Subnet[];
  /** Every pod is given it, whether it asks or not. */
  readonly isClusterWide: boolean;
  /** What is wrong with its definition. */
  readonly problem: Text | null;
}

export const PRIMARY_KEY = 'primary';

export const PRIMARY: LayerNetwork = {
  key: PRIMARY_KEY,
  origin: 'primary',
  config: null,
  subnets: [],
  isClusterWide: true,
  problem: null,
};

/** Returns the network of a NetworkAttachmentDefinition. */
export function networkOfDefinition(
  { metadata, spec }: SpecObject,
  clusterWide: ReadonlySet<string>,
): LayerNetwork {
  const { config, problem } = parseAttachment(spec['config']);
  const key = `${metadata.namespace ?? 'default'}/${metadata.name}`;
  return {
    key,
    origin: 'definition',
    config,
    subnets: config?.ipam?.subnets ?? [],
    isClusterWide: clusterWide.has(key),
    problem,
  };
}

/** Returns a network that Multus gives to every pod by its own configuration. */
export function networkOfDelegate({ name, config }: ClusterWideNetwork): LayerNetwork {
  return {
    key: name,
    origin: 'cluster-wide',
    config,
    subnets: config?.ipam?.subnets ?? [],
    isClusterWide: true,
    problem: null,
  };
}

/** Returns a network of which nothing is known but that pods are on it. */
export function unknownNetwork(
  key: string,
  origin: 'reported' | 'declared',
  subnets: readonly Subnet[] = [],
): LayerNetwork {
  return { key, origin, config: null, subnets, isClusterWide: false, problem: null };
}
