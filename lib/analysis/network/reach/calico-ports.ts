import type { PortTerm, PortTerms } from './policy-ir.ts';
import { LANES, LANE_MOST, type Lane, type PortRange } from './port-sets.ts';
import { fieldsOf, textOf, type Fields } from './raw-fields.ts';

/** Ports a rule is about, and whether something about them cannot be told from what the cluster shows. */
export interface CalicoPorts {
  readonly terms: PortTerms;
  /** It depends on the packet's source port. */
  readonly isBySource: boolean;
}

const WITH_PORTS: readonly Lane[] = ['TCP', 'UDP', 'SCTP'];

const NUMBERS: Readonly<Record<string, number>> = {
  tcp: 6,
  udp: 17,
  sctp: 132,
  icmp: 1,
  icmpv6: 58,
  udplite: 136,
};

/** Returns the protocols, ports and ICMP types of a rule (CA-15, CA-16); ports are those of the destination. */
export function calicoPorts(rule: Fields): CalicoPorts {
  const destination = fieldsOf(rule['destination']);
  const source = fieldsOf(rule['source']);
  const lanes = protocolRanges(rule);
  const wanted = listed(destination['ports']);
  const unwanted = listed(destination['notPorts']);
  const isBySource = listed(source['ports']).length > 0 || listed(source['notPorts']).length > 0;
  if (wanted.length === 0 && unwanted.length === 0) {
    const icmp = icmpRanges(rule, lanes);
    return { terms: icmp ?? 'all', isBySource };
  }
  const about = (lanes ?? WITH_PORTS.map(whole)).filter(({ lane }) => WITH_PORTS.includes(lane));
  const holes = unwanted.flatMap((one) => portRange(one) ?? []);
  const ranges = about.flatMap(({ lane }) =>
    without(
      wanted.length === 0
        ? [{ from: 0, to: LANE_MOST[lane] }]
        : wanted.flatMap((one) => portRange(one) ?? []),
      holes,
    ).map((range) => ({ lane, ...range })),
  );
  const namesIn = (list: readonly unknown[]) =>
    list
      .filter((one) => portRange(one) === null)
      .map((one) => ({ named: textOf(one), lanes: about.map(({ lane }) => lane) }));
  const leftOut = namesIn(unwanted).map((one): PortTerm => ({ ...one, isLeftOut: true }));
  return { terms: [...ranges, ...namesIn(wanted), ...leftOut], isBySource };
}

/** The lanes of `protocol` or `notProtocol`; null where a rule has neither. */
function protocolRanges({ protocol, notProtocol }: Fields): PortRange[] | null {
  if (protocol !== undefined) return [protocolRange(protocol)];
  if (notProtocol === undefined) return null;
  const left = protocolRange(notProtocol);
  return LANES.flatMap((lane): PortRange[] => {
    if (lane !== left.lane) return [whole(lane)];
    return lane === 'OTHER' ? without([whole(lane)], [left]).map((range) => ({ lane, ...range })) : [];
  });
}

function protocolRange(protocol: unknown): PortRange {
  const written = textOf(protocol).toLowerCase();
  const number = NUMBERS[written] ?? Number(written);
  const lane = LANES.find((one) => NUMBERS[one.toLowerCase()] === number);
  return lane === undefined ? { lane: 'OTHER', from: number, to: number } : whole(lane);
}

function whole(lane: Lane): PortRange {
  return { lane, from: 0, to: LANE_MOST[lane] };
}

function icmpRanges({ icmp, notICMP, ipVersion }: Fields, lanes: PortRange[] | null): PortRange[] | null {
  if (icmp === undefined && notICMP === undefined) return lanes;
  const about = (lanes ?? [whole(ipVersion === 6 ? 'ICMPv6' : 'ICMP')]).filter(({ lane }) =>
    lane.startsWith('ICMP'),
  );
  const holes = notICMP === undefined ? [] : [icmpRange(fieldsOf(notICMP))];
  const wanted = icmp === undefined ? null : icmpRange(fieldsOf(icmp));
  return about.flatMap(({ lane, from, to }) =>
    without([wanted ?? { from, to }], holes).map((range) => ({ lane, ...range })),
  );
}

interface Span {
  readonly from: number;
  readonly to: number;
}

function icmpRange({ type, code }: Fields): Span {
  if (typeof type !== 'number') return { from: 0, to: LANE_MOST.ICMP };
  const from = type * 256 + (typeof code === 'number' ? code : 0);
  return { from, to: typeof code === 'number' ? from : from + 255 };
}

function listed(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** A number or `from:to`; null for a name. */
function portRange(value: unknown): Span | null {
  const found = /^(\d{1,5})(?::(\d{1,5}))?$/.exec(textOf(value).trim());
  if (found === null) return null;
  const from = Number(found[1]);
  return { from, to: Number(found[2] ?? from) };
}

function without(spans: readonly Span[], holes: readonly Span[]): Span[] {
  let left = spans.map(({ from, to }) => ({ from, to }));
  for (const hole of holes) {
    left = left.flatMap(({ from, to }) =>
      hole.to < from || to < hole.from
        ? [{ from, to }]
        : [
            { from, to: hole.from - 1 },
            { from: hole.to + 1, to },
          ].filter((span) => span.from <= span.to),
    );
  }
  return left;
}
