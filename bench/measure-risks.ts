import { findRisks } from '#lib/analysis/rbac/find-risks.ts';
import { buildPermissions } from '#lib/analysis/rbac/permissions.ts';
import { generateGrants, type GeneratedGrants } from './generated-grants.ts';
import { figureOf, inTurn, median, timed, type Figure } from './measure.ts';

const SIZES = { bindings: 5000, roles: 2000, namespaces: 300 };
const CONTEXT = { minor: 36, isExecByGet: false };

/** Measures all risks of all subjects of 5,000 bindings and 2,000 roles, against reading the same objects from JSON. */
export async function measureRisks(runs: number): Promise<Figure> {
  const text = JSON.stringify(generateGrants(SIZES));
  const cpu: number[] = [];
  let subjects = 0;
  let risks = 0;
  // Read anew for each run, so that nothing an earlier run kept is met again.
  const find = async (): Promise<number> => {
    const objects = JSON.parse(text) as GeneratedGrants;
    const permissions = buildPermissions(objects);
    const before = process.cpuUsage();
    const { ms, value } = await timed(() => findRisks(permissions, objects.clusterRoles, CONTEXT));
    const used = process.cpuUsage(before);
    cpu.push((used.user + used.system) / 1000);
    subjects = value.length;
    risks = value.reduce((sum, { hits }) => sum + hits.length, 0);
    return ms;
  };
  const pairs = await inTurn(runs, find, async () => (await timed(() => JSON.parse(text) as unknown)).ms);
  const notes = {
    'ms of processor': Math.round(median(cpu)),
    'subjects with risks': subjects,
    risks,
  };
  return figureOf(
    { name: 'RBAC risks of 5,000 bindings and 2,000 roles (limit 500 ms)', goal: null, notes },
    pairs,
  );
}
