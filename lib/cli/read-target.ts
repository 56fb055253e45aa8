import { collectInventory } from '#lib/collect/collect-inventory.ts';
import { openCluster } from '#lib/kube/open-cluster.ts';
import type { Inventory, SliceName } from '#lib/model/inventory.ts';
import type { Locale } from '#lib/model/text.ts';
import { ProgressLine } from './progress-line.ts';
import { readFiles } from './read-files.ts';
import type { ScanTarget } from './target-arguments.ts';
import type { Terminal } from './terminal.ts';

interface ReadOptions {
  readonly language: Locale;
  /** All that is read of a cluster; files are read whole. */
  readonly only: readonly SliceName[];
}

/** Reads what a question needs of a target, and nothing else. */
export async function readTarget(
  target: ScanTarget,
  { language, only }: ReadOptions,
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
      only,
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
