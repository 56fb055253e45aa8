import { buildEscalationChains } from '#lib/analysis/attack/escalation-chains.ts';
import { buildPermissions } from '#lib/analysis/rbac/permissions.ts';
import { findRisks } from '#lib/analysis/rbac/find-risks.ts';
import type { GeneratedGrants } from './generated-grants.ts';
import { chainBench } from './measure-chains.ts';
import { figureOf, inTurn, timed, type Figure, type Pair } from './measure.ts';

const CONTEXT = { minor: 36, isExecByGet: false };

/** Measures all risks, all shortest chains and both together, in the same runs, each against JSON.parse of the objects. */
export async function measureRisksAndChains(runs: number): Promise<Figure[]> {
  const { text, version, surroundings } = chainBench();
  const parts: { risks: number; chains: number; cpu: number }[] = [];
  // Read anew for each run, so that nothing an earlier run kept is met again.
  const both = async (): Promise<number> => {
    const read = JSON.parse(text) as GeneratedGrants;
    const permissions = buildPermissions({ ...read, version });
    const before = process.cpuUsage();
    const risks = await timed(() => findRisks(permissions, read.clusterRoles, CONTEXT));
    const chains = await timed(() =>
      buildEscalationChains({ ...surroundings, ...read, permissions }).added(),
    );
    const used = process.cpuUsage(before);
    parts.push({ risks: risks.ms, chains: chains.ms, cpu: (used.user + used.system) / 1000 });
    return risks.ms + chains.ms;
  };
  const pairs = await inTurn(runs, both, async () => (await timed(() => JSON.parse(text) as unknown)).ms);
  // The first did not count.
  const counted = parts.slice(1);
  const partOf = (key: 'risks' | 'chains'): Pair[] =>
    pairs.map(({ floorMs }, index) => ({ floorMs, measuredMs: counted[index]?.[key] ?? 0 }));
  const cpu = counted.map((part) => Math.round(part.cpu)).join(' ');
  return [
    figureOf({ name: 'all risks', goal: null }, partOf('risks')),
    figureOf({ name: 'all shortest chains', goal: null }, partOf('chains')),
    figureOf(
      { name: 'risks and chains together (limit 500 ms)', goal: null, notes: { 'cpu ms of each run': cpu } },
      pairs,
    ),
  ];
}
