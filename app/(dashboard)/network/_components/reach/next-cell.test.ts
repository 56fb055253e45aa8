import { describe, expect, it } from 'vitest';
import { nextCell } from './next-cell.ts';

const press = (key: string, ctrlKey = false) => nextCell({ row: 3, column: 0 }, { key, ctrlKey }, 5);

describe('nextCell', () => {
  it('moves by arrows and stops at the edges', () => {
    expect([press('ArrowRight'), press('ArrowLeft'), press('PageDown')]).toEqual([
      { row: 3, column: 1 },
      { row: 3, column: 0 },
      { row: 4, column: 0 },
    ]);
  });

  it('goes to the end of the row, and with Ctrl to the last of all', () => {
    expect([press('End'), press('End', true), press('Home', true)]).toEqual([
      { row: 3, column: 4 },
      { row: 4, column: 4 },
      { row: 0, column: 0 },
    ]);
  });

  it('leaves other keys alone', () => {
    expect([press('Enter'), press('a')]).toEqual([null, null]);
  });
});
