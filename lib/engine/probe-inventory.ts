import { gapsOf, type Collected } from '#lib/model/collected.ts';
import { makeGap, type Gap } from '#lib/model/gap.ts';
import type { Inventory } from '#lib/model/inventory.ts';
import type { ProbeResult } from '#lib/model/probe.ts';
import { PHASE_MEASURE, type Profile } from '#lib/model/scan.ts';
import { text } from '#lib/model/text.ts';
import { defaultAllow } from '#lib/probe/default-allow.ts';
import { probeTargets } from '#lib/probe/probe-targets.ts';
import { nodesWithoutAddress, probeTargetsOf } from '#lib/probe/targets.ts';
import type { Count } from './phase-clock.ts';
import type { ProbeSettings } from './run-scan.ts';

interface ProbeInventoryInput {
  readonly inventory: Inventory;
  readonly server: string | null;
  readonly scan: { readonly profile: Profile };
  readonly probe: ProbeSettings;
  readonly signal: AbortSignal;
  readonly host: string;
  readonly count: Count;
}

/** Returns what the cluster's own addresses answered; a `disabled` or `not-given` gap where nothing was asked. */
export async function probeInventory(input: ProbeInventoryInput): Promise<Collected<ProbeResult>> {
  if (input.inventory.source === 'files') return { state: 'not-given', gaps: [fromFilesGap()] };
  if (!input.probe.enabled || input.scan.profile === 'passive')
    return { state: 'failed', gaps: [disabledGap()] };
  const targets = probeTargetsOf(input.inventory, input.server);
  const { nodes, endpointSlices } = input.inventory.slices;
  const probes = await probeTargets(targets, {
    allow: input.probe.allow ?? defaultAllow(targets),
    bound: input.probe.bound,
    signal: input.signal,
    from: input.host,
    onProgress: (done, total) => input.count(PHASE_MEASURE.probing, done, total),
  });
  // Without the lists of nodes and endpoints nobody knows which addresses were left out.
  const gaps = [
    ...(nodes.state === 'complete' ? [] : nodes.gaps),
    ...(endpointSlices.state === 'absent' ? [] : gapsOf(endpointSlices)),
    ...addressGaps(nodesWithoutAddress(input.inventory)),
  ];
  if (gaps.length === 0 || probes.state === 'failed') return probes;
  return probes.state === 'complete'
    ? { state: 'partial', items: probes.items, gaps }
    : { ...probes, gaps: [...probes.gaps, ...gaps] };
}

const MOST_NAMED = 8;

/** A node that tells no address was asked nothing, which is not to have found nothing there. */
function addressGaps(names: readonly string[]): Gap[] {
  if (names.length === 0) return [];
  const list =
    names.slice(0, MOST_NAMED).join(', ') + (names.length > MOST_NAMED ? ` … (${names.length})` : '');
  return [
    makeGap({
      slice: 'probes',
      reason: 'absent',
      verb: null,
      resource: 'nodes',
      scope: 'cluster',
      message: text(`Nodes that tell no address to ask: ${list}`, `以下节点没有可供探测的地址：${list}`),
      unlock: null,
    }),
  ];
}

function disabledGap() {
  return makeGap({
    slice: 'probes',
    reason: 'disabled',
    verb: null,
    resource: null,
    scope: 'cluster',
    message: text('Probing is off for this scan: no port was asked.', '本次扫描关闭了探测：未访问任何端口。'),
    unlock: text(
      'Scan with the standard profile, without --no-probe and without MERLON_PROBE=off.',
      '请使用标准配置扫描，不要使用 --no-probe，也不要设置 MERLON_PROBE=off。',
    ),
  });
}

function fromFilesGap() {
  return makeGap({
    slice: 'probes',
    reason: 'not-given',
    verb: null,
    resource: null,
    scope: 'cluster',
    message: text('Files have no ports to probe.', '文件中没有可探测的端口。'),
    unlock: text('Scan the running cluster with --context.', '请使用 --context 扫描正在运行的集群。'),
  });
}
