import { describe, expect, it } from 'vitest';
import type { ControlResult, Outcome } from '#lib/model/control.ts';
import { makeGap, type Gap, type GapReason } from '#lib/model/gap.ts';
import { text } from '#lib/model/text.ts';
import { sampleResult } from '#lib/testing/sample-result.ts';
import { gapRows } from './gap-rows.ts';

function gap(slice: string, reason: GapReason, verb: string | null = 'list'): Gap {
  const message = text('cannot', '不能');
  return makeGap({
    slice,
    reason,
    verb,
    resource: verb === null ? null : slice,
    scope: 'cluster',
    message,
    unlock: null,
  });
}

const [control] = sampleResult({ scanId: 's' }).controls as [ControlResult];
const needing = (outcome: Outcome, ...gapIds: string[]): ControlResult => ({ ...control, outcome, gapIds });

const forbidden = gap('pods', 'forbidden');
const timeout = gap('nodes', 'timeout');
const absent = gap('gateways', 'absent', null);

describe('gapRows', () => {
  it('puts first what makes a scan partial, then what cost most', () => {
    const controls = [
      needing('not-assessed', timeout.id),
      needing('not-assessed', timeout.id, forbidden.id),
      needing('not-assessed', absent.id),
    ];
    const rows = gapRows([absent, forbidden, timeout], controls, 'en');
    expect(rows.map(({ what, checks }) => [what, checks])).toEqual([
      ['list nodes', 2],
      ['list pods', 1],
      ['gateways', 1],
    ]);
  });

  it('counts no check that was made in spite of the gap', () => {
    const rows = gapRows([forbidden], [needing('fail', forbidden.id), needing('pass', forbidden.id)], 'en');
    expect(rows.map(({ checks }) => checks)).toEqual([0]);
  });
});
