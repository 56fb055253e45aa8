import { expect, it } from 'vitest';

it.only('bad: hides the others', () => {
  expect(1).toBe(1);
});
