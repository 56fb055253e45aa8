import type { AnyControl, EvaluationContext } from '#lib/controls/define-control.ts';
import type { FactName, Facts, FactValues } from '#lib/controls/facts.ts';
import type { ControlMeta, ControlResult, Finding, Verdict, Violation } from '#lib/model/control.ts';
import type { Gap } from '#lib/model/gap.ts';
import { refKey } from '#lib/model/resource-ref.ts';
import { text, type Text } from '#lib/model/text.ts';
import { fingerprintOf } from './fingerprint.ts';

/** A control's result and what it found. */
export interface Evaluation {
  readonly result: ControlResult;
  readonly findings: readonly Finding[];
}

type Unwrapped =
  | { readonly ok: true; readonly values: FactValues; readonly gaps: readonly Gap[] }
  | { readonly ok: false; readonly gaps: readonly Gap[] };

const NOTHING_TO_JUDGE = text('Nothing of this kind exists here.', '这里没有此类对象。');

/**
 * Returns the outcome of one control. A need that could not be read leaves it `not-assessed`, one read in part
 * lets it fail but never pass, and a control that throws is an `error` with its message.
 */
export function evaluateControl(control: AnyControl, facts: Facts, context: EvaluationContext): Evaluation {
  const needs = unwrap(control, facts);
  if (!needs.ok)
    return plain(control, 'not-assessed', { gaps: needs.gaps, reason: unreadReason(needs.gaps) });
  let verdict: Verdict;
  try {
    verdict = control.evaluate(needs.values, context);
  } catch (error) {
    return plain(control, 'error', { gaps: [], reason: failureText(error) });
  }
  if (verdict.kind === 'not-applicable') {
    // What was not seen might have been there to judge.
    const blind = needs.gaps.length > 0;
    return plain(control, blind ? 'not-assessed' : 'not-applicable', {
      gaps: needs.gaps,
      reason: verdict.reason,
    });
  }
  return judge(control, verdict, needs.gaps);
}

function judge(
  control: AnyControl,
  verdict: Extract<Verdict, { kind: 'judged' }>,
  gaps: readonly Gap[],
): Evaluation {
  const gapIds = sortedUnique([...gaps.map((gap) => gap.id), ...(verdict.unseen?.gapIds ?? [])]);
  const blind = gapIds.length > 0 || verdict.unseen !== undefined;
  const findings = toFindings(control, verdict.violations);
  const failing = findings.filter((finding) => isFailing(control, finding));
  if (failing.length > 0) {
    const failed = new Set(failing.map((finding) => refKey(finding.resource))).size;
    const checked = Math.max(verdict.checked, failed);
    const reason = verdict.unseen?.reason ?? null;
    return {
      result: { ...metaOf(control), outcome: 'fail', checked, failed, atLeast: blind, gapIds, reason },
      findings,
    };
  }
  if (blind) {
    const reason = blindReason(verdict, gaps);
    return { ...withCounts(plain(control, 'not-assessed', { gapIds, reason }), verdict.checked), findings };
  }
  if (verdict.checked === 0) return plain(control, 'not-applicable', { gapIds, reason: NOTHING_TO_JUDGE });
  return { ...withCounts(plain(control, 'pass', { gapIds, reason: null }), verdict.checked), findings };
}

/**
 * What a control marks down to `info` is shown for the reader to know, such as a network plugin that has to run
 * privileged; it fails nothing, or no cluster could ever pass.
 */
function isFailing(control: AnyControl, { severity }: Finding): boolean {
  return severity !== 'info' || control.severity === 'info';
}

function unwrap(control: AnyControl, facts: Facts): Unwrapped {
  const values: Record<string, unknown> = {};
  const missing: Gap[] = [];
  const gaps: Gap[] = [];
  let lost = false;
  for (const [name, absence] of Object.entries(control.needs)) {
    const fact = facts[name as FactName];
    const isCut = absence === 'whole' && fact.gaps.length > 0;
    if (fact.state === 'known' && !isCut) {
      values[name] = fact.value;
      gaps.push(...fact.gaps);
    } else if (fact.state === 'absent' && absence === 'empty') {
      values[name] = [];
    } else if (absence === 'partial') {
      values[name] = [];
      gaps.push(...fact.gaps);
    } else {
      lost = true;
      missing.push(...fact.gaps);
    }
  }
  return lost ? { ok: false, gaps: missing } : { ok: true, values: values as unknown as FactValues, gaps };
}

/** Two pods of one owner that fail alike are one finding: same fingerprint. */
function toFindings(control: AnyControl, violations: readonly Violation[]): Finding[] {
  const byFingerprint = new Map<string, Finding>();
  for (const violation of violations) {
    const fingerprint = fingerprintOf(control.id, violation.resource, violation.detailKey);
    if (byFingerprint.has(fingerprint)) continue;
    byFingerprint.set(fingerprint, {
      fingerprint,
      controlId: control.id,
      severity: violation.severity ?? control.severity,
      resource: violation.resource,
      messageId: violation.messageId,
      params: violation.params,
      evidence: violation.evidence,
      ...(violation.remediation === undefined ? {} : { remediation: violation.remediation }),
    });
  }
  return [...byFingerprint.values()];
}

interface PlainParts {
  readonly gaps?: readonly Gap[];
  readonly gapIds?: readonly string[];
  readonly reason: Text | null;
}

function plain(control: AnyControl, outcome: ControlResult['outcome'], parts: PlainParts): Evaluation {
  const gapIds = parts.gapIds ?? sortedUnique((parts.gaps ?? []).map((gap) => gap.id));
  const counts = { checked: 0, failed: 0, atLeast: false };
  return { result: { ...metaOf(control), outcome, ...counts, gapIds, reason: parts.reason }, findings: [] };
}

function withCounts(evaluation: Evaluation, checked: number): Evaluation {
  return { ...evaluation, result: { ...evaluation.result, checked } };
}

function metaOf(control: AnyControl): ControlMeta {
  const { id, aliases, title, failTitle, stake, description, remediation, messages } = control;
  const { severity, category, frameworks, references } = control;
  return {
    id,
    aliases,
    title,
    failTitle,
    ...(stake === undefined ? {} : { stake }),
    description,
    remediation,
    messages,
    severity,
    category,
    frameworks,
    references,
  };
}

/** Of a part in which there was nothing the control cannot tell why; the gap can. */
function blindReason({ checked, unseen }: Extract<Verdict, { kind: 'judged' }>, gaps: readonly Gap[]): Text {
  return checked === 0 && gaps.length > 0 ? unreadReason(gaps) : (unseen?.reason ?? unreadReason(gaps));
}

function unreadReason(gaps: readonly Gap[]): Text {
  const first = gaps[0];
  return first?.message ?? text('What this control needs could not be read.', '无法读取此项检查所需的内容。');
}

function failureText(error: unknown): Text {
  const message = error instanceof Error ? error.message : String(error);
  return text(`This control failed with: ${message}`, `此项检查出错：${message}`);
}

function sortedUnique(ids: readonly string[]): string[] {
  return [...new Set(ids)].toSorted();
}
