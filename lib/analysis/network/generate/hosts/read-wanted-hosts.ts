import { parseCidr } from '#lib/analysis/network/reach/address-ranges.ts';
import { fieldsOf, type Fields } from '#lib/analysis/network/reach/raw-fields.ts';
import { text, type Text } from '#lib/model/text.ts';
import {
  WANTED_SENDERS,
  type WantedNodes,
  type WantedPort,
  type WantedRow,
  type WantedSource,
} from './wanted-hosts.ts';

/** A table as it was written: its rows, or what is wrong with it. */
export interface ReadTable {
  readonly rows: readonly WantedRow[];
  readonly faults: readonly Text[];
}

const LANES = ['TCP', 'UDP', 'SCTP'] as const;
const FIELDS = ['nodes', 'ports', 'from', 'access'];

/** Reads a list of rows with `nodes`, `ports`, `from` and `access`; each fault names its row and says what to write. */
export function readWantedHosts(written: unknown): ReadTable {
  const list: unknown = Array.isArray(written) ? written : fieldsOf(written)['rows'];
  if (!Array.isArray(list) || list.length === 0) return { rows: [], faults: [NO_ROWS] };
  const faults: Text[] = [];
  const rows = list.flatMap((one: unknown, at): WantedRow[] => {
    const fault = (en: string, zh: string): void =>
      void faults.push(text(`Row ${at + 1}: ${en}`, `第 ${at + 1} 行：${zh}`));
    const row = rowOf(fieldsOf(one), fault);
    return row === null ? [] : [row];
  });
  return { rows, faults };
}

type Fault = (en: string, zh: string) => void;

function rowOf(raw: Fields, fault: Fault): WantedRow | null {
  const strange = Object.keys(raw).find((key) => !FIELDS.includes(key));
  if (strange !== undefined)
    fault(
      `"${strange}" is not a field; write nodes, ports, from and access.`,
      `“${strange}”不是字段；请写 nodes、ports、from 和 access。`,
    );
  const nodes = nodesOf(raw['nodes'], fault);
  const ports = asList(raw['ports']).flatMap((one) => portOf(one, fault));
  const from = asList(raw['from']).flatMap((one) => sourceOf(one, fault));
  const { access } = raw;
  const isKnown = access === 'allowed' || access === 'denied';
  if (!isKnown) fault('access must be allowed or denied.', 'access 必须是 allowed 或 denied。');
  if (asList(raw['ports']).length === 0)
    fault(
      'ports must name one port at least, such as 10250 or 53/UDP.',
      'ports 至少要写一个端口，例如 10250 或 53/UDP。',
    );
  if (asList(raw['from']).length === 0)
    fault(
      'from must name one sender at least: anyone, internet, nodes, pods or a CIDR.',
      'from 至少要写一个来源：anyone、internet、nodes、pods 或 CIDR。',
    );
  return isKnown && nodes !== null ? { nodes, ports, from, access } : null;
}

function asList(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value;
  return value === undefined || value === null ? [] : [value];
}

function nodesOf(value: unknown, fault: Fault): WantedNodes | null {
  if (value === '*') return { kind: 'all' };
  if (value === 'control-plane' || value === 'workers') return { kind: value };
  if (typeof value === 'string' && value !== '') return { kind: 'names', names: [value] };
  if (Array.isArray(value) && value.length > 0 && value.every((one) => typeof one === 'string'))
    return { kind: 'names', names: value };
  const labels = Object.entries(fieldsOf(value));
  if (labels.length > 0 && labels.every(([, one]) => typeof one === 'string'))
    return { kind: 'labels', labels: Object.fromEntries(labels) as Record<string, string> };
  fault(
    'nodes must be "*", control-plane, workers, names of nodes, or labels as key: value.',
    'nodes 必须是 "*"、control-plane、workers、节点名，或 key: value 形式的标签。',
  );
  return null;
}

function portOf(value: unknown, fault: Fault): WantedPort[] {
  const [, number = '', protocol = 'TCP'] = /^(\d{1,5})(?:\/(\w+))?$/.exec(String(value)) ?? [];
  const lane = LANES.find((one) => one === protocol.toUpperCase());
  const port = Number(number);
  if (lane !== undefined && port >= 1 && port <= 65_535) return [{ lane, port }];
  fault(
    `"${String(value)}" is no port; write 10250 or 53/UDP.`,
    `“${String(value)}”不是端口；请写 10250 或 53/UDP。`,
  );
  return [];
}

function sourceOf(value: unknown, fault: Fault): WantedSource[] {
  const kind = WANTED_SENDERS.find((one) => one === value);
  if (kind !== undefined) return [{ kind }];
  if (typeof value === 'string' && parseCidr(value) !== null) return [{ kind: 'network', cidr: value }];
  fault(
    `"${String(value)}" is no sender; write anyone, internet, nodes, pods or a CIDR such as 10.0.0.0/8.`,
    `“${String(value)}”不是来源；请写 anyone、internet、nodes、pods 或 CIDR，例如 10.0.0.0/8。`,
  );
  return [];
}

const NO_ROWS = text(
  'The table must be a list of rows, each with nodes, ports, from and access.',
  '表必须是由行组成的列表，每行包含 nodes、ports、from 和 access。',
);
