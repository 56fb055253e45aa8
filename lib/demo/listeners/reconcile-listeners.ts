import type { Server } from 'node:http';
import { blockedPorts } from './blocked-ports.ts';
import { closeListener, openListener } from './listener.ts';
import type { ListenerPlan } from './listener.ts';

/** Closes what is no longer planned and opens what is new; what is planned the same stays up. */
export async function reconcileListeners(
  open: Map<string, Server>,
  planned: readonly ListenerPlan[],
  log: (line: string) => void,
): Promise<void> {
  const plans = await withoutBlocked(planned, open, log);
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
