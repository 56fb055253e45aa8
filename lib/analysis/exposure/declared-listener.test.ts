import { describe, expect, it } from 'vitest';
import type { ComponentFlags } from '#lib/analysis/control-plane/component-flags.ts';
import { declaredSettings } from './declared-listener.ts';

const flags: ComponentFlags = {
  instances: [
    {
      component: 'etcd',
      node: 'cp-1',
      resource: { apiVersion: 'v1', kind: 'Pod', namespace: 'kube-system', name: 'etcd-cp-1', uid: null },
      path: 'spec.containers[0].command',
      flags: { 'client-cert-auth': ['false', 'true'] },
      image: null,
    },
  ],
};

describe('declaredSettings', () => {
  it('tells the value in force, and which setting was not given', () => {
    expect(declaredSettings(flags, 'cp-1', 2379)).toEqual([
      { flag: '--listen-client-urls', value: null },
      { flag: '--client-cert-auth', value: 'true' },
    ]);
  });

  it.each([
    { name: 'another node', node: 'cp-2', port: 2379 },
    { name: 'a program that was not seen', node: 'cp-1', port: 10_259 },
    { name: 'a kubelet, whose settings lie on the node', node: 'cp-1', port: 10_250 },
  ])('does not read $name as undeclared', ({ node, port }) => {
    expect(declaredSettings(flags, node, port)).toBeNull();
  });
});
