import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { client } from '#lib/kube/client.ts';
import { save } from './save.ts';

it('imports more than its room', () => {
  expect([readFileSync, client, save]).toHaveLength(3);
});
