import { describe, expect, it } from 'vitest';
import { DATAPLANES } from '#lib/analysis/network/reach/dataplane.ts';
import { inventory } from '#lib/testing/builders/inventory.ts';
import { compareLayers, type BuildLayerAnswering } from '#lib/testing/compare-layers.ts';
import { answerLayers } from './answer-layers.ts';
import { layerViewOf } from './layer-view.ts';

const engine: BuildLayerAnswering = (records) => {
  const view = layerViewOf(inventory(records).slices);
  return (ask) => {
    const answer = answerLayers(view, ask);
    return 'problem' in answer ? null : answer.verdict;
  };
};

/** Every rule of the specification about secondary networks that decides whether a packet arrives. */
const RULE_IDS = [
  'MN-1',
  'MN-2',
  'MN-3',
  'MN-4',
  'MN-5',
  'MN-6',
  'MN-8',
  'MN-10',
  'MN-11',
  'MN peers',
  'MN coverage',
  'MN named ports',
];

describe('the layers against a direct evaluator on random clusters', () => {
  const { asked, verdicts, differences, rules } = compareLayers(engine, DATAPLANES, {
    clusters: 300,
    questions: 40,
  });

  it('agree on 12,000 questions about interfaces of pods', () => {
    expect(asked).toBe(12_000);
    expect(differences.slice(0, 3)).toEqual([]);
  });

  it('are asked questions of which 30 to 70 % are allowed and at least a tenth are denied', () => {
    const [allowed = 0, denied = 0] = [verdicts.get('allowed'), verdicts.get('denied')];
    console.info([...verdicts].map(([verdict, count]) => `${count} ${verdict}`).join(', '));
    expect(allowed / asked).toBeGreaterThan(0.3);
    expect(allowed / asked).toBeLessThan(0.7);
    expect(denied / asked).toBeGreaterThan(0.1);
  });

  it('meet every rule about secondary networks at least 50 times', () => {
    const counts = RULE_IDS.map((id) => [id, rules.get(id) ?? 0] as const);
    console.info(`of ${asked} decided by: ${counts.map((one) => one.join(' ')).join(', ')}`);
    expect(counts.filter(([, count]) => count < 50)).toEqual([]);
  });
});
