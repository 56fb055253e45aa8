import type { ControlResult, Finding } from '#lib/model/control.ts';
import type { ResourceRef } from '#lib/model/resource-ref.ts';
import type { ScanResult } from '#lib/model/scan-result.ts';
import { SEVERITIES } from '#lib/model/severity.ts';
import type { Severity } from '#lib/model/severity.ts';
import { SEVERITY_NAMES, WORDS } from './result-words.ts';
import { gapLines } from './text-gaps.ts';
import { headLines } from './text-head.ts';
import { printable, wrapped } from './text-layout.ts';
import { shownIn } from '#lib/model/text.ts';
import { say } from './text-style.ts';
import type { TextStyle } from './text-style.ts';

function resourceName({ kind, namespace, name }: ResourceRef): string {
  return `${kind} ${namespace === null ? name : `${namespace}/${name}`}`;
}

function* findingLines(finding: Finding, control: ControlResult, style: TextStyle): Generator<string> {
  const message = control.messages[finding.messageId];
  yield wrapped(printable(resourceName(finding.resource)), '    ');
  if (message !== undefined) yield wrapped(printable(say(style, message, finding.params)), '      ');
  for (const { path, observed, expected, command } of finding.evidence) {
    const observation = say(style, WORDS.observed, {
      path,
      observed: shownIn(style.language, observed),
      expected: shownIn(style.language, expected),
    });
    yield style.paint.faint(wrapped(printable(observation), '      '));
    // Commands are copied: they are never broken.
    if (command !== '') yield style.paint.faint(`      ${printable(say(style, WORDS.look, { command }))}`);
  }
}

interface Group {
  readonly control: ControlResult;
  readonly severity: Severity;
  readonly findings: readonly Finding[];
}

function* groupLines({ control, severity, findings }: Group, style: TextStyle): Generator<string> {
  const { paint, language } = style;
  const counted = say(style, WORDS.affected, { failed: control.failed, checked: control.checked });
  const count = control.atLeast ? `${say(style, WORDS.atLeast)} ${counted}` : counted;
  yield '';
  yield wrapped(`${paint.severity(severity, '■')} ${paint.strong(control.failTitle[language])}`, '  ');
  yield paint.faint(`    ${control.id} · ${count}`);
  for (const finding of findings) yield* findingLines(finding, control, style);
  yield wrapped(say(style, WORDS.fix, { text: control.remediation.text[language] }), '    ');
}

function groupsOf(result: ScanResult, severity: Severity): Group[] {
  const controls = new Map(result.controls.map((control) => [control.id, control]));
  const groups = Map.groupBy(
    result.findings.filter((finding) => finding.severity === severity),
    (finding) => finding.controlId,
  );
  return [...groups].flatMap(([id, findings]) => {
    const control = controls.get(id);
    return control === undefined ? [] : [{ control, severity, findings }];
  });
}

/** Yields a result line by line, for reading: score, coverage, findings from worst to mildest, what was not seen. */
export function* textLines(result: ScanResult, style: TextStyle): Generator<string> {
  yield* headLines(result, style);
  for (const severity of SEVERITIES) {
    const groups = groupsOf(result, severity);
    if (groups.length === 0) continue;
    yield '';
    const name = SEVERITY_NAMES[severity][style.language].toUpperCase();
    yield style.paint.severity(severity, name);
    for (const group of groups) yield* groupLines(group, style);
  }
  yield* gapLines(result, style);
}
