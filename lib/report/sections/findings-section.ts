import { evidenceLines, type EvidenceLine } from '#lib/views/evidence-lines.ts';
import { getWords } from '#lib/i18n/words.ts';
import { CATEGORIES, type Category } from '#lib/model/category.ts';
import type { ControlResult, Finding, Remediation } from '#lib/model/control.ts';
import { fillText, type Locale } from '#lib/model/text.ts';
import type { FailingControl } from '#lib/report/failing-controls.ts';
import { objectName } from '#lib/report/object-name.ts';
import type { Block, EvidenceWords, ReportFinding, Section } from '#lib/report/report-document.ts';
import type { ReportMatter } from '#lib/report/report-input.ts';

/** Returns every finding by area and check, each with its evidence and fix. */
export function findingsSection(matter: ReportMatter): Section {
  const { failing, locale } = matter;
  const t = getWords('report', locale);
  const isNew = new Set(matter.changes?.added);
  const blocks = CATEGORIES.flatMap((category): readonly Block[] => {
    const inArea = failing.filter(({ control }) => control.category === category);
    return inArea.length === 0 ? [] : areaBlocks(category, inArea, { locale, isNew });
  });
  return {
    anchor: 'findings',
    title: t('findings.title'),
    blocks:
      blocks.length > 0
        ? [{ kind: 'paragraph', look: 'body', text: t('findings.lead') }, ...blocks]
        : [{ kind: 'paragraph', look: 'body', text: t('findings.none') }],
  };
}

interface Context {
  readonly locale: Locale;
  readonly isNew: ReadonlySet<string>;
}

function areaBlocks(
  category: Category,
  inArea: readonly FailingControl[],
  context: Context,
): readonly Block[] {
  const t = getWords('report', context.locale);
  const count = inArea.reduce((sum, { findings }) => sum + findings.length, 0);
  return [
    {
      kind: 'heading',
      level: 2,
      text: getWords('category', context.locale)(category),
      anchor: `area-${category}`,
      aside: t('findings.count', { count }),
    },
    ...inArea.flatMap((one) => controlBlocks(one, context)),
  ];
}

function controlBlocks(failing: FailingControl, { locale, isNew }: Context): readonly Block[] {
  const t = getWords('report', locale);
  const { control, findings, severity } = failing;
  const shared = sharedFix(findings);
  const expected = sharedExpected(findings, locale);
  const words: EvidenceWords = {
    path: t('evidence.path'),
    observed: t('evidence.observed'),
    expected: t('evidence.expected'),
    command: t('evidence.command'),
    fix: t('fixObject'),
  };
  const severities = getWords('severity', locale);
  const items = findings.map((finding): ReportFinding => ({
    severity: finding.severity,
    severityWord: severities(finding.severity),
    newWord: isNew.has(finding.fingerprint) ? t('findings.new') : null,
    object: objectName(finding.resource),
    message: fillText(control.messages[finding.messageId]?.[locale] ?? '', finding.params),
    evidence: withoutRepeats(evidenceLines(finding.evidence, locale), expected),
    fixes: shared === null ? fixesOf(finding.remediation ?? {}) : [],
  }));
  return [
    {
      kind: 'heading',
      level: 3,
      text: control.failTitle[locale],
      anchor: `control-${control.id}`,
      severity,
      aside: failedText(control, locale),
    },
    { kind: 'paragraph', look: 'body', text: control.description[locale] },
    { kind: 'labelled', label: t('fix'), text: control.remediation.text[locale] },
    ...(shared ?? fixesOf(control.remediation)).map((text): Block => ({ kind: 'code', text })),
    ...(expected === null
      ? []
      : [{ kind: 'labelled', label: t('evidence.allExpected'), text: expected } as const]),
    ...linkBlocks(control, locale),
    { kind: 'findings', items, words },
  ];
}

function failedText({ failed, checked, atLeast }: ControlResult, locale: Locale): string {
  const t = getWords('report', locale);
  return atLeast ? t('failedOfAtLeast', { failed, checked }) : t('failedOf', { failed, checked });
}

function fixesOf({ yaml, command }: Pick<Remediation, 'yaml' | 'command'>): string[] {
  return [yaml, command].filter((fix) => fix !== undefined);
}

/** The fix that all findings of a check have in common, so that it is printed once; null where they differ. */
function sharedFix(findings: readonly Finding[]): string[] | null {
  const [first, ...others] = findings.map(({ remediation }) => fixesOf(remediation ?? {}));
  if (first === undefined || first.length === 0) return null;
  const key = first.join('\0');
  return others.every((fixes) => fixes.join('\0') === key) ? first : null;
}

/** What all evidence of several findings should have been, so that it is printed once; null where it differs. */
function sharedExpected(findings: readonly Finding[], locale: Locale): string | null {
  if (findings.length < 2) return null;
  const [first = '', ...others] = new Set(
    findings.flatMap(({ evidence }) => evidenceLines(evidence, locale).map(({ expected }) => expected)),
  );
  return others.length > 0 || first === '' ? null : first;
}

/** Leaves out what the next line of the same finding says again, and what is said of all findings together. */
function withoutRepeats(lines: readonly EvidenceLine[], expected: string | null): readonly EvidenceLine[] {
  return lines.map((line, index) => {
    const next = lines[index + 1];
    return {
      ...line,
      expected: expected !== null || line.expected === next?.expected ? '' : line.expected,
      command: line.command === next?.command ? '' : line.command,
    };
  });
}

function linkBlocks(control: ControlResult, locale: Locale): readonly Block[] {
  // A stored result is read, not trusted: only web addresses become links.
  const links = control.references.filter(({ url }) => url.startsWith('https://'));
  if (links.length === 0) return [];
  return [{ kind: 'links', label: getWords('report', locale)('references'), links }];
}
