import { getWords } from '#lib/i18n/words.ts';
import { byCodeUnit } from '#lib/model/order.ts';
import type { ProbeResult } from '#lib/model/probe.ts';
import type { Locale } from '#lib/model/text.ts';
import { listText } from '#lib/report/formats.ts';
import { portLegend, portMatrix } from '#lib/report/port-matrix.ts';
import type { Block, Cell, Section } from '#lib/report/report-document.ts';
import type { ReportMatter } from '#lib/report/report-input.ts';

/** Returns what answered on each node, as it was seen from where the scan ran. */
export function portsSection({ result, ports, locale }: ReportMatter): Section {
  const t = getWords('report', locale);
  const { probes, gaps, scan } = result;
  const lead: Block = { kind: 'paragraph', look: 'body', text: t('ports.lead', { host: scan.vantage.host }) };
  const blocks: readonly Block[] =
    probes.length === 0
      ? [{ kind: 'paragraph', look: 'body', text: whyNoProbes(gaps, locale) }]
      : [
          lead,
          ...portMatrix(ports, locale),
          { kind: 'legend', items: portLegend(locale) },
          ...answerBlocks(probes, locale),
        ];
  return { anchor: 'ports', title: t('ports.title'), blocks };
}

function whyNoProbes(gaps: ReportMatter['result']['gaps'], locale: Locale): string {
  const t = getWords('report', locale);
  const gap = gaps.find(({ slice }) => slice === 'probes');
  return gap === undefined ? t('ports.nothing') : t('ports.nothingWhy', { why: gap.message[locale] });
}

/** What answered alike is said once, with the nodes it was seen on. */
function answerBlocks(probes: readonly ProbeResult[], locale: Locale): readonly Block[] {
  const t = getWords('report', locale);
  const groups = new Map<string, { first: ProbeResult; nodes: string[] }>();
  for (const probe of probes) {
    if (probe.state !== 'open') continue;
    const { target, service, tls, clientCertificate, anonymous } = probe;
    const key = [target.port, service, tls?.version, clientCertificate, anonymous].join(' ');
    const group = groups.get(key) ?? { first: probe, nodes: [] };
    group.nodes.push(target.node ?? target.address);
    groups.set(key, group);
  }
  if (groups.size === 0) return [];
  const rows = [...groups.values()]
    .toSorted((a, b) => a.first.target.port - b.first.target.port || b.nodes.length - a.nodes.length)
    .map(({ first, nodes }): readonly Cell[] => [
      { text: String(first.target.port), strong: true },
      serviceCell(first.service),
      { text: first.tls?.version ?? t('ports.plain'), faint: first.tls !== null },
      // Only an encrypted port can ask for one.
      first.tls === null ? { text: '–', faint: true } : { text: t(`certificate.${first.clientCertificate}`) },
      { text: t(`anonymous.${first.anonymous}`), strong: first.anonymous === 'allowed' },
      { text: nodesText([...new Set(nodes)].toSorted(byCodeUnit), locale) },
    ]);
  return [
    { kind: 'heading', level: 2, text: t('ports.answers'), anchor: null },
    {
      kind: 'table',
      label: t('ports.answers'),
      columns: [
        { label: t('ports.port'), share: 0.07 },
        { label: t('ports.service'), share: 0.18 },
        { label: t('ports.encryption'), share: 0.11 },
        { label: t('ports.certificate'), share: 0.16 },
        { label: t('ports.anonymous'), share: 0.18 },
        { label: t('ports.nodes'), share: 0.3 },
      ],
      rows,
    },
  ];
}

// More names than this fill pages and say less than their number; the matrix has each of them.
const NODES_NAMED = 12;

function nodesText(nodes: readonly string[], locale: Locale): string {
  return nodes.length <= NODES_NAMED
    ? listText(nodes, locale)
    : getWords('report', locale)('ports.nodeCount', { count: nodes.length });
}

/** Of a port that showed nothing but its encryption, another column says all there is. */
function serviceCell(service: ProbeResult['service']): Cell {
  return service === null || service === 'tls' ? { text: '–', faint: true } : { text: service };
}
