import { describe, expect, it } from 'vitest';
import type { ControlMeta, ControlResult } from '#lib/model/control.ts';
import { makeGap } from '#lib/model/gap.ts';
import type { Score } from '#lib/model/score.ts';
import { text } from '#lib/model/text.ts';
import { checkView } from './check-view.ts';

const control: ControlMeta = {
  id: 'a',
  aliases: [],
  title: text('Fine', '正常'),
  failTitle: text('Broken', '异常'),
  description: text('Why', '原因'),
  remediation: { text: text('Mend it', '修复'), command: 'kubectl get pods' },
  messages: {},
  severity: 'high',
  category: 'rbac',
  frameworks: [{ framework: 'cis-k8s', id: '5.1.1', version: '1.12' }],
  references: [],
};
const needs = { lists: ['pods'], paths: [], probes: false };
const message = text('It was refused.', '被拒绝。');
const gaps = ['pods', 'roles'].map((resource) =>
  makeGap({
    slice: resource,
    reason: 'forbidden',
    verb: 'list',
    resource,
    scope: 'cluster',
    message,
    unlock: null,
  }),
);

function head(result: Partial<ControlResult>) {
  const score = { formula: { terms: [{ controlId: 'a', weight: 6, kept: 2.963 }] } } as unknown as Score;
  const outcome = { outcome: 'fail', checked: 9, failed: 1, atLeast: false, gapIds: [], reason: null };
  const controls = [{ ...control, ...outcome, ...result } as ControlResult];
  return { cluster: { name: 'main' }, controls, gaps, score };
}

describe('a check', () => {
  it('has no result where nothing was scanned, or the scan did not know it', () => {
    expect(checkView({ control, head: null, needs }, 'en').result).toBeNull();
    expect(checkView({ control, head: head({ id: 'other' }), needs }, 'en').result).toBeNull();
  });

  it('shows its part in the score and its frameworks by name', () => {
    const view = checkView({ control, head: head({}), needs }, 'en');
    expect(view.result).toMatchObject({ weight: 6, kept: 2.96, gaps: [] });
    expect(view.frameworks).toEqual(['CIS Kubernetes Benchmark 1.12: 5.1.1']);
  });

  it('names only the gaps it suffered from', () => {
    const gapIds = gaps.slice(0, 1).map(({ id }) => id);
    const view = checkView({ control, head: head({ outcome: 'not-assessed', gapIds }), needs }, 'en');
    expect(view.result?.gaps.map(({ what }) => what)).toEqual(['list pods']);
  });
});
