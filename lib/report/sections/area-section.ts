import { getWords } from '#lib/i18n/words.ts';
import type { Finding } from '#lib/model/control.ts';
import type { SliceName } from '#lib/model/inventory.ts';
import type { SliceSummary } from '#lib/model/scan-result.ts';
import { byCodeUnit } from '#lib/model/order.ts';
import { checkRows } from '#lib/views/check-rows.ts';
import { listText, numberText } from '#lib/report/formats.ts';
import type { Block, Cell, Fact, Section } from '#lib/report/report-document.ts';
import type { ReportMatter } from '#lib/report/report-input.ts';

interface Kind {
  readonly slice: SliceName;
  /** As Kubernetes writes it, in every language. */
  readonly name: string;
}

const KINDS = {
  rbac: [
    { slice: 'clusterRoles', name: 'ClusterRoles' },
    { slice: 'roles', name: 'Roles' },
    { slice: 'clusterRoleBindings', name: 'ClusterRoleBindings' },
    { slice: 'roleBindings', name: 'RoleBindings' },
    { slice: 'serviceAccounts', name: 'ServiceAccounts' },
  ],
  network: [
    { slice: 'namespaces', name: 'Namespaces' },
    { slice: 'networkPolicies', name: 'NetworkPolicies' },
    { slice: 'services', name: 'Services' },
    { slice: 'ingresses', name: 'Ingresses' },
    { slice: 'gateways', name: 'Gateways' },
  ],
} as const satisfies Record<string, readonly Kind[]>;

/** Returns one area at a glance: what was read, each check's outcome, and where it failed. */
export function areaSection(matter: ReportMatter, area: keyof typeof KINDS): Section {
  const { result, locale } = matter;
  const t = getWords('report', locale);
  const title = area === 'rbac' ? t('rights.title') : t('network.title');
  return {
    anchor: `summary-${area}`,
    title,
    blocks: [
      {
        kind: 'paragraph',
        look: 'body',
        text: area === 'rbac' ? t('rights.lead') : t('network.lead'),
      },
      { kind: 'facts', facts: readFacts(result, KINDS[area], locale) },
      ...checkBlocks(matter, area, title),
      ...placeBlocks(matter, area),
    ],
  };
}

/** A slice that could not be read is said so, never counted as nothing. */
function readFacts(
  { inventory }: ReportMatter['result'],
  kinds: readonly Kind[],
  locale: ReportMatter['locale'],
): readonly Fact[] {
  const t = getWords('report', locale);
  return kinds.map(({ slice, name }) => {
    // A result of an older Merlon may know fewer kinds.
    const known: SliceSummary | undefined = inventory.slices[slice];
    const state = known?.state ?? 'not-given';
    const count = numberText(inventory.counts[slice] ?? 0, locale);
    if (state === 'complete') return { term: name, value: count };
    if (state === 'partial') return { term: name, value: t('slices.partial', { count }) };
    return { term: name, value: t(`slices.${state}`) };
  });
}

function checkBlocks(
  { result, locale }: ReportMatter,
  area: keyof typeof KINDS,
  label: string,
): readonly Block[] {
  const t = getWords('report', locale);
  const outcomes = getWords('outcome', locale);
  const rows = checkRows(
    result.controls.filter(({ category }) => category === area),
    locale,
  );
  if (rows.length === 0) return [];
  return [
    {
      kind: 'table',
      label,
      columns: [
        { label: t('changes.check'), share: 0.56 },
        { label: t('checks.outcome'), share: 0.22 },
        { label: t('checks.failed'), share: 0.22, align: 'right' },
      ],
      rows: rows.map((row): readonly Cell[] => [
        { text: row.title },
        { text: outcomes(row.outcome), outcome: row.outcome },
        row.checked === 0
          ? { text: '–', faint: true }
          : {
              text: row.atLeast
                ? t('failedOfAtLeast', { failed: row.failed, checked: row.checked })
                : t('failedOf', { failed: row.failed, checked: row.checked }),
              faint: row.failed === 0,
            },
      ]),
    },
  ];
}

/** The objects concerned, each once with all it is concerned by. */
function placeBlocks({ failing, locale }: ReportMatter, area: keyof typeof KINDS): readonly Block[] {
  const t = getWords('report', locale);
  const severities = getWords('severity', locale);
  const inArea = failing.filter(({ control, severity }) => control.category === area && severity !== 'info');
  if (inArea.length === 0) return [];
  const rows = inArea.map(({ control, findings, severity }): readonly Cell[] => {
    const told = findings.filter((finding) => finding.severity !== 'info');
    return [
      { text: severities(severity), severity },
      { text: control.failTitle[locale] },
      { text: objectsText(told, locale) },
    ];
  });
  return [
    {
      kind: 'heading',
      level: 2,
      text: area === 'rbac' ? t('rights.where') : t('network.where'),
      anchor: null,
    },
    {
      kind: 'table',
      label: area === 'rbac' ? t('rights.where') : t('network.where'),
      columns: [
        { label: t('checks.severity'), share: 0.14 },
        { label: t('checks.finding'), share: 0.3 },
        { label: t('checks.objects'), share: 0.56 },
      ],
      rows,
    },
  ];
}

/** Objects by kind, each kind on a line of its own. */
function objectsText(findings: readonly Finding[], locale: ReportMatter['locale']): string {
  const t = getWords('report', locale);
  const kinds = Map.groupBy(findings, ({ resource }) => resource.kind);
  return [...kinds]
    .toSorted(([a], [b]) => byCodeUnit(a, b))
    .map(([kind, own]) => {
      const names = own.map(({ resource: { namespace, name } }) =>
        namespace === null ? name : `${namespace}/${name}`,
      );
      return t('objectsOf', { kind, names: listText([...new Set(names)].toSorted(byCodeUnit), locale) });
    })
    .join('\n');
}
