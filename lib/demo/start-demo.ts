import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import type { Server } from 'node:http';
import { join, resolve } from 'node:path';
import { GIT_VERSION } from './address-plan.ts';
import type { AddressPlan } from './address-plan.ts';
import { createClusterState } from './api/cluster-state.ts';
import type { ClusterState } from './api/cluster-state.ts';
import { createAuthorizer } from './api/rbac.ts';
import type { Authorizer } from './api/rbac.ts';
import type { ApiContext } from './api/respond.ts';
import { blockedPorts } from './blocked-ports.ts';
import { keepIdentity, loadIdentity, uidOf } from './identity.ts';
import type { Identity } from './identity.ts';
import { CONTEXTS, writeKubeconfig } from './kubeconfig.ts';
import { closeListener, openListener } from './listeners/listener.ts';
import type { ListenerPlan } from './listeners/listener.ts';
import { planListeners } from './listeners/plan-listeners.ts';
import { settleNetwork } from './loopback-network.ts';
import { loadObjects } from './objects/load-objects.ts';
import { GENERATIONS } from './objects/world.ts';
import type { Generation, World } from './objects/world.ts';
import type { RawObject } from './raw-object.ts';

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
  /** Turns to another chapter: objects, flags and listeners change at once. */
  setGeneration(generation: Generation): Promise<void>;
  stop(): Promise<void>;
}

/** What a generation answers from, replaced as a whole when the generation changes. */
interface Chapter {
  world: World;
  state: ClusterState;
  authorizer: Authorizer;
}

const FIVE_MINUTES_MS = 300_000;
const WATCH_MS = 500;

/** Starts the demo cluster `main`; resolves when every port listens. */
export async function startDemo(options: DemoOptions): Promise<Demo> {
  const folder = resolve(options.dataDir, 'demo');
  const log = options.log ?? ((): void => undefined);
  const identity = loadIdentity(folder, new Date());
  const generationFile = join(folder, 'generation');
  const first = options.generation ?? readGeneration(generationFile);
  const continueLifetimeMs = options.continueLifetimeMs ?? FIVE_MINUTES_MS;
  const { cluster, plan } = await settleNetwork({
    preferred: identity.network,
    hint: folder,
    mode: options.addresses ?? 'hosts',
    log,
    open: async (candidate) => {
      const opened = createCluster(identity, candidate, { first, continueLifetimeMs, log });
      try {
        await opened.show(first);
      } catch (error) {
        await opened.close();
        throw error;
      }
      return opened;
    },
  });
  if (plan.mode === 'hosts')
    keepIdentity(folder, { ...identity, network: plan.network.replace(/\.0\/24$/, '') });
  log(`the demo cluster is in generation ${first}; write 1 or 2 into ${generationFile} to change it`);
  const kubeconfig = writeKubeconfig(folder, { identity, plan, now: new Date() });
  writeFileSync(generationFile, `${first}\n`);
  const follow = (): void => {
    const wanted = readGeneration(generationFile);
    if (wanted === cluster.generation()) return;
    cluster.show(wanted).then(
      () => log(`the demo cluster is now in generation ${wanted}`),
      (error: unknown) => log(`generation ${wanted} could not be shown: ${String(error)}`),
    );
  };
  // Read again and again: a watch would miss a change made before its first look.
  const watch = setInterval(follow, WATCH_MS).unref();
  return {
    kubeconfig,
    contexts: CONTEXTS,
    network: plan.network,
    generation: () => cluster.generation(),
    async setGeneration(generation) {
      writeFileSync(generationFile, `${generation}\n`);
      await cluster.show(generation);
    },
    async stop() {
      clearInterval(watch);
      await cluster.close();
    },
  };
}

/** A running cluster on one plan of addresses. */
interface Cluster {
  show(generation: Generation): Promise<void>;
  generation(): Generation;
  close(): Promise<void>;
}

