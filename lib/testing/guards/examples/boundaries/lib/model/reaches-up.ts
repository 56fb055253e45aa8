import type { Client } from '#lib/kube/client.ts';
import { readFileSync } from 'node:fs';
import * as yaml from 'yaml';
import { z } from 'zod';
import { client } from '../kube/client.ts';

export const read = (): unknown => [readFileSync, yaml, z, client];
export type { Client };
