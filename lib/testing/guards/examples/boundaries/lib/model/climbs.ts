import { client } from '../kube/client.ts';

export const climb = client;
