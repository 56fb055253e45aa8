import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { keepIdentity } from './identity.ts';
import { writeKubeconfig } from './kubeconfig.ts';
import { settleNetwork } from './loopback-network.ts';
import { GENERATIONS } from './objects/world.ts';
import type { Generation } from './objects/world.ts';
import { loadIdentities, openFleet } from './open-fleet.ts';
import { STORIES } from './stories.ts';

export interface DemoOptions {
  /** The data folder; everything of the demo lies in its `demo` folder. */
  dataDir: string;
  /** Default: what the folder's `generation` file says, 1 without one. */
  generation?: Generation;
  /** How long continue tokens hold; five minutes as etcd's compaction, less in tests. */
  continueLifetimeMs?: number;
  /** `ports` leaves loopback hosts aside, as on a machine that has only 127.0.0.1. */
  addresses?: 'hosts' | 'ports';
  /** Told what a person should know; the process writes it to standard error. */
  log?: (line: string) => void;
}

export interface Demo {
  kubeconfig: string;
  contexts: readonly string[];
  /** CIDR that holds every listener. */
  network: string;
  generation(): Generation;
  /** Turns `main` to another chapter: objects, flags and listeners change at once. */
  setGeneration(generation: Generation): Promise<void>;
  stop(): Promise<void>;
}

const FIVE_MINUTES_MS = 300_000;
const WATCH_MS = 500;

/** Starts the demo fleet; resolves when every port listens. */
export async function startDemo(options: DemoOptions): Promise<Demo> {
  const folder = resolve(options.dataDir, 'demo');
  const log = options.log ?? ((): void => undefined);
  const identities = loadIdentities(folder);
  const generationFile = join(folder, 'generation');
  const first = options.generation ?? readGeneration(generationFile);
  const continueLifetimeMs = options.continueLifetimeMs ?? FIVE_MINUTES_MS;
  const fleet = await settleNetwork({
    preferred: identities[0]?.network ?? null,
    hint: folder,
    mode: options.addresses ?? 'hosts',
    log,
    sites: STORIES.map(({ site }) => site),
    open: (candidates) => openFleet(identities, candidates, { first, continueLifetimeMs, log }),
  });
  const { identity, plan } = fleet.main;
  if (plan.mode === 'hosts')
    keepIdentity(folder, { ...identity, network: plan.network.replace(/\.0\/24$/, '') });
  log(`the demo cluster is in generation ${first}; write 1 or 2 into ${generationFile} to change it`);
  const { file: kubeconfig, contexts } = writeKubeconfig(folder, fleet.clusters, new Date());
  writeFileSync(generationFile, `${first}\n`);
  const follow = (): void => {
    const wanted = readGeneration(generationFile);
    if (wanted === fleet.generation()) return;
    fleet.show(wanted).then(
      () => log(`the demo cluster is now in generation ${wanted}`),
      (error: unknown) => log(`generation ${wanted} could not be shown: ${String(error)}`),
    );
  };
  // Read again and again: a watch would miss a change made before its first look.
  const watch = setInterval(follow, WATCH_MS).unref();
  return {
    kubeconfig,
    contexts,
    network: plan.network,
    generation: () => fleet.generation(),
    async setGeneration(generation) {
      writeFileSync(generationFile, `${generation}\n`);
      await fleet.show(generation);
    },
    async stop() {
      clearInterval(watch);
      await fleet.close();
    },
  };
}

function readGeneration(file: string): Generation {
  const text = existsSync(file) ? readFileSync(file, 'utf8').trim() : '1';
  return GENERATIONS.find((generation) => String(generation) === text) ?? 1;
}
