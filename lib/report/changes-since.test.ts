import { describe, expect, it } from 'vitest';
import { sampleResult } from '#lib/testing/sample-result.ts';
import type { ScanResult } from '#lib/model/scan-result.ts';
import type { Outcome } from '#lib/model/control.ts';
import { changesSince } from './changes-since.ts';

const before = sampleResult({ scanId: 'a', findings: 9, keep: (index) => index < 6 });
const now = sampleResult({ scanId: 'b', findings: 9, keep: (index) => index >= 3 });

function withOutcome(result: ScanResult, id: string, outcome: Outcome): ScanResult {
  const controls = result.controls.map((one) => (one.id === id ? { ...one, outcome } : one));
  return { ...result, controls };
}

describe('changesSince', () => {
  it('tells new, fixed and persisting findings apart', () => {
    expect(changesSince(before, now)).toMatchObject({
      fixed: 3,
      persisting: 3,
      newlyChecked: 0,
      notCheckedAgain: 0,
    });
    expect(changesSince(before, now).added).toHaveLength(3);
  });

  it('calls nothing fixed that could not be checked again', () => {
    const blind = withOutcome(now, 'privileged-pod', 'not-assessed');
    expect(changesSince(before, blind)).toMatchObject({ fixed: 2, notCheckedAgain: 1 });
  });

  it('calls nothing new that could not be checked before', () => {
    const changes = changesSince(withOutcome(before, 'privileged-pod', 'error'), now);
    expect(changes.added).toHaveLength(2);
    expect(changes.newlyChecked).toBe(1);
  });

  it('finds no change between a result and itself', () => {
    expect(changesSince(now, now)).toMatchObject({ added: [], fixed: 0, persisting: 6, byControl: [] });
  });
});
