import { describe, expect, it } from 'vitest';
import { packShares, ShareRows, thousandths, type Share } from './share-rows.ts';

describe('thousandths', () => {
  it('never rounds something to nothing or almost all to all', () => {
    expect([thousandths(0, 5), thousandths(1, 9999), thousandths(9998, 9999), thousandths(5, 5)]).toEqual([
      0, 1, 999, 1000,
    ]);
  });
});

describe('packShares', () => {
  it('is read back as what was written', () => {
    const shares: (Share | null)[] = [
      { open: 1000, unknown: 0 },
      { open: 1000, unknown: 0 },
      null,
      { open: 0, unknown: 1000 },
      { open: 333, unknown: 1 },
      { open: 0, unknown: 0 },
    ];
    const packed = packShares(2, 3, (at) => shares[at] ?? null);
    const rows = new ShareRows(packed);
    expect(rows.count).toBe(2);
    expect([rows.row(0), rows.row(1)]).toEqual([shares.slice(0, 3), shares.slice(3)]);
  });

  it('tells a row of equals once, however long it is', () => {
    const packed = packShares(1, 1000, () => ({ open: 0, unknown: 0 }));
    expect(packed).toBe('0*rs');
    expect(new ShareRows(packed).row(0)).toHaveLength(1000);
  });

  it('is empty where there is no row', () => {
    const rows = new ShareRows(packShares(0, 0, () => null));
    expect([rows.count, rows.row(0)]).toEqual([0, []]);
  });
});
