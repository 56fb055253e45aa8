import type { Client } from '#lib/kube/client.ts';
import { readFileSync } from 'node:fs';
import * as yaml from 'yaml';
import { z } from 'zod';

export const read = (client: Client): unknown => [readFileSync, yaml, z, client];
