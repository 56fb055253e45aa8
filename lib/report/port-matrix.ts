import { getWords } from '#lib/i18n/words.ts';
import { byCodeUnit } from '#lib/model/order.ts';
import type { ProbeResult, ProbeService } from '#lib/model/probe.ts';
import type { Locale } from '#lib/model/text.ts';
import type { Block, PortCell, PortLook } from './report-document.ts';

// More columns than this are set as several tables, so that each word in a cell stays readable.
const PORTS_ACROSS = 10;

/** What gives a cluster away when anyone may ask it. */
const PRECIOUS: readonly ProbeService[] = [
  'kube-apiserver',
  'kubelet',
  'kubelet-read-only',
  'etcd',
  'etcd-peer',
];

/** Names of the ports everybody knows, as short as a column's head. */
const PORT_NAMES: Readonly<Record<number, string>> = {
  2379: 'etcd',
  2380: 'etcd peer',
  2381: 'etcd metrics',
  6443: 'API',
  8080: 'API (HTTP)',
  10249: 'proxy metrics',
  10250: 'kubelet',
  10255: 'read-only',
  10256: 'proxy health',
  10257: 'ctrl-mgr',
  10259: 'scheduler',
};

type MatrixBlock = Extract<Block, { kind: 'matrix' }>;

/** Returns nodes against ports, in as many tables as the ports need. */
export function portMatrix(probes: readonly ProbeResult[], locale: Locale): readonly MatrixBlock[] {
  const t = getWords('report', locale);
  const ports = [...new Set(probes.map(({ target }) => target.port))].toSorted((a, b) => a - b);
  const rows = new Map<string, Map<number, ProbeResult>>();
  for (const probe of probes) {
    const name = probe.target.node ?? probe.target.address;
    const row = rows.get(name) ?? new Map<number, ProbeResult>();
    // A node with several addresses shows the one that answered.
    if (row.get(probe.target.port)?.state !== 'open') row.set(probe.target.port, probe);
    rows.set(name, row);
  }
  const names = [...rows.keys()].toSorted(byCodeUnit);
  const blocks: MatrixBlock[] = [];
  // Tables of about the same width, not a full one and a rest.
  const across = Math.ceil(ports.length / Math.ceil(ports.length / PORTS_ACROSS));
  for (let start = 0; start < ports.length; start += across) {
    const part = ports.slice(start, start + across);
    blocks.push({
      kind: 'matrix',
      label: t('ports.matrix'),
      nodeWord: t('ports.node'),
      ports: part.map((port) => ({ port, name: PORT_NAMES[port] ?? '' })),
      rows: names
        .filter((name) => part.some((port) => rows.get(name)?.has(port)))
        .map((name) => ({
          name,
          cells: part.map((port) => portCell(rows.get(name)?.get(port), locale)),
        })),
    });
  }
  return blocks;
}

/** Returns each look of a cell with its meaning. */
export function portLegend(locale: Locale): readonly PortCell[] {
  const t = getWords('report', locale);
  return [
    { look: 'fine', text: '401', spoken: t('ports.fine') },
    { look: 'notable', text: 'HTTP', spoken: t('ports.notable') },
    { look: 'bad', text: getWords('exposure', locale)('seen.anonymous'), spoken: t('ports.bad') },
    { look: 'closed', text: '·', spoken: t('ports.refused') },
    { look: 'unseen', text: '?', spoken: t('ports.unseen') },
  ];
}

function portCell(probe: ProbeResult | undefined, locale: Locale): PortCell {
  const t = getWords('report', locale);
  if (probe === undefined) return { look: 'none', text: '', spoken: t('ports.none') };
  switch (probe.state) {
    case 'open':
      return openCell(probe, locale);
    case 'refused':
      return { look: 'closed', text: '·', spoken: t('ports.refused') };
    case 'filtered':
    case 'unreachable':
      return { look: 'unseen', text: '?', spoken: t('ports.unseen') };
  }
}

function openCell(probe: ProbeResult, locale: Locale): PortCell {
  const t = getWords('report', locale);
  const look = openLook(probe);
  if (look === 'bad')
    return { look, text: getWords('exposure', locale)('seen.anonymous'), spoken: t('ports.bad') };
  if (probe.clientCertificate === 'required') return { look, text: 'mTLS', spoken: t('ports.mtls') };
  const status = probe.answers.findLast((answer) => answer.status !== null)?.status ?? null;
  if (probe.tls === null) return { look, text: 'HTTP', spoken: t('ports.http', { status: status ?? '–' }) };
  if (status === null) return { look, text: 'TLS', spoken: t('ports.tls') };
  return { look, text: String(status), spoken: t('ports.answered', { status }) };
}

function openLook({ anonymous, service, tls }: ProbeResult): PortLook {
  if (anonymous === 'allowed') return service !== null && PRECIOUS.includes(service) ? 'bad' : 'notable';
  // A kubelet that knows a stranger as anonymous needs one wrong binding to obey them.
  if (service === 'kubelet' && anonymous === 'denied') return 'notable';
  // A health page for load balancers is meant to be plain.
  if (tls === null && service !== 'kube-proxy-health') return 'notable';
  return 'fine';
}
