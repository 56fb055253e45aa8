import type { Server } from 'node:http';
import type { AddressPlan } from './address-plan.ts';
import { createClusterState } from './api/cluster-state.ts';
import type { ClusterState } from './api/cluster-state.ts';
import { createAuthorizer } from './api/rbac.ts';
import type { Authorizer } from './api/rbac.ts';
import type { ApiContext } from './api/respond.ts';
import { uidOf } from './identity.ts';
import type { Identity } from './identity.ts';
import { closeListener } from './listeners/listener.ts';
import { planListeners } from './listeners/plan-listeners.ts';
import { reconcileListeners } from './listeners/reconcile-listeners.ts';
import type { Generation, World } from './objects/world.ts';
import type { RawObject } from './raw-object.ts';
import type { Story } from './stories.ts';

/** A running cluster on one plan of addresses. */
export interface Cluster {
  /** Serves a generation; resolves when its ports listen, rejects when one is taken. */
  show(generation: Generation): Promise<void>;
  generation(): Generation;
  close(): Promise<void>;
}

export interface ClusterOptions {
  story: Story;
  first: Generation;
  continueLifetimeMs: number;
  log: (line: string) => void;
}

/** Makes a cluster of a plan; nothing listens before `show`. */
export function createCluster(identity: Identity, plan: AddressPlan, options: ClusterOptions): Cluster {
  const open = new Map<string, Server>();
  const write = (generation: Generation): Chapter =>
    writeChapter(options.story, { identity, plan, generation });
  let chapter = write(options.first);
  // Changes follow one another: two at once would fight over ports.
  let last: Promise<void> = Promise.resolve();
  const context = (): ApiContext => ({
    state: chapter.state,
    authorizer: chapter.authorizer,
    serverAddress: `${plan.api.address}:${plan.api.port}`,
    gitVersion: plan.site.gitVersion,
    continueLifetimeMs: options.continueLifetimeMs,
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
          if (chapter.world.generation !== generation) chapter = write(generation);
          const plans = planListeners({ world: chapter.world, identity, api, objects });
          await reconcileListeners(open, plans, options.log);
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

/** What a generation answers from, replaced as a whole when the generation changes. */
interface Chapter {
  world: World;
  state: ClusterState;
  authorizer: Authorizer;
}

function writeChapter(
  story: Story,
  { identity, plan, generation }: { identity: Identity; plan: AddressPlan; generation: Generation },
): Chapter {
  const world: World = {
    seed: identity.seed,
    generation,
    bornAt: new Date(identity.bornAt),
    now: new Date(),
    plan,
    exposures: story.exposures(generation),
    clusterAuthorityPem: identity.clusterAuthority.cert,
  };
  const state = createClusterState(story.objects(world), 1_000_000 * generation);
  return { world, state, authorizer: createAuthorizer(state) };
}
