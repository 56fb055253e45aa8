import { describe, expect, it } from 'vitest';
import type { Route } from '#lib/model/network.ts';
import { service } from '#lib/testing/builders/cluster.ts';
import { inventory } from '#lib/testing/builders/inventory.ts';
import { podOn } from '#lib/testing/builders/layers.ts';
import { layersOf } from './layer-view.ts';
import { waysIn } from './ways-in.ts';

const labels = { app: 'web' };
const web = podOn('web', [{ network: 'data', ip: '192.168.10.5' }], { labels });
const plain = podOn('web', [], { labels });
const selector = { app: 'web' };
const open = service('web', {
  spec: { type: 'NodePort', selector, ports: [{ port: 80, nodePort: 18_370, protocol: 'TCP' }] },
});
const closed = service('web', { spec: { selector } });

function ingress(spec: Route['spec'], namespace = 'shop'): Route {
  return { apiVersion: 'networking.k8s.io/v1', kind: 'Ingress', metadata: { name: 'in', namespace }, spec };
}

function told(pod: typeof web, services = [open], ingresses: readonly Route[] = []): string[] {
  const layers = layersOf(inventory({ pods: [pod] }).slices);
  return waysIn(layers, { services, ingresses }).map(({ message }) => message.en);
}

describe('a way in from outside to a second network', () => {
  it('is a node port before a workload that stands on it, not one before a workload of eth0 alone', () => {
    expect(told(web)).toEqual([
      'From outside, node port 18370/TCP leads to shop/web, which also stands on shop/data.',
    ]);
    expect(told(plain)).toEqual([]);
    expect(told(web, [closed])).toEqual([]);
  });

  it('is the default backend of an Ingress, or one of its rules, of the same namespace', () => {
    const backend = { service: { name: 'web', port: { number: 80 } } };
    expect(told(web, [closed], [ingress({ defaultBackend: backend })])[0]).toContain(
      'the default backend of the Ingress shop/in leads to shop/web',
    );
    expect(told(web, [closed], [ingress({ rules: [{ http: { paths: [{ backend }] } }] })])[0]).toContain(
      'a rule of the Ingress shop/in',
    );
    expect(told(web, [closed], [ingress({ defaultBackend: { service: { name: 'other' } } })])).toEqual([]);
    expect(told(web, [closed], [ingress({ defaultBackend: backend }, 'lab')])).toEqual([]);
  });
});
