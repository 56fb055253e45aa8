import { describe, expect, it } from 'vitest';
import type { ScanEvent } from '#lib/model/scan.ts';
import { text } from '#lib/model/text.ts';
import { NO_PROGRESS, advance, type ScanProgress } from './scan-progress.ts';

const events: ScanEvent[] = [
  { type: 'phase', phase: 'collecting' },
  { type: 'count', phase: 'collecting', label: 'pods', done: 500, total: null },
  { type: 'count', phase: 'collecting', label: 'nodes', done: 4, total: 4 },
  { type: 'count', phase: 'collecting', label: 'pods', done: 900, total: 900 },
  { type: 'gap', gapId: 'secrets:disabled', message: text('no', '无') },
  { type: 'log', message: text('one', '一') },
  { type: 'phase', phase: 'saving' },
];

function after(count: number, from: ScanProgress = NO_PROGRESS, first = 0): ScanProgress {
  return events
    .slice(first, count)
    .reduce((progress, event, index) => advance(progress, first + index + 1, event), from);
}

describe('advance', () => {
  it('keeps the last count of each label in the order they came', () => {
    expect(after(4).counts).toEqual({
      collecting: [
        { label: 'pods', done: 900, total: 900 },
        { label: 'nodes', done: 4, total: 4 },
      ],
    });
  });

  it('comes to the same when the line was lost and events are sent again', () => {
    const replayed = after(7, after(5), 2);
    expect(replayed).toEqual(after(7));
    expect(replayed.gaps).toHaveLength(1);
  });

  it('takes the end even under a number it has', () => {
    const end = advance(after(7), 7, { type: 'done', status: 'lost', message: null });
    expect(end.ended).toBe('lost');
  });

  it('does not take an older phase back', () => {
    expect(advance(after(7), 1, { type: 'phase', phase: 'collecting' }).phase).toBe('saving');
  });
});
