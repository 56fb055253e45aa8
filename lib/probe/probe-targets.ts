import { collected, type Collected } from '#lib/model/collected.ts';
import { makeGap, type Gap, type GapReason } from '#lib/model/gap.ts';
import type { ProbeResult, ProbeState, ProbeTarget } from '#lib/model/probe.ts';
import { text, type Text } from '#lib/model/text.ts';
import { bounded } from './bounded.ts';
import { tryConnect, type ConnectOutcome } from './connect.ts';
import type { Peer } from './exchange.ts';
import { probeOpenPort, type OpenPort } from './probe-open-port.ts';
import { resolveTargets, type Limits, type Resolved } from './resolve.ts';

export interface ProbeOptions extends Limits {
  readonly signal: AbortSignal;
  /** Name of the machine the probes run on. */
  readonly from: string;
  /** Connections at a time. */
  readonly concurrency?: number;
  readonly connectTimeoutMs?: number;
  /** Limit of each question. */
  readonly answerTimeoutMs?: number;
  readonly onProgress?: (done: number, total: number) => void;
}

const DEFAULTS = { concurrency: 128, connectTimeoutMs: 1500, answerTimeoutMs: 3000 };

interface Reached {
  readonly target: ProbeTarget;
  readonly peer: Peer;
  readonly outcome: ConnectOutcome;
  readonly open: OpenPort | null;
  readonly durationMs: number;
}

const CLOSED: OpenPort = {
  service: null,
  version: null,
  tls: null,
  certificate: null,
  clientCertificate: 'unknown',
  anonymous: 'unknown',
  answers: [],
};

/**
 * Asks every target inside the allow list and returns what answered. Targets outside it get no packet and are
 * a `disabled` gap, addresses that stay silent are an `unreachable` one. Throws the signal's reason on abort.
 */
export async function probeTargets(
  targets: readonly ProbeTarget[],
  options: ProbeOptions,
): Promise<Collected<ProbeResult>> {
  const resolved = await resolveTargets(targets, options);
  const peers = resolved.filter((one) => one.kind === 'peer');
  let done = 0;
  const settings = { limit: options.concurrency ?? DEFAULTS.concurrency, signal: options.signal };
  const reached = await bounded(peers, settings, async ({ target, peer }) => {
    const one = await reach(target, peer, options);
    done += 1;
    options.onProgress?.(done, peers.length);
    return one;
  });
  const results = withStates(reached, options.from);
  const gaps = [...leftOut(resolved), ...silent(results)];
  if (peers.length === 0 && gaps.length > 0) return { state: 'failed', gaps };
  return collected(results, gaps);
}

async function reach(target: ProbeTarget, peer: Peer, options: ProbeOptions): Promise<Reached> {
  const { signal } = options;
  const from = performance.now();
  const outcome = await tryConnect(peer, {
    timeoutMs: options.connectTimeoutMs ?? DEFAULTS.connectTimeoutMs,
    signal,
  });
  signal.throwIfAborted();
  const timeoutMs = options.answerTimeoutMs ?? DEFAULTS.answerTimeoutMs;
  const open = outcome === 'open' ? await probeOpenPort(target, peer, { timeoutMs, signal }) : null;
  return { target, peer, outcome, open, durationMs: Math.round(performance.now() - from) };
}

/** Silence means `filtered` where another port of the address spoke, else nothing was reached there. */
function withStates(reached: readonly Reached[], from: string): ProbeResult[] {
  const spoke = new Set(
    reached
      .filter(({ outcome }) => outcome === 'open' || outcome === 'refused')
      .map(({ peer }) => peer.address),
  );
  return reached.map(({ target, peer, outcome, open, durationMs }) => ({
    target,
    state: stateOf(outcome, spoke.has(peer.address)),
    ...(open ?? CLOSED),
    durationMs,
    from,
  }));
}

function stateOf(outcome: ConnectOutcome, addressSpoke: boolean): ProbeState {
  switch (outcome) {
    case 'open':
    case 'refused':
      return outcome;
    case 'silent':
      return addressSpoke ? 'filtered' : 'unreachable';
    case 'no-route':
      return 'unreachable';
  }
}

function leftOut(resolved: readonly Resolved[]): Gap[] {
  const outside = addressesOf(resolved.filter((one) => one.kind === 'outside').map(({ target }) => target));
  const unknown = addressesOf(
    resolved.filter((one) => one.kind === 'unknown-name').map(({ target }) => target),
  );
  return [
    ...probeGap('disabled', outside, {
      message: (list) =>
        text(
          `Outside the allowed ranges, nothing was sent: ${list}`,
          `不在允许的地址范围内，未发送任何数据：${list}`,
        ),
      unlock: text(
        'Add the range to the cluster’s probe ranges in the settings.',
        '在设置中把该网段加入此集群的探测范围。',
      ),
    }),
    ...probeGap('unreachable', unknown, {
      message: (list) => text(`The name does not resolve here: ${list}`, `此处无法解析该名称：${list}`),
      unlock: null,
    }),
  ];
}

function silent(results: readonly ProbeResult[]): Gap[] {
  const answering = new Set(
    results.filter(({ state }) => state !== 'unreachable').map(({ target }) => target.address),
  );
  const lost = results.map(({ target }) => target).filter(({ address }) => !answering.has(address));
  return probeGap('unreachable', addressesOf(lost), {
    message: (list) => text(`Not reached from here: ${list}`, `从此处无法到达：${list}`),
    unlock: text(
      'Run Merlon where these addresses can be reached, such as inside the cluster.',
      '请在能够到达这些地址的位置运行 Merlon，例如集群内部。',
    ),
  });
}

interface GapWords {
  readonly message: (list: string) => Text;
  readonly unlock: Text | null;
}

/** One gap for all addresses alike: a thousand nodes out of reach are one fact. */
function probeGap(reason: GapReason, addresses: readonly string[], words: GapWords): Gap[] {
  if (addresses.length === 0) return [];
  const shown = addresses.slice(0, 8).join(', ');
  const list = addresses.length > 8 ? `${shown} … (${addresses.length})` : shown;
  const scope = addresses.length === 1 ? (addresses[0] ?? '') : `${addresses.length} addresses`;
  return [
    makeGap({
      slice: 'probes',
      reason,
      verb: null,
      resource: null,
      scope,
      message: words.message(list),
      unlock: words.unlock,
    }),
  ];
}

function addressesOf(targets: readonly ProbeTarget[]): string[] {
  return [...new Set(targets.map(({ address }) => address))].toSorted();
}
