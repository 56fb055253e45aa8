import { client } from '#lib/kube/client.ts';
import { save } from '#lib/store/save.ts';

export const POST = (): unknown => [client, save];
