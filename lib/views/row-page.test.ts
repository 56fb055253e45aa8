import { expect, it } from 'vitest';
import { rowPage } from './row-page.ts';

it.each([
  { asked: 1, rows: [1, 2], from: 1, to: 2, page: 1 },
  { asked: 3, rows: [5], from: 5, to: 5, page: 3 },
  { asked: 9, rows: [5], from: 5, to: 5, page: 3 },
  { asked: 0, rows: [1, 2], from: 1, to: 2, page: 1 },
])('page $asked of five rows by two holds $rows', ({ asked, ...expected }) => {
  expect(rowPage([1, 2, 3, 4, 5], asked, 2)).toEqual({ ...expected, pages: 3, total: 5 });
});

it('an empty list is one page that begins nowhere', () => {
  expect(rowPage([], 1, 2)).toEqual({ rows: [], page: 1, pages: 1, from: 0, to: 0, total: 0 });
});
