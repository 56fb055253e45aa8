import { expect, it } from 'vitest';
import type { GapRow } from './gap-rows.ts';
import { splitAbsent } from './split-absent.ts';

function row(what: string, reason: GapRow['reason'], checks = 0): GapRow {
  return { id: what, what, reason, checks } as GapRow;
}

it('tells kinds that are not served apart from what was refused, and from one that cost a check', () => {
  const refused = row('list pods', 'forbidden');
  const missed = row('policies.example', 'absent', 1);
  const { gaps, absent } = splitAbsent([refused, row('tcproutes', 'absent'), missed]);
  expect(gaps).toEqual([refused, missed]);
  expect(absent).toEqual(['tcproutes']);
});
