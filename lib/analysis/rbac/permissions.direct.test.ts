import { describe, expect, it } from 'vitest';
import { answerDirectly } from '#lib/testing/direct-rbac.ts';
import type { Branch } from '#lib/testing/direct-rbac.ts';
import { randomQuestions, randomRbac } from '#lib/testing/random-rbac.ts';
import { buildPermissions } from './permissions.ts';
import type { RbacAnswer } from './access-question.ts';

const CLUSTERS = 250;
const QUESTIONS = 120;

function grantsOf(answer: RbacAnswer): string[] {
  return answer.grants
    .map(({ binding, rule }) => `${binding.kind}/${binding.namespace ?? ''}/${binding.name}#${rule}`)
    .toSorted();
}

function countsOf(keys: Iterable<Branch>, counts: Map<Branch, number>): void {
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
}

describe('the matcher against a direct evaluator on random clusters', () => {
  const branches = new Map<Branch, number>();
  const differences: unknown[] = [];
  let allowed = 0;
  for (let seed = 1; seed <= CLUSTERS; seed += 1) {
    const rbac = randomRbac(seed);
    const computeAggregation = seed % 2 === 0;
    const permissions = buildPermissions({ ...rbac, computeAggregation });
    for (const question of randomQuestions(rbac, seed + 100_000, QUESTIONS)) {
      const direct = answerDirectly(rbac, question, { computeAggregation });
      const answer = permissions.can(question.user, question.ask);
      // The places of computed rules are the engine's own choice, so those grants are compared by binding.
      const name = (grant: string): string =>
        direct.branches.has('aggregated') ? (grant.split('#')[0] ?? '') : grant;
      const told = [...new Set(grantsOf(answer).map(name))];
      const wanted = [...new Set(direct.grants.map(name))];
      if (answer.allowed !== direct.allowed || told.join() !== wanted.join()) {
        differences.push({ seed, question, told, wanted });
      }
      if (direct.allowed) allowed += 1;
      countsOf(direct.branches, branches);
    }
  }

  it(`agrees on ${CLUSTERS * QUESTIONS} questions, in the answer and in every grant`, () => {
    expect(differences.slice(0, 3)).toEqual([]);
  });

  it('asks questions of which 30 to 70 % are allowed', () => {
    const share = allowed / (CLUSTERS * QUESTIONS);
    expect(share).toBeGreaterThan(0.3);
    expect(share).toBeLessThan(0.7);
  });

  it('lets every sentence of the specification decide at least 50 of them', () => {
    const counts = [...branches].map(([branch, count]) => `${branch} ${count}`);
    console.info(`${allowed} of ${CLUSTERS * QUESTIONS} allowed; decided by: ${counts.join(', ')}`);
    expect(branches.size).toBe(18);
    expect(Math.min(...branches.values())).toBeGreaterThanOrEqual(50);
  });
});
