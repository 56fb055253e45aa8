import 'server-only';
import { env } from '#lib/env.ts';
import { openStore, type Store } from './open-store.ts';

// On the global object, because a bundler may load this module more than once in a process.
const holder = globalThis as typeof globalThis & { merlonStore?: Store };

/** Returns this process's store on the data folder of the settings, opened at the first call. */
export function currentStore(): Store {
  holder.merlonStore ??= openStore(env().dataDir);
  return holder.merlonStore;
}
