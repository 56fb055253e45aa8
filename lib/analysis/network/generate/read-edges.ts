import { parseCidr, parseAddress, type AddressRange } from '#lib/analysis/network/reach/address-ranges.ts';
import type { PortRange } from '#lib/analysis/network/reach/port-sets.ts';
import { LIST_LANES } from '#lib/analysis/network/reach/ports-text.ts';
import { text, type Text } from '#lib/model/text.ts';

/** One end of a connection that is wanted: a workload or pod by its name, or addresses outside. */
export type EdgeEnd =
  | { readonly kind: 'workload'; readonly namespace: string; readonly name: string }
  | { readonly kind: 'addresses'; readonly range: AddressRange };

/** A connection that is wanted, as `list` prints it. */
export interface ChosenEdge {
  readonly from: EdgeEnd;
  readonly to: EdgeEnd;
  readonly ports: 'all' | readonly PortRange[];
}

const LINE = /^(.+?)\s*=>\s*(.+?)\s*:\s*((?:tcp|udp|sctp|all connections)\b.*)$/i;

/** Reads lines such as `ns/a => ns/b : TCP 80,8080-8090,UDP 53`; each fault says what to write. */
export function readEdges(lines: readonly string[]): {
  readonly edges: readonly ChosenEdge[];
  readonly faults: readonly Text[];
} {
  const faults: Text[] = [];
  const edges = lines
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'))
    .flatMap((line): ChosenEdge[] => {
      const [, source = '', target = '', written = ''] = LINE.exec(line) ?? [];
      const [from, to, ports] = [endOf(source), endOf(target), portsOf(written)];
      if (from !== null && to !== null && ports !== null && (isWorkload(from) || isWorkload(to)))
        return [{ from, to, ports }];
      faults.push(
        text(
          `"${line}" is no edge; write ns/a => ns/b : TCP 80,8080-8090,UDP 53. One end may be an address, a CIDR or a range; All Connections means every port.`,
          `“${line}”不是一条连接；请写成 ns/a => ns/b : TCP 80,8080-8090,UDP 53。其中一端可以是地址、CIDR 或地址段；All Connections 表示所有端口。`,
        ),
      );
      return [];
    });
  return { edges, faults };
}

function isWorkload({ kind }: EdgeEnd): boolean {
  return kind === 'workload';
}

function endOf(written: string): EdgeEnd | null {
  const bare = written.replace(/\[\w+\]$/, '');
  const range = rangeOf(bare);
  if (range !== null) return { kind: 'addresses', range };
  const [namespace = '', name = '', more] = bare.split('/');
  const isNamed = /^[\w.-]+$/.test(namespace) && /^[\w.-]+$/.test(name) && more === undefined;
  return isNamed ? { kind: 'workload', namespace, name } : null;
}

function rangeOf(written: string): AddressRange | null {
  const [low = '', high] = written.split('-');
  if (high === undefined)
    return parseAddress(written) === null && !written.includes('/') ? null : parseCidr(written);
  const [first, last] = [parseAddress(low), parseAddress(high)];
  if (first === null || last === null || first.family !== last.family || first.value > last.value)
    return null;
  return { family: first.family, first: first.value, last: last.value };
}

function portsOf(written: string): ChosenEdge['ports'] | null {
  if (/^all connections$/i.test(written.trim())) return 'all';
  const ranges: PortRange[] = [];
  let lane: PortRange['lane'] | undefined;
  for (const word of written.split(',')) {
    const [whole, protocol, low, high] = /^\s*([a-z]+)?\s*(?:(\d+)(?:-(\d+))?)?\s*$/i.exec(word) ?? [];
    if (protocol !== undefined) lane = LIST_LANES.find((one) => one === protocol.toUpperCase());
    const [from, to] = low === undefined ? [1, 65_535] : [Number(low), Number(high ?? low)];
    const isEmpty = whole === undefined || whole.trim() === '';
    if (isEmpty || lane === undefined || !isRange(from, to)) return null;
    ranges.push({ lane, from, to });
  }
  return ranges;
}

function isRange(from: number, to: number): boolean {
  return from >= 1 && from <= to && to <= 65_535;
}
