import { ACCESS_SLICES, accessOfInventory } from '#lib/analysis/rbac/access-of-inventory.ts';
import type { Access } from '#lib/analysis/rbac/access.ts';
import { servedResources } from '#lib/analysis/rbac/served-resources.ts';
import type { ServedResources } from '#lib/analysis/rbac/served-resources.ts';
import { itemsOf } from '#lib/model/collected.ts';
import type { Inventory, SliceName } from '#lib/model/inventory.ts';
import type { Locale } from '#lib/model/text.ts';
import { readTarget } from '#lib/cli/read-target.ts';
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
  const { language, slices = [] } = options;
  const inventory = await readTarget(target, { language, only: [...ACCESS_SLICES, ...slices] }, terminal);
  terminal.signal.throwIfAborted();
  const { apiResources } = inventory.slices;
  return {
    access: accessOfInventory(inventory, options.modes ?? undefined),
    inventory,
    ...servedResources(itemsOf(apiResources), apiResources.state),
  };
}
