import { expect, test } from 'vitest';
import { toSearchText } from './search-text.ts';

test.each([
  { name: 'letters of either case are the same', text: 'Kube-System', same: 'kube-system' },
  { name: 'a percent sign is itself and no pattern', text: '100%', same: '100%' },
  { name: 'an underscore is itself and no pattern', text: 'A_b', same: 'a_B' },
])('$name', ({ text, same }) => {
  expect(toSearchText(text)).toBe(toSearchText(same));
  expect(toSearchText(text)).not.toMatch(/[%_\\]/);
});

test('what differs stays different', () => {
  expect(new Set(['a%b', 'a_b', 'a\\b', 'axb'].map(toSearchText)).size).toBe(4);
});
