import { ACCESS_SLICES, accessOfInventory } from '#lib/analysis/rbac/access-of-inventory.ts';
import type { Access } from '#lib/analysis/rbac/access.ts';
import { servedResources } from '#lib/analysis/rbac/served-resources.ts';
import type { ServedResources } from '#lib/analysis/rbac/served-resources.ts';
import { collectInventory } from '#lib/collect/collect-inventory.ts';
import { openCluster } from '#lib/kube/open-cluster.ts';
import { itemsOf } from '#lib/model/collected.ts';
import type { Inventory, SliceName } from '#lib/model/inventory.ts';
import type { Locale } from '#lib/model/text.ts';
import { ProgressLine } from '#lib/cli/progress-line.ts';
import { readFiles } from '#lib/cli/read-files.ts';
import type { ScanTarget } from '#lib/cli/target-arguments.ts';
import type { Terminal } from '#lib/cli/terminal.ts';

/** A cluster, or manifests, ready to be asked. */
export interface LoadedAccess extends ServedResources {
  readonly access: Access;
  readonly inventory: Inventory;
}

interface LoadOptions {
  readonly modes: readonly string[] | null;
  readonly language: Locale;
  /** Beside those that every answer needs. */
  readonly slices?: readonly SliceName[];
}

/** Reads what questions about rights need of a target, and nothing else. */
export async function loadAccess(
  target: ScanTarget,
  options: LoadOptions,
  terminal: Terminal,
): Promise<LoadedAccess> {
  const inventory = await read(target, options, terminal);
  terminal.signal.throwIfAborted();
  const { apiResources } = inventory.slices;
  return {
    access: accessOfInventory(inventory, options.modes ?? undefined),
    inventory,
    ...servedResources(itemsOf(apiResources), apiResources.state),
  };
}

async function read(
  target: ScanTarget,
  { language, slices = [] }: LoadOptions,
  terminal: Terminal,
): Promise<Inventory> {
  if (target.kind === 'files') return readFiles(target, { profile: 'standard', language }, terminal);
  const { context, kubeconfig } = target;
  const progress = new ProgressLine(terminal.err, language, terminal.isErrTerminal);
  const access = await openCluster({
    context,
    signal: terminal.signal,
    ...(kubeconfig === null ? {} : { kubeconfig }),
  });
  try {
    return await collectInventory(access, {
      profile: 'standard',
      only: [...ACCESS_SLICES, ...slices],
      signal: terminal.signal,
      now: () => new Date(),
      onProgress: ({ slice, done, total }) =>
        progress.report({ type: 'count', phase: 'collecting', label: slice, done, total }),
      onGap: ({ message }) => progress.report({ type: 'log', message }),
    });
  } finally {
    access.close();
    progress.clear();
  }
}
