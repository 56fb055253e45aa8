import { describe, expect, it } from 'vitest';
import { collectFromFiles } from '#lib/collect/from-files.ts';
import { CONTROLS } from '#lib/controls/index.ts';
import { planHosts } from '#lib/demo/address-plan.ts';
import { MAIN_SITE } from '#lib/demo/main-site.ts';
import { exposuresOf } from '#lib/demo/objects/exposures.ts';
import { loadObjects } from '#lib/demo/objects/load-objects.ts';
import { deriveFacts } from './derive.ts';
import { evaluateControl } from './evaluate.ts';

const now = new Date('2026-11-28T09:00:00.000Z');
const AREA = CONTROLS.filter(({ category }) => category === 'rbac');

/** The controls of the area that find nothing on the demo cluster. */
async function unshown(): Promise<string[]> {
  const world = {
    seed: 'x',
    generation: 1,
    bornAt: now,
    now,
    plan: planHosts(MAIN_SITE, '127.20.0'),
  } as const;
  const items = loadObjects({ ...world, exposures: exposuresOf(1), clusterAuthorityPem: 'PEM' });
  const { inventory } = await collectFromFiles(['-'], {
    complete: true,
    profile: 'secret-names',
    now: () => now,
    stdin: JSON.stringify({ apiVersion: 'v1', kind: 'List', items }),
  });
  const facts = deriveFacts(inventory, { state: 'complete', items: [] });
  const context = { scannedAt: now.toISOString(), source: inventory.source };
  return AREA.filter((control) => evaluateControl(control, facts, context).result.outcome !== 'fail').map(
    ({ id }) => id,
  );
}

describe('the demo cluster', () => {
  it('shows each kind of risky right and each way a binding goes wrong, but for two that it does well', async () => {
    expect(AREA.length).toBeGreaterThan(25);
    expect(await unshown()).toEqual(['aggregated-rules-differ', 'anonymous-granted-beyond-health']);
  });
});
