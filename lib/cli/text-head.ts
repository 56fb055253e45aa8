import type { ScanResult } from '#lib/model/scan-result.ts';
import { SEVERITIES } from '#lib/model/severity.ts';
import { CATEGORY_NAMES, SEVERITY_NAMES, WORDS } from './result-words.ts';
import { printable, widthOf, wrapped } from './text-layout.ts';
import { say } from './text-style.ts';
import type { TextStyle } from './text-style.ts';

function scoreText({ score }: ScanResult, style: TextStyle): string {
  const { formula } = score;
  if (score.value === null || score.grade === null) {
    if (formula.blind.length > 0) return say(style, WORDS.noScoreBlind, { slices: formula.blind.join(', ') });
    if (formula.assessedShare < 0.5) {
      return say(style, WORDS.noScoreShare, { percent: Math.floor(formula.assessedShare * 100) });
    }
    return say(style, WORDS.noScore);
  }
  const value = say(style, WORDS.scoreValue, { value: rounded(score.value), grade: score.grade });
  if (formula.cap === null || formula.uncapped === null) return style.paint.strong(value);
  const { at, findings, severity } = formula.cap;
  const held = say(style, WORDS.heldAt, {
    at,
    count: findings,
    severity: SEVERITY_NAMES[severity][style.language],
    uncapped: rounded(formula.uncapped),
  });
  return style.paint.strong(value) + held;
}

/** Rounded down: 89.9 is no A. */
function rounded(value: number): number {
  return Math.floor(value);
}

function coverageText({ coverage }: ScanResult, style: TextStyle): string {
  const { assessed, total, notAssessed, errors, vacuous } = coverage;
  const parts = [say(style, WORDS.coverageValue, { assessed, total })];
  if (notAssessed > 0) parts.push(say(style, WORDS.notAssessed, { count: notAssessed }));
  if (errors > 0) parts.push(say(style, WORDS.errors, { count: errors }));
  if (vacuous.length > 0) {
    const areas = vacuous.map((area) => CATEGORY_NAMES[area][style.language]).join(', ');
    parts.push(say(style, WORDS.vacuous, { areas }));
  }
  return parts.join(style.language === 'en' ? '; ' : '；');
}

function findingsText({ findings }: ScanResult, style: TextStyle): string {
  if (findings.length === 0) return say(style, WORDS.noFindings);
  return SEVERITIES.map((severity) => {
    const count = findings.filter((finding) => finding.severity === severity).length;
    const label = `${SEVERITY_NAMES[severity][style.language]} ${count}`;
    return count === 0 ? style.paint.faint(label) : style.paint.severity(severity, label);
  }).join('  ');
}

const LABEL_COLUMNS = 10;

/** Yields what was scanned, when, and what it came to. */
export function* headLines(result: ScanResult, style: TextStyle): Generator<string> {
  const { cluster, scan } = result;
  const label = (name: string) => name + ' '.repeat(Math.max(1, LABEL_COLUMNS - widthOf(name)));
  const line = (name: string, value: string) =>
    wrapped(value, ' '.repeat(LABEL_COLUMNS)).replace(' '.repeat(LABEL_COLUMNS), label(name));
  const source = cluster.source === 'files' ? WORDS.files : WORDS.cluster;
  yield line(say(style, source), printable(cluster.name));
  if (cluster.server !== null) yield line(say(style, WORDS.server), printable(cluster.server));
  if (cluster.version !== null) {
    yield line(
      say(style, WORDS.version),
      printable([cluster.version.gitVersion, cluster.distribution].filter(Boolean).join(' · ')),
    );
  }
  yield line(say(style, WORDS.scanned), `${scan.finishedAt} · Merlon ${result.merlonVersion}`);
  yield line(say(style, WORDS.score), scoreText(result, style));
  yield line(say(style, WORDS.coverage), coverageText(result, style));
  yield line(say(style, WORDS.findings), findingsText(result, style));
}
