import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { collectInventory } from '#lib/collect/collect-inventory.ts';
import { openCluster } from '#lib/kube/open-cluster.ts';
import { itemsOf } from '#lib/model/collected.ts';
import { isUnexpected } from '#lib/model/gap.ts';
import type { ScanEvent } from '#lib/model/scan.ts';
import { ControlPlane } from './control-plane.ts';
import { loadStory } from './load-story.ts';
import { scan } from './scan.ts';

const SIZE = { namespaces: 20, deployments: 600 };
const PODS = 2 * SIZE.deployments;
const CANCEL_LIMIT_MS = 10_000;

let plane: ControlPlane;
let kubeconfig: string;

beforeAll(async () => {
  plane = await ControlPlane.start();
  kubeconfig = plane.adminKubeconfig();
  await loadStory(plane.admin, SIZE);
});
afterAll(() => plane.stop());

describe('a scan of a real API server with more than a thousand pods', () => {
  it('reads everything, finds what was planted and leaves no gap unexplained', async () => {
    const { result } = await scan({ kubeconfig, probe: true });
    expect(result.gaps.filter(isUnexpected)).toEqual([]);
    expect(result.scan.status).toBe('done');
    expect(result.cluster.version?.gitVersion).toBe('v1.36.3');
    expect(result.inventory.counts).toMatchObject({ nodes: 3, pods: PODS, deployments: SIZE.deployments });
    expect(result.score.value).not.toBeNull();
    const failing = new Set(result.findings.map(({ controlId }) => controlId));
    expect(failing.size).toBeGreaterThanOrEqual(12);
    const ports = result.probes.filter(({ service }) => service === 'kube-apiserver');
    expect(ports).toMatchObject([{ state: 'open', version: 'v1.36.3', anonymous: 'denied' }]);
  });

  it('is the same twice, timing and ids apart', async () => {
    const [first, second] = [await scan({ kubeconfig }), await scan({ kubeconfig })];
    expect(second.result.findings).toEqual(first.result.findings);
    expect(second.result.controls).toEqual(first.result.controls);
    expect(second.inventory.slices).toEqual(first.inventory.slices);
  });

  it('keeps no value that could be a secret', async () => {
    const { result, inventory } = await scan({ kubeconfig, profile: 'secret-names' });
    expect(result.inventory.counts.secrets).toBe(SIZE.namespaces);
    const kept = JSON.stringify({ result, inventory });
    expect(kept).toContain('PASSWORD');
    expect(kept).not.toMatch(/marked-(secret|env|config-map)/);
  });

  it('reads the same in small pages', async () => {
    const read = async (pageSize: number) => {
      const access = await openCluster({ context: null, kubeconfig });
      const signal = new AbortController().signal;
      const quiet = { onProgress: () => undefined, onGap: () => undefined };
      const inventory = await collectInventory(access, {
        profile: 'standard',
        signal,
        now: () => new Date(0),
        pageSize,
        ...quiet,
      });
      access.close();
      return inventory;
    };
    const small = await read(37);
    expect(itemsOf(small.slices.pods)).toHaveLength(PODS);
    expect(small).toEqual(await read(500));
  });

  it('ends soon when it is cancelled, in each phase it can be told from outside', async () => {
    for (const label of ['pods', 'networkPolicies', 'controls']) {
      const controller = new AbortController();
      let cancelledAt = 0;
      const report = (event: ScanEvent): void => {
        if (event.type !== 'count' || event.label !== label || cancelledAt > 0) return;
        cancelledAt = performance.now();
        controller.abort(new Error('cancelled'));
      };
      await expect(scan({ kubeconfig, signal: controller.signal, report })).rejects.toThrow('cancelled');
      expect(performance.now() - cancelledAt).toBeLessThan(CANCEL_LIMIT_MS);
    }
  });
});

describe('a scan whose API server dies in the middle', () => {
  it('comes to its end, and what it did not read is a gap', async () => {
    const stops: Promise<void>[] = [];
    const report = (event: ScanEvent): void => {
      const isFirst = event.type === 'count' && event.label === 'nodes' && stops.length === 0;
      if (isFirst) stops.push(plane.stopApi());
    };
    const { result } = await scan({ kubeconfig, report });
    await Promise.all(stops);
    expect(stops).toHaveLength(1);
    expect(result.scan.status).toBe('partial');
    const unread = Object.entries(result.inventory.slices).filter(([, { state }]) => state === 'failed');
    expect(unread.length).toBeGreaterThan(0);
    for (const [, { gapIds }] of unread) expect(gapIds.length).toBeGreaterThan(0);
    const passed = result.controls.filter(
      ({ outcome }) => outcome === 'pass' || outcome === 'not-applicable',
    );
    for (const { gapIds } of passed) expect(gapIds).toEqual([]);
    await plane.startApi();
    expect((await scan({ kubeconfig })).result.scan.status).toBe('done');
  });
});
