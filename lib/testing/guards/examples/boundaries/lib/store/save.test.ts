import { readFileSync } from 'node:fs';
import { test } from 'vitest';
import { client } from '#lib/kube/client.ts';
import { save } from './save.ts';

test.todo(String([readFileSync, client, save]));
