import { fieldLists, fieldsOf, textOf, type Fields } from '#lib/analysis/network/reach/raw-fields.ts';
import { text, type Text } from '#lib/model/text.ts';
import { readIpam, type Ipam } from './attachment-ipam.ts';
import { parseJson } from './parse-json.ts';

/** What a CNI configuration says of the network it makes. */
export interface AttachmentConfig {
  /** The name inside the configuration. */
  readonly name: string | null;
  /** The plugin that makes the interface, such as `macvlan`. */
  readonly type: string | null;
  /** How it behaves there: `bridge`, `private`, `l2` …; what the plugin does by itself where it is not written. */
  readonly mode: string | null;
  /** The host's interface it stands on. */
  readonly master: string | null;
  readonly vlan: number | null;
  readonly bridge: string | null;
  readonly ipam: Ipam | null;
}

export interface ParsedConfig {
  readonly config: AttachmentConfig | null;
  /** Why it cannot be read; null also where the definition has none of its own. */
  readonly problem: Text | null;
}

/**
 * Returns what a NetworkAttachmentDefinition configures. One without a text is looked up on each node's disk by
 * Multus, and says nothing here.
 */
export function parseAttachment(written: unknown): ParsedConfig {
  if (written === undefined || written === null || written === '') return { config: null, problem: null };
  const parsed = typeof written === 'string' ? parseJson(written) : undefined;
  const fields = fieldsOf(parsed);
  if (Object.keys(fields).length === 0) return { config: null, problem: NOT_JSON };
  return configOf(fields);
}

/** Returns what one CNI configuration, single or a list of plugins, configures. */
export function configOf(fields: Fields): ParsedConfig {
  const list = fieldLists(fields['plugins']);
  const main = list[0] ?? fields;
  const type = textOf(main['type']) || null;
  if (type === null) return { config: null, problem: NO_TYPE };
  const config: AttachmentConfig = {
    name: textOf(fields['name']) || textOf(main['name']) || null,
    type,
    mode: modeOf(type, main),
    master: textOf(main['master']) || textOf(main['device']) || null,
    vlan: vlanOf(main),
    bridge: type === 'bridge' || type === 'ovs' ? textOf(main['bridge']) || DEFAULT_BRIDGE : null,
    ipam: readIpam(main['ipam']),
  };
  return { config, problem: null };
}

/** The bridge plugin's own default. */
const DEFAULT_BRIDGE = 'cni0';

/** What plugins do where no mode is written. */
const DEFAULT_MODE: Readonly<Record<string, string>> = { macvlan: 'bridge', ipvlan: 'l2' };

function modeOf(type: string, main: Fields): string | null {
  return textOf(main['mode']) || (DEFAULT_MODE[type] ?? null);
}

function vlanOf(main: Fields): number | null {
  const written = textOf(main['vlan']) || textOf(main['vlanId']);
  return /^\d{1,4}$/.test(written) && written !== '0' ? Number(written) : null;
}

const NOT_JSON = text(
  'Its configuration is no JSON object, so pods that ask for it do not start and what it would be cannot be told.',
  '其配置不是 JSON 对象：请求它的 Pod 无法启动，也无法判断它本应是什么网络。',
);
const NO_TYPE = text(
  'Its configuration names no plugin, so what network it is cannot be told.',
  '其配置没有指明插件，因此无法判断它是什么网络。',
);
