import { describe, expect, it } from 'vitest';
import { defineControl, type AnyControl } from '#lib/controls/define-control.ts';
import type { Verdict, Violation } from '#lib/model/control.ts';
import { collected, type Collected } from '#lib/model/collected.ts';
import { text } from '#lib/model/text.ts';
import { forbiddenGap, inventory } from '#lib/testing/builders/inventory.ts';
import { deriveFacts } from './derive.ts';
import { evaluateControl } from './evaluate.ts';

const words = text('Words.', '文字。');
const context = { scannedAt: '2026-11-22T08:00:00.000Z', source: 'api' } as const;

/** A control over namespaces and Gateways that answers with what it is told. */
function controlThat(evaluate: () => Verdict): AnyControl {
  return defineControl({
    id: 'some-control',
    aliases: [],
    title: words,
    failTitle: words,
    description: words,
    remediation: { text: words },
    messages: { bad: words },
    severity: 'medium',
    category: 'network',
    frameworks: [],
    references: [],
    needs: { namespaces: 'matters', gateways: 'empty' },
    evaluate,
  });
}

function violation(name: string, detailKey = ''): Violation {
  const resource = { apiVersion: 'v1', kind: 'Namespace', namespace: null, name, uid: `uid-${name}` };
  return { resource, detailKey, messageId: 'bad', params: {}, evidence: [] };
}

const judged = (checked: number, ...violations: Violation[]): Verdict => ({
  kind: 'judged',
  checked,
  violations,
});

function outcomeOf(verdict: Verdict, replaced: Readonly<Record<string, Collected<never>>> = {}) {
  const facts = deriveFacts(inventory({}, replaced), collected([]));
  return evaluateControl(
    controlThat(() => verdict),
    facts,
    context,
  );
}

const gap = forbiddenGap('namespaces');
const failed = { namespaces: { state: 'failed', gaps: [gap] } } as const;
const partial = { namespaces: { state: 'partial', items: [], gaps: [gap] } } as const;

describe('the outcome of a control', () => {
  it('is pass with the number of resources looked at', () => {
    expect(outcomeOf(judged(4)).result).toMatchObject({
      outcome: 'pass',
      checked: 4,
      failed: 0,
      reason: null,
    });
  });

  it('is fail with as many failed as resources differ, however many violations they have', () => {
    const { result, findings } = outcomeOf(
      judged(4, violation('a', '1'), violation('a', '2'), violation('b')),
    );
    expect(result).toMatchObject({ outcome: 'fail', checked: 4, failed: 2, atLeast: false });
    expect(findings).toHaveLength(3);
  });

  it('is not-applicable, never pass, where nothing was there to judge', () => {
    expect(outcomeOf(judged(0)).result.outcome).toBe('not-applicable');
  });

  it('is not-assessed with the gap where a need could not be read, whatever the control would say', () => {
    const { result, findings } = outcomeOf(judged(4, violation('a')), failed);
    expect(result).toMatchObject({ outcome: 'not-assessed', gapIds: [gap.id], reason: gap.message });
    expect(findings).toEqual([]);
  });

  it('is not-assessed where a need was read in part and nothing wrong was in it', () => {
    expect(outcomeOf(judged(4), partial).result).toMatchObject({ outcome: 'not-assessed', gapIds: [gap.id] });
  });

  it('is fail with "at least" where something wrong was in the part that was read', () => {
    expect(outcomeOf(judged(4, violation('a')), partial).result).toMatchObject({
      outcome: 'fail',
      atLeast: true,
    });
  });

  it('is not-assessed, and nothing is found, where a need that was read in part is needed as a whole', () => {
    const whole: AnyControl = {
      ...controlThat(() => judged(4, violation('a'))),
      needs: { namespaces: 'whole', gateways: 'empty' },
    };
    const outcome = (replaced: Readonly<Record<string, Collected<never>>>) =>
      evaluateControl(whole, deriveFacts(inventory({}, replaced), collected([])), context);
    expect(outcome(partial)).toMatchObject({
      result: { outcome: 'not-assessed', gapIds: [gap.id] },
      findings: [],
    });
    expect(outcome({}).result.outcome).toBe('fail');
  });

  it('is not-assessed where "does not apply" was said of a part only', () => {
    const verdict: Verdict = { kind: 'not-applicable', reason: words };
    expect(outcomeOf(verdict).result.outcome).toBe('not-applicable');
    expect(outcomeOf(verdict, partial).result.outcome).toBe('not-assessed');
  });

  it('is not-assessed where the control itself could not see some of its resources', () => {
    const unseen = { reason: words, gapIds: [] };
    const verdict: Verdict = { kind: 'judged', checked: 3, violations: [], unseen };
    expect(outcomeOf(verdict).result).toMatchObject({ outcome: 'not-assessed', checked: 3, reason: words });
  });

  it('gives the gap as the reason where the control had nothing before it but a part', () => {
    const unseen = { reason: words, gapIds: [] };
    const reasonOf = (checked: number) =>
      outcomeOf({ kind: 'judged', checked, violations: [], unseen }, partial).result.reason;
    expect(reasonOf(0)).toEqual(gap.message);
    expect(reasonOf(3)).toEqual(words);
  });

  it('takes an absent group for none where absence is an answer, and not where it matters', () => {
    const absent = { state: 'absent', gaps: [gap] } as const;
    expect(outcomeOf(judged(4), { gateways: absent }).result.outcome).toBe('pass');
    expect(outcomeOf(judged(4), { namespaces: absent }).result.outcome).toBe('not-assessed');
  });

  it('is error with the message where the control throws', () => {
    const facts = deriveFacts(inventory({}), collected([]));
    const broken = controlThat(() => {
      throw new Error('out of order');
    });
    const { result } = evaluateControl(broken, facts, context);
    expect(result.outcome).toBe('error');
    expect(result.reason?.en).toContain('out of order');
  });
});

describe('findings', () => {
  it('of one owner that fail alike are one', () => {
    const { findings } = outcomeOf(judged(2, violation('a', 'same'), violation('a', 'same')));
    expect(findings).toHaveLength(1);
  });

  it('keep their fingerprint when uid, API version or message change, and not when the name does', () => {
    const base = violation('a');
    const print = (resource: Partial<Violation['resource']>) =>
      outcomeOf(judged(1, { ...base, resource: { ...base.resource, ...resource } })).findings[0]?.fingerprint;
    expect(print({ uid: 'another', apiVersion: 'v2' })).toBe(print({}));
    expect(print({ name: 'b' })).not.toBe(print({}));
    expect(print({ apiVersion: 'apps/v1' })).not.toBe(print({}));
    expect(print({})).toMatch(/^[0-9a-f]{32}$/);
  });
});
