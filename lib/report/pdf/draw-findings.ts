import type { Block, EvidenceWords, ReportFinding } from '#lib/report/report-document.ts';
import { ACCENT, SEVERITY_INK } from './palette.ts';
import { drawSeverity } from './shapes.ts';
import { PAGE, TEXT_WIDTH, type Element, type Sheet } from './sheet.ts';
import { STYLES, inColor } from './styles.ts';
import { drawEvidence } from './draw-evidence.ts';
import { drawCode } from './draw-text.ts';

const INDENT = 15;

/** Sets the findings of one check as a list; `onFinding` is called after each. */
export function drawFindings(
  sheet: Sheet,
  { items, words }: Extract<Block, { kind: 'findings' }>,
  { parent, onFinding }: { readonly parent: Element; readonly onFinding: () => void },
): void {
  const list = sheet.element('L', parent);
  sheet.y += 2;
  for (const finding of items) {
    drawFinding(sheet, finding, { list, words });
    onFinding();
  }
  list.end();
  sheet.y += 6;
}

function drawFinding(
  sheet: Sheet,
  finding: ReportFinding,
  { list, words }: { readonly list: Element; readonly words: EvidenceWords },
): void {
  const x = PAGE.left + INDENT;
  const width = TEXT_WIDTH - INDENT;
  sheet.ensure(Math.min(likelyHeight(finding), TOGETHER));
  if (!sheet.isAtTop) sheet.rule(sheet.y, [x, PAGE.width - PAGE.right]);
  sheet.y += 4;
  const item = sheet.element('LI', list);
  drawName(sheet, finding, item);
  const body = sheet.element('LBody', item);
  sheet.paragraph(finding.message, STYLES.body, { parent: body, tag: 'P', x, width });
  sheet.y += 1;
  for (const evidence of finding.evidence) drawEvidence(sheet, { evidence, words }, { parent: body, x });
  for (const fix of finding.fixes) {
    sheet.ensure(STYLES.small.leading * 4);
    sheet.paragraph(words.fix, STYLES.smallStrong, { parent: body, tag: 'P', x, width });
    drawCode(sheet, fix, { parent: body, x });
  }
  body.end();
  item.end();
  sheet.y += 4;
}

// Letters on one line, somewhat less than usually fit.
const LETTERS = 84;
// Letters of what may stand on one line with something else.
const HALF = 44;
// A finding no taller than this is not divided between pages.
const TOGETHER = 190;

/** Returns about how tall a finding is: setting it twice to know would take twice the time. */
function likelyHeight({ message, evidence }: ReportFinding): number {
  const lines = evidence.reduce((sum, { path, observed, expected, command }) => {
    const isBeside = path.length < HALF && observed.length < HALF;
    const seen = isBeside ? 1 : rowsOf(path) + rowsOf(observed);
    return sum + seen + rowsOf(expected) + rowsOf(command);
  }, 0);
  return STYLES.body.leading * (1 + rowsOf(message)) + STYLES.evidence.leading * lines + 10;
}

function rowsOf(text: string): number {
  return Math.ceil(text.length / LETTERS);
}

/** The object's name, and at the end of its line the severity in words. */
function drawName(sheet: Sheet, finding: ReportFinding, item: Element): void {
  const style = STYLES.bodyStrong;
  const x = PAGE.left + INDENT;
  const severity = inColor(STYLES.smallStrong, SEVERITY_INK[finding.severity]);
  const severityWidth = sheet.type.width(finding.severityWord, severity);
  const newWidth = finding.newWord === null ? 0 : sheet.type.width(finding.newWord, severity) + 10;
  const end = PAGE.width - PAGE.right;
  const lines = sheet.type.lines(finding.object, style, end - x - severityWidth - newWidth - 10);
  const label = sheet.element('Lbl', item);
  const top = sheet.y;
  sheet.content(label, 'Lbl', () => {
    drawSeverity(sheet.doc, finding.severity, { x: PAGE.left, y: top + style.leading / 2 - 3.8, size: 7.6 });
    for (const line of lines) {
      sheet.line(line, style, { x, y: sheet.y });
      sheet.y += style.leading;
    }
    const y = top + (style.leading - severity.leading) / 2;
    sheet.line(finding.severityWord, severity, { x: end - severityWidth, y });
    if (finding.newWord !== null) {
      const at = { x: end - severityWidth - newWidth, y };
      sheet.line(finding.newWord, inColor(STYLES.smallStrong, ACCENT), at);
    }
  });
  label.end();
}
