import { text } from '#lib/model/text.ts';
import type { CiliumContext } from './cilium-plan.ts';
import type { PortTerm, PortTerms } from './policy-ir.ts';
import { LANE_MOST, type Lane } from './port-sets.ts';
import { fieldLists, fieldsOf, textOf, type Fields } from './raw-fields.ts';

interface CiliumPorts {
  readonly terms: PortTerms;
  /** The rule says something of ports or ICMP. */
  readonly isLimited: boolean;
  /** It allows only some requests on these ports. */
  readonly hasRequests: boolean;
}

const LANES_WITH_PORTS: readonly Lane[] = ['TCP', 'UDP', 'SCTP'];

/** Names of ICMP types that a policy may use in the place of numbers. */
const ICMP_TYPES: Readonly<Record<'ICMP' | 'ICMPv6', Readonly<Record<string, number>>>> = {
  ICMP: {
    EchoReply: 0,
    DestinationUnreachable: 3,
    Redirect: 5,
    Echo: 8,
    EchoRequest: 8,
    RouterAdvertisement: 9,
    RouterSelection: 10,
    TimeExceeded: 11,
    ParameterProblem: 12,
    Timestamp: 13,
    TimestampReply: 14,
    Photuris: 40,
    ExtendedEchoRequest: 42,
    ExtendedEchoReply: 43,
  },
  ICMPv6: {
    DestinationUnreachable: 1,
    PacketTooBig: 2,
    TimeExceeded: 3,
    ParameterProblem: 4,
    EchoRequest: 128,
    EchoReply: 129,
    MulticastListenerQuery: 130,
    MulticastListenerReport: 131,
    MulticastListenerDone: 132,
    RouterSolicitation: 133,
    RouterAdvertisement: 134,
    NeighborSolicitation: 135,
    NeighborAdvertisement: 136,
    RedirectMessage: 137,
    RouterRenumbering: 138,
  },
};

/** Returns the ports and ICMP types of a rule (CI-6, CI-7); ports are those of the pod. */
export function ciliumPorts(raw: Fields, context: CiliumContext): CiliumPorts {
  const groups = fieldLists(raw['toPorts']);
  const icmps = fieldLists(raw['icmps']);
  if (groups.length === 0 && icmps.length === 0)
    return { terms: 'all', isLimited: false, hasRequests: false };
  const lists = groups.map((group) => fieldLists(group['ports']));
  const hasRequests = groups.some(({ rules }) => Object.keys(fieldsOf(rules)).length > 0);
  // A group without ports is about all of them.
  if (lists.some((list) => list.length === 0)) return { terms: 'all', isLimited: true, hasRequests };
  const terms = [
    ...lists.flat().flatMap((port) => portTerms(port, context)),
    ...icmps.flatMap(({ fields }) => fieldLists(fields)).flatMap((field) => icmpTerms(field, context)),
  ];
  return { terms, isLimited: true, hasRequests };
}

function portTerms({ port, protocol, endPort }: Fields, { report }: CiliumContext): PortTerm[] {
  const lanes = lanesOf(protocol);
  if (lanes === null) return icmpAll(protocol);
  const written = textOf(port) || '0';
  if (!/^\d+$/.test(written)) {
    if (endPort !== undefined && endPort !== 0) {
      report(
        'CI-6',
        text(
          `The named port "${written}" has an end of a range, which is left out.`,
          `命名端口“${written}”带有范围结尾，此结尾被忽略。`,
        ),
      );
    }
    return [{ named: written, lanes }];
  }
  const from = Number(written);
  if (from === 0) return lanes.map((lane) => ({ lane, from: 0, to: LANE_MOST[lane] }));
  const to = typeof endPort === 'number' && endPort > from ? endPort : from;
  return lanes.map((lane) => ({ lane, from, to }));
}

/** CI-6: no protocol is any of them. */
function lanesOf(protocol: unknown): readonly Lane[] | null {
  if (protocol === undefined || protocol === '' || protocol === 'ANY') return LANES_WITH_PORTS;
  const lane = LANES_WITH_PORTS.find((one) => one === textOf(protocol).toUpperCase());
  return lane === undefined ? null : [lane];
}

function icmpAll(protocol: unknown): PortTerm[] {
  const lane = protocol === 'ICMPV6' || protocol === 'ICMPv6' ? 'ICMPv6' : 'ICMP';
  return [{ lane, from: 0, to: LANE_MOST[lane] }];
}

function icmpTerms({ family, type }: Fields, { report }: CiliumContext): PortTerm[] {
  const lane = family === 'IPv6' ? 'ICMPv6' : 'ICMP';
  const written = textOf(type);
  const number = /^\d+$/.test(written) ? Number(written) : ICMP_TYPES[lane][written];
  if (number !== undefined) return [{ lane, from: number * 256, to: number * 256 + 255 }];
  report(
    'CI-7',
    text(
      `"${written}" is no known ICMP type; it matches nothing.`,
      `“${written}”不是已知的 ICMP 类型，不匹配任何报文。`,
    ),
  );
  return [];
}
