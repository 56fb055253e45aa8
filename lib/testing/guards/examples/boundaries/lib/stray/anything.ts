import { client } from '#lib/kube/client.ts';

export const anything = (): unknown => client;
