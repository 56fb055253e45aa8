import { getWords } from '#lib/i18n/words.ts';
import type { PortFacts, PortSight, PortStanding } from '#lib/model/port-sight.ts';
import type { Locale } from '#lib/model/text.ts';
import type { Block, PortCell, PortLook } from './report-document.ts';

/** What was seen at the ports of each host, as the pages judge it. */
export interface PortsSeen {
  readonly hosts: readonly {
    readonly name: string;
    readonly cells: readonly { readonly port: number; readonly sight: PortSight }[];
  }[];
  /** Every port asked anywhere, in order. */
  readonly ports: readonly { readonly port: number; readonly facts: PortFacts | null }[];
}

// More columns than this are set as several tables, so that each word in a cell stays readable.
const PORTS_ACROSS = 10;

const LOOKS: Readonly<Record<PortStanding, PortLook>> = {
  'open-door': 'bad',
  'should-not': 'notable',
  unreached: 'unseen',
  fine: 'fine',
  refused: 'closed',
  'not-asked': 'none',
};

const NOT_ASKED: PortSight = { seen: 'unreached', status: null, standing: 'not-asked' };

type MatrixBlock = Extract<Block, { kind: 'matrix' }>;

/** Returns hosts against ports, in as many tables as the ports need; a host is in those where it was asked. */
export function portMatrix({ hosts, ports }: PortsSeen, locale: Locale): readonly MatrixBlock[] {
  const t = getWords('report', locale);
  const rows = hosts.map(({ name, cells }) => ({
    name,
    sights: new Map(cells.map(({ port, sight }) => [port, sight])),
  }));
  // Tables of about the same width, not a full one and a rest.
  const across = Math.ceil(ports.length / Math.ceil(ports.length / PORTS_ACROSS));
  const blocks: MatrixBlock[] = [];
  for (let start = 0; start < ports.length; start += across) {
    const part = ports.slice(start, start + across);
    blocks.push({
      kind: 'matrix',
      label: t('ports.matrix'),
      nodeWord: t('ports.node'),
      ports: part.map(({ port, facts }) => ({ port, name: facts?.label[locale] ?? '' })),
      rows: rows
        .filter(({ sights }) => part.some(({ port }) => sights.has(port)))
        .map(({ name, sights }) => ({
          name,
          cells: part.map(({ port }) => portCell(sights.get(port) ?? NOT_ASKED, locale)),
        })),
    });
  }
  return blocks;
}

const SAMPLES: readonly PortSight[] = [
  { seen: 'status', status: 401, standing: 'fine' },
  { seen: 'http', status: null, standing: 'should-not' },
  { seen: 'anonymous', status: null, standing: 'open-door' },
  { seen: 'refused', status: null, standing: 'refused' },
  { seen: 'unreached', status: null, standing: 'unreached' },
];

/** Returns each look of a cell with its meaning. */
export function portLegend(locale: Locale): readonly PortCell[] {
  const t = getWords('exposure', locale);
  return SAMPLES.map((sight) => ({ ...portCell(sight, locale), spoken: t(`standings.${sight.standing}`) }));
}

function portCell({ seen, status, standing }: PortSight, locale: Locale): PortCell {
  const t = getWords('exposure', locale);
  const look = LOOKS[standing];
  const words = t(`standings.${standing}`);
  if (look === 'none') return { look, text: '', spoken: words };
  const text = status === null ? t(`seen.${seen}`) : String(status);
  // The signs of the quiet cells say nothing aloud.
  if (look === 'closed' || look === 'unseen') return { look, text, spoken: words };
  return { look, text, spoken: `${text}${t('comma')}${words}` };
}
