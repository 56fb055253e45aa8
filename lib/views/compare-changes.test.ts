import { describe, expect, it } from 'vitest';
import type { ControlResult, Outcome } from '#lib/model/control.ts';
import { changesOf, type CountedChange } from './compare-changes.ts';

function scan(outcome: Outcome, atLeast = false): readonly ControlResult[] {
  return [{ id: 'a', outcome, atLeast } as ControlResult];
}

const gone: CountedChange = { side: 'earlier', controlId: 'a', severity: 'high', count: 4 };
const come: CountedChange = { side: 'later', controlId: 'a', severity: 'low', count: 2 };

describe('a finding that is gone', () => {
  it.each([
    { name: 'is fixed when its check passes', later: scan('pass'), change: 'fixed' },
    { name: 'is fixed when its check fails elsewhere', later: scan('fail'), change: 'fixed' },
    { name: 'is unseen when its check was not assessed', later: scan('not-assessed'), change: 'unseen' },
    { name: 'is unseen when its check broke', later: scan('error'), change: 'unseen' },
    { name: 'is unseen when only a part was judged', later: scan('fail', true), change: 'unseen' },
    { name: 'is unseen when its check is no more', later: [], change: 'unseen' },
  ] as const)('$name', ({ later, change }) => {
    const changes = changesOf([gone], { earlier: scan('fail'), later });
    expect(changes[change]).toMatchObject({ count: 4, controlIds: ['a'] });
    expect(changes.fixed.count + changes.unseen.count).toBe(4);
  });
});

describe('a finding that was not there before', () => {
  it('is new where its check looked before, and else uncovered', () => {
    expect(changesOf([come], { earlier: scan('pass'), later: scan('fail') }).new.count).toBe(2);
    const changes = changesOf([come], { earlier: scan('not-assessed'), later: scan('fail') });
    expect(changes).toMatchObject({ new: { count: 0 }, uncovered: { count: 2 } });
  });
});

describe('counts', () => {
  it('are told by severity', () => {
    const counts: CountedChange[] = [gone, { ...gone, severity: 'low', count: 1 }];
    const { fixed } = changesOf(counts, { earlier: scan('fail'), later: scan('pass') });
    expect(fixed.bySeverity).toEqual({ critical: 0, high: 4, medium: 0, low: 1, info: 0 });
  });
});
