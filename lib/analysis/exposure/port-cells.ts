import { portFactsOf } from '#lib/facts/ports.ts';
import { standingRank, type PortFacts, type PortSight } from '#lib/model/port-sight.ts';
import type { ProbeResult, ProbeTarget } from '#lib/model/probe.ts';
import type { ResourceRef } from '#lib/model/resource-ref.ts';
import { severityRank, type Severity } from '#lib/model/severity.ts';
import type { TextParams } from '#lib/model/text.ts';
import { hostAndPort } from './probed-place.ts';
import { sightOf } from './port-sight.ts';

/** The part of a finding that tells which port it is about. */
export interface PlacedFinding {
  readonly severity: Severity;
  readonly resource: ResourceRef;
  readonly params: TextParams;
}

/** One port of one host: every probe of it, on however many addresses, and what was found there. */
export interface PortCell<F extends PlacedFinding> {
  readonly port: number;
  /** The worst of what its probes saw. */
  readonly sight: PortSight;
  /** Worst first. */
  readonly probes: readonly ProbeResult[];
  /** Worst first. */
  readonly findings: readonly F[];
}

/** A port asked somewhere; `facts` is null where the number alone tells nothing. */
export interface AskedPort {
  readonly port: number;
  readonly facts: PortFacts | null;
}

/** Returns every port that was asked, in order. */
export function askedPorts(probes: readonly ProbeResult[]): AskedPort[] {
  const ports = new Set(probes.map(({ target }) => target.port));
  return [...ports].toSorted((a, b) => a - b).map((port) => ({ port, facts: portFactsOf(port) }));
}

/** Returns a host's key: a node's name, or `@address` where no node is known. */
function hostKeyOf({ node, address }: ProbeTarget): string {
  return node ?? `@${address}`;
}

/** Returns a function that gives the cells of a host, by port. */
export function buildPortCells<F extends PlacedFinding>(
  probes: readonly ProbeResult[],
  findings: readonly F[],
): (hostKey: string) => readonly PortCell<F>[] {
  const found = Map.groupBy(findings, (finding) => targetOf(finding) ?? '');
  const byHost = Map.groupBy(probes, ({ target }) => hostKeyOf(target));
  return (hostKey) => {
    const byPort = Map.groupBy(byHost.get(hostKey) ?? [], ({ target }) => target.port);
    return [...byPort].toSorted(([a], [b]) => a - b).map(([port, looks]) => cellOf(port, looks, found));
  };
}

function cellOf<F extends PlacedFinding>(
  port: number,
  probes: readonly ProbeResult[],
  found: ReadonlyMap<string, readonly F[]>,
): PortCell<F> {
  const looks = probes
    .map((probe) => ({ probe, sight: sightOf(probe, worstOf(found.get(hostAndPort(probe.target)) ?? [])) }))
    .toSorted((a, b) => standingRank(a.sight.standing) - standingRank(b.sight.standing));
  return {
    port,
    sight: looks[0]?.sight ?? { seen: 'unreached', status: null, standing: 'not-asked' },
    probes: looks.map(({ probe }) => probe),
    findings: looks
      .flatMap(({ probe }) => found.get(hostAndPort(probe.target)) ?? [])
      .toSorted((a, b) => severityRank(a.severity) - severityRank(b.severity)),
  };
}

/** Findings about a port carry the address and port they were made at. */
function targetOf({ params }: PlacedFinding): string | null {
  const { target } = params;
  return typeof target === 'string' ? target : null;
}

function worstOf(findings: readonly PlacedFinding[]): Severity | null {
  const [worst] = findings.toSorted((a, b) => severityRank(a.severity) - severityRank(b.severity));
  return worst?.severity ?? null;
}
