import { client } from '#lib/kube/client.ts';
import { contexts } from '#lib/kube/contexts.ts';

export const register = (): unknown => [client, contexts];
