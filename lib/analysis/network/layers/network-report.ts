import { fieldsOf, textOf, textsOf } from '#lib/analysis/network/reach/raw-fields.ts';
import { text, type Text } from '#lib/model/text.ts';
import { parseJson } from './parse-json.ts';

/** One interface as Multus reports it after it was made (MN-5). */
export interface ReportedInterface {
  /** `namespace/name` of its definition, or the name inside a configuration that has none. */
  readonly network: string;
  readonly interfaceName: string;
  readonly addresses: readonly string[];
  /** The pod's primary network. */
  readonly isPrimary: boolean;
}

export interface NetworkReport {
  /** Null where nothing was reported. */
  readonly interfaces: readonly ReportedInterface[] | null;
  readonly problem: Text | null;
}

const KEYS = ['k8s.v1.cni.cncf.io/network-status', 'k8s.v1.cni.cncf.io/networks-status'];

/** Returns the interfaces that a pod was reported to have, also under the key of older versions. */
export function readNetworkReport(annotations: Readonly<Record<string, string>>): NetworkReport {
  const key = KEYS.find((one) => (annotations[one] ?? '').trim() !== '');
  if (key === undefined) return { interfaces: null, problem: null };
  const parsed = parseJson(annotations[key] ?? '');
  if (!Array.isArray(parsed)) {
    const problem = text(
      `The annotation ${key} is no JSON list, so what the pod was given cannot be told.`,
      `注解 ${key} 不是 JSON 列表，因此无法得知该 Pod 实际得到了哪些网络。`,
    );
    return { interfaces: null, problem };
  }
  const interfaces = parsed.map(fieldsOf).map((item): ReportedInterface => ({
    network: textOf(item['name']),
    interfaceName: textOf(item['interface']) || (item['default'] === true ? 'eth0' : ''),
    addresses: textsOf(item['ips']),
    isPrimary: item['default'] === true,
  }));
  return { interfaces, problem: null };
}
