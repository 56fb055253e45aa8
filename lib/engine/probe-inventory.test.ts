import { describe, expect, it } from 'vitest';
import type { Node } from '#lib/model/node.ts';
import { node } from '#lib/testing/builders/cluster.ts';
import { inventory } from '#lib/testing/builders/inventory.ts';
import { probeInventory } from './probe-inventory.ts';

const bare = (name: string): Node => ({ ...node(name), status: { addresses: [] } });

function probed(...nodes: Node[]) {
  return probeInventory({
    inventory: inventory({ nodes }),
    server: null,
    scan: { profile: 'standard' },
    probe: { enabled: true, allow: ['127.0.0.0/8'], bound: ['127.0.0.0/8'] },
    signal: new AbortController().signal,
    host: 'here',
    count: () => undefined,
  });
}

describe('probeInventory', () => {
  it('names the nodes that tell no address, so that nothing passes for them', async () => {
    const probes = await probed(bare('worker-2'), bare('worker-1'), node('cp-1'));
    expect(probes.state).toBe('partial');
    const gaps = 'gaps' in probes ? probes.gaps : [];
    expect(gaps.map(({ reason, message }) => `${reason}: ${message.en}`)).toEqual([
      'absent: Nodes that tell no address to ask: worker-1, worker-2',
    ]);
  });

  it('has no gap where every node tells one and answers', async () => {
    expect((await probed(node('cp-1'))).state).toBe('complete');
  });
});