function createCluster(
  identity: Identity,
  plan: AddressPlan,
  {
    first,
    continueLifetimeMs,
    log,
  }: { first: Generation; continueLifetimeMs: number; log: (line: string) => void },
): Cluster {
  const open = new Map<string, Server>();
  let chapter = writeChapter(identity, plan, first);
  // Changes follow one another: two at once would fight over ports.
  let last: Promise<void> = Promise.resolve();
  const context = (): ApiContext => ({
    state: chapter.state,
    authorizer: chapter.authorizer,
    serverAddress: `${plan.api.address}:${plan.api.port}`,
    gitVersion: GIT_VERSION,
    continueLifetimeMs,
    nowMs: Date.now(),
  });
  const scanner = {
    name: 'system:serviceaccount:security:merlon',
    groups: ['system:serviceaccounts', 'system:serviceaccounts:security', 'system:authenticated'],
  };
  const api = {
    credentials: {
      authorityPem: identity.clusterAuthority.cert,
      tokens: new Map([[identity.scannerToken, scanner]]),
    },
    context,
    flow: {
      schemaUid: uidOf(identity.seed, 'flow-schema'),
      levelUid: uidOf(identity.seed, 'priority-level'),
    },
  };
  const objects = (kind: string): readonly RawObject[] => chapter.state.objectsOf({ group: '', kind });
  return {
    generation: () => chapter.world.generation,
    show(generation) {
      last = last
        .catch(() => undefined)
        .then(async () => {
          if (chapter.world.generation !== generation) chapter = writeChapter(identity, plan, generation);
          const plans = planListeners({ world: chapter.world, identity, api, objects });
          await reconcile(open, await withoutBlocked(plans, open, log));
        });
      return last;
    },
    async close() {
      await last.catch(() => undefined);
      await Promise.all([...open.values()].map(closeListener));
      open.clear();
    },
  };
}

function writeChapter(identity: Identity, plan: AddressPlan, generation: Generation): Chapter {
  const world: World = {
    seed: identity.seed,
    generation,
    bornAt: new Date(identity.bornAt),
    now: new Date(),
    plan,
    clusterAuthorityPem: identity.clusterAuthority.cert,
  };
  const state = createClusterState(loadObjects(world), 1_000_000 * generation);
  return { world, state, authorizer: createAuthorizer(state) };
}

/** Leaves out, and says so, the ports that another program holds on every address. */
async function withoutBlocked(
  plans: readonly ListenerPlan[],
  open: ReadonlyMap<string, Server>,
  log: (line: string) => void,
): Promise<ListenerPlan[]> {
  const fresh = plans.filter((plan) => !open.has(plan.id));
  const blocked = await blockedPorts(fresh.map((plan) => plan.port));
  if (blocked.size > 0)
    log(`another program holds ${[...blocked].join(', ')} on every address: not served by the demo`);
  return plans.filter((plan) => open.has(plan.id) || !blocked.has(plan.port));
}

/** Closes what is no longer planned and opens what is new; what is planned the same stays up. */
async function reconcile(open: Map<string, Server>, plans: readonly ListenerPlan[]): Promise<void> {
  const wanted = new Set(plans.map((plan) => plan.id));
  const gone = [...open].filter(([id]) => !wanted.has(id));
  await Promise.all(
    gone.map(async ([id, server]) => {
      open.delete(id);
      await closeListener(server);
    }),
  );
  const fresh = plans.filter((plan) => !open.has(plan.id));
  const results = await Promise.allSettled(
    fresh.map(async (plan) => {
      open.set(plan.id, await openListener(plan));
    }),
  );
  const failed = results.find((result) => result.status === 'rejected');
  if (failed !== undefined) throw failed.reason;
}

function readGeneration(file: string): Generation {
  const text = existsSync(file) ? readFileSync(file, 'utf8').trim() : '1';
  return GENERATIONS.find((generation) => String(generation) === text) ?? 1;
}
