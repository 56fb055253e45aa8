import { describe, expect, it } from 'vitest';
import type { ControlResult } from '#lib/model/control.ts';
import { makeGap } from '#lib/model/gap.ts';
import { text } from '#lib/model/text.ts';
import { gapDifference } from './compare-gaps.ts';

function gap(resource: string) {
  const message = text('It was refused.', '被拒绝。');
  const where = { slice: resource, verb: 'list', resource, scope: 'cluster' };
  return makeGap({ ...where, reason: 'forbidden', message, unlock: null });
}

function scan(resources: readonly string[], costly: readonly string[] = resources) {
  const controls = costly.map(
    (name) => ({ id: name, outcome: 'not-assessed', gapIds: [gap(name).id] }) as unknown as ControlResult,
  );
  return { gaps: resources.map(gap), controls };
}

describe('gaps of two scans', () => {
  it('are told where only one has them, and left out where both do', () => {
    const { opened, closed } = gapDifference(scan(['nodes', 'pods']), scan(['pods', 'roles']), 'en');
    expect(opened.map(({ what }) => what)).toEqual(['list roles']);
    expect(closed.map(({ what }) => what)).toEqual(['list nodes']);
  });

  it('are left out where they cost no check', () => {
    expect(gapDifference(scan([]), scan(['secrets'], []), 'en').opened).toEqual([]);
  });
});
