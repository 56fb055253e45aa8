import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { networkRecords, provenPlanes } from '#lib/testing/compare-network.ts';
import type { NetworkManifests, PolicyManifest } from '#lib/testing/direct-network/manifests.ts';
import { randomAsks, randomNetwork, randomPlane } from '#lib/testing/random-network/random-network.ts';
import { randomPolicyRule } from '#lib/testing/random-network/random-network-policies.ts';
import { Random } from '#lib/testing/random.ts';
import { askNetwork } from './ask-network.ts';
import { DATAPLANES } from './dataplane.ts';

const PLANES = provenPlanes(DATAPLANES);

const seeds = fc.integer({ min: 1, max: 2 ** 31 });

function verdicts(objects: NetworkManifests, seed: number) {
  const answer = askNetwork(networkRecords(objects), PLANES[randomPlane(seed)]);
  return randomAsks(objects, seed, 40).map((ask) => ({ ask, verdict: answer(ask) }));
}

/** Adds a rule in a direction in which the policy isolates already. */
function withRule(policy: PolicyManifest, random: Random): PolicyManifest {
  const { spec } = policy;
  const types = spec.policyTypes ?? ((spec.egress ?? []).length > 0 ? ['Ingress', 'Egress'] : ['Ingress']);
  if (random.pick(types) === 'Egress') {
    return { ...policy, spec: { ...spec, egress: [...(spec.egress ?? []), randomPolicyRule(random, 'to')] } };
  }
  return {
    ...policy,
    spec: { ...spec, ingress: [...(spec.ingress ?? []), randomPolicyRule(random, 'from')] },
  };
}

describe('reach on any cluster', () => {
  it('shrinks nowhere when a rule is added to a NetworkPolicy that isolates in that direction already', () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const random = new Random(seed);
        const before = randomNetwork(seed);
        const [first, ...rest] = before.networkPolicies ?? [];
        fc.pre(first !== undefined);
        const after = { ...before, networkPolicies: [withRule(first, random), ...rest] };
        const later = verdicts(after, seed);
        const lost = verdicts(before, seed).filter(
          ({ verdict }, at) => verdict === 'allowed' && later[at]?.verdict !== 'allowed',
        );
        expect(lost).toEqual([]);
      }),
    );
  });

  it('is the same whatever order the objects of every kind come in', () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const objects = randomNetwork(seed);
        const entries = Object.entries(objects).map(([slice, list]) => [slice, list.toReversed()]);
        const reversed = Object.fromEntries(entries) as NetworkManifests;
        const answer = askNetwork(networkRecords(reversed), PLANES[randomPlane(seed)]);
        for (const { ask, verdict } of verdicts(objects, seed))
          expect([ask, answer(ask)]).toEqual([ask, verdict]);
      }),
    );
  });

  it('is the same once more when it is asked again', () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const objects = randomNetwork(seed);
        const answer = askNetwork(networkRecords(objects), PLANES[randomPlane(seed)]);
        const asks = randomAsks(objects, seed, 40);
        const first = asks.map(answer);
        expect(asks.toReversed().map(answer)).toEqual(first.toReversed());
      }),
    );
  });
});
