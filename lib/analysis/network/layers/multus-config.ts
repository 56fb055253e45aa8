import {
  fieldLists,
  fieldsOf,
  textOf,
  textsOf,
  type Fields,
} from '#lib/analysis/network/reach/raw-fields.ts';
import type { ConfigMap } from '#lib/model/cluster-objects.ts';
import { configOf, type AttachmentConfig } from './attachment-config.ts';
import { parseJson } from './parse-json.ts';

/** A network that Multus gives to every pod without being asked (MN-11). */
export interface ClusterWideNetwork {
  /** Of the definition (`namespace/name`), or the name inside the configuration. */
  readonly name: string;
  readonly isDefinition: boolean;
  readonly config: AttachmentConfig | null;
}

/** What Multus itself is configured to do. */
export interface MultusConfig {
  readonly clusterWide: readonly ClusterWideNetwork[];
  /** Pods may name definitions of their own namespace and of these only; null where any may be named. */
  readonly isolatedExcept: readonly string[] | null;
  /** The ConfigMap it was read from; null where none was. */
  readonly source: string | null;
}

const NOTHING: MultusConfig = { clusterWide: [], isolatedExcept: null, source: null };
const TYPES = ['multus', 'multus-shim'];

/** Returns the configuration that Multus runs with, as far as a ConfigMap holds it. */
export function readMultusConfig(configMaps: readonly ConfigMap[]): MultusConfig {
  for (const { metadata, data = {} } of configMaps) {
    for (const written of Object.values(data)) {
      const fields = multusFields(written);
      if (fields !== null) return multusOf(fields, `${metadata.namespace ?? 'default'}/${metadata.name}`);
    }
  }
  return NOTHING;
}

function multusFields(written: string): Fields | null {
  if (!written.trimStart().startsWith('{')) return null;
  const fields = fieldsOf(parseJson(written));
  const candidates = [fields, ...fieldLists(fields['plugins'])];
  const found = candidates.find(({ type }) => TYPES.includes(textOf(type)));
  if (found !== undefined) return found;
  // The daemon's own settings name no type.
  return 'chrootDir' in fields || 'readinessindicatorfile' in fields ? fields : null;
}

function multusOf(fields: Fields, source: string): MultusConfig {
  const delegates = fieldLists(fields['delegates']);
  // The master plugin, or the first where none is marked, makes eth0.
  const marked = delegates.findIndex(({ masterplugin }) => masterplugin === true);
  const others = delegates.filter((_, at) => at !== Math.max(marked, 0));
  const clusterWide = [
    ...others.map((one, at): ClusterWideNetwork => {
      const { config } = configOf(one);
      return { name: config?.name ?? `delegate-${at + 2}`, isDefinition: false, config };
    }),
    ...textsOf(fields['defaultNetworks']).map((name): ClusterWideNetwork => ({
      name: name.includes('/') ? name : `kube-system/${name}`,
      isDefinition: true,
      config: null,
    })),
  ];
  const isIsolated = fields['namespaceIsolation'] === true;
  const global = textOf(fields['globalNamespaces'])
    .split(',')
    .map((one) => one.trim())
    .filter((one) => one !== '');
  return {
    clusterWide,
    // Where no list is written, `default` alone may be named from elsewhere.
    isolatedExcept: isIsolated ? (global.length > 0 ? global : ['default']) : null,
    source,
  };
}
