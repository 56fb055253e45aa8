import type { Grant } from '#lib/model/rbac.ts';
import { answerDirectly, type Branch } from './direct-rbac.ts';
import { randomQuestions, randomRbac, type RandomQuestion, type RandomRbac } from './random-rbac.ts';

/** Whatever answers RBAC questions. */
interface Answering {
  can(
    user: RandomQuestion['user'],
    ask: RandomQuestion['ask'],
  ): { readonly allowed: boolean; readonly grants: readonly Grant[] };
}

/** Builds what is compared from the objects of one cluster. */
export type BuildAnswering = (objects: RandomRbac & { readonly fromFiles: boolean }) => Answering;

export interface RbacComparison {
  readonly asked: number;
  readonly allowed: number;
  /** Each told with the seed of its cluster. */
  readonly differences: readonly unknown[];
  /** How many answers each sentence of the specification decided. */
  readonly branches: ReadonlyMap<Branch, number>;
}

/** Puts the same questions on random clusters to an engine and to the direct evaluator. */
export function compareWithDirect(
  build: BuildAnswering,
  amounts: { readonly clusters: number; readonly questions: number },
): RbacComparison {
  const branches = new Map<Branch, number>();
  const differences: unknown[] = [];
  let allowed = 0;
  for (let seed = 1; seed <= amounts.clusters; seed += 1) {
    const rbac = randomRbac(seed);
    const fromFiles = seed % 2 === 0;
    const engine = build({ ...rbac, fromFiles });
    for (const question of randomQuestions(rbac, seed + 100_000, amounts.questions)) {
      const direct = answerDirectly(rbac, question, { fromFiles });
      const answer = engine.can(question.user, question.ask);
      // The places of computed rules are the engine's own choice, so those grants are compared by binding.
      const byBinding = direct.branches.has('aggregated');
      const [told, wanted] = [
        names(answer.grants.map(grantName), byBinding),
        names(direct.grants, byBinding),
      ];
      if (answer.allowed !== direct.allowed || told !== wanted)
        differences.push({ seed, question, told, wanted });
      if (direct.allowed) allowed += 1;
      for (const branch of direct.branches) branches.set(branch, (branches.get(branch) ?? 0) + 1);
    }
  }
  return { asked: amounts.clusters * amounts.questions, allowed, differences, branches };
}

function grantName({ binding, rule }: Grant): string {
  return `${binding.kind}/${binding.namespace ?? ''}/${binding.name}#${rule}`;
}

function names(grants: readonly string[], byBinding: boolean): string {
  const told = byBinding ? grants.map((grant) => grant.split('#')[0] ?? '') : grants;
  return [...new Set(told)].toSorted().join(' ');
}
