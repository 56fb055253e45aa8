import { describe, expect, it } from 'vitest';
import type { SpecObject } from '#lib/model/cluster-objects.ts';
import { itemsOf } from '#lib/model/collected.ts';
import { inventory } from '#lib/testing/builders/inventory.ts';
import { overlaySlices } from './overlay-slices.ts';

function policy(group: string, namespace: string, name: string): SpecObject {
  return { apiVersion: group, kind: 'NetworkPolicy', metadata: { namespace, name }, spec: {} };
}

function laid(below: readonly SpecObject[], above: readonly SpecObject[]): string[] {
  const slices = overlaySlices(
    inventory({ calicoNetworkPolicies: below }).slices,
    inventory({ calicoNetworkPolicies: above }).slices,
  );
  return itemsOf(slices.calicoNetworkPolicies).map(
    ({ apiVersion, metadata }) => `${apiVersion} ${metadata.namespace}/${metadata.name}`,
  );
}

describe('objects laid over others', () => {
  const stored = policy('crd.projectcalico.org/v1', 'shop', 'db');

  it('replace the one of their name, whichever of the two groups of Calico it is stored in', () => {
    expect(laid([stored], [policy('projectcalico.org/v3', 'shop', 'db')])).toEqual([
      'projectcalico.org/v3 shop/db',
    ]);
  });

  it('stand beside one of the same name in another namespace', () => {
    expect(laid([stored], [policy('projectcalico.org/v3', 'lab', 'db')])).toEqual([
      'crd.projectcalico.org/v1 shop/db',
      'projectcalico.org/v3 lab/db',
    ]);
  });
});
