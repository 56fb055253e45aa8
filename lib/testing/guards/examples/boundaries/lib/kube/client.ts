import type { KubeConfig } from '@kubernetes/client-node';
import { readFileSync } from 'node:fs';

export type Client = KubeConfig;
export const client = (): unknown => readFileSync;
