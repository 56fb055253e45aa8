import { describe, expect, it } from 'vitest';
import type { SpecObject } from '#lib/model/cluster-objects.ts';
import { mirrorPod, pod } from '#lib/testing/builders/workloads.ts';
import { ask } from '#lib/testing/rbac-objects.ts';
import { withImpliedGroups } from './identity.ts';
import { NodeAuthorizer } from './node-authorizer.ts';

const web = pod('web', {
  node: 'a',
  containers: [
    {
      env: [
        { name: 'PASSWORD', valueFrom: { secretKeyRef: { name: 'env', key: 'k' } } },
        { name: 'COLOR', valueFrom: { configMapKeyRef: { name: 'colors', key: 'k' } } },
      ],
      envFrom: [{ secretRef: { name: 'env-all' } }, { configMapRef: { name: 'map-all' } }],
    },
  ],
  initContainers: [{ name: 'init', envFrom: [{ secretRef: { name: 'init' } }] }],
  spec: {
    serviceAccountName: 'web',
    imagePullSecrets: [{ name: 'pull' }],
    volumes: [
      { name: 'v1', secret: { secretName: 'volume' } },
      { name: 'v2', projected: { sources: [{ secret: { name: 'part' } }, { configMap: { name: 'part' } }] } },
      { name: 'v3', persistentVolumeClaim: { claimName: 'disk' } },
      { name: 'v4', ephemeral: {} },
      { name: 'v5', csi: { driver: 'd', nodePublishSecretRef: { name: 'csi' } } },
    ],
  },
});
const volume = {
  apiVersion: 'v1',
  kind: 'PersistentVolume',
  metadata: { name: 'pv' },
  spec: {
    claimRef: { namespace: 'shop', name: 'disk' },
    csi: {
      driver: 'd',
      nodeStageSecretRef: { namespace: 'storage', name: 'stage' },
      controllerPublishSecretRef: { namespace: 'storage', name: 'control' },
    },
  },
} satisfies SpecObject;
const pods = [web, pod('other', { node: 'b' }), mirrorPod('etcd', 'a', ['etcd'])];

/** Returns those of the questions, asked by the kubelet of node a, that are allowed. */
function allowed(minor: number, questions: readonly string[]): string[] {
  const authorizer = new NodeAuthorizer({ pods, persistentVolumes: [volume], isWhole: true, minor });
  const kubelet = withImpliedGroups('system:node:a');
  return questions.filter((words) => authorizer.decide(kubelet, ask(words)) === 'allowed');
}

const YES = [
  ...['env', 'env-all', 'init', 'pull', 'volume', 'part', 'csi'].map((name) => `get secrets shop/${name}`),
  ...['colors', 'map-all', 'part'].map((name) => `watch configmaps shop/${name}`),
  'get persistentvolumeclaims shop/disk',
  'get persistentvolumeclaims shop/web-v4',
  'patch persistentvolumeclaims/status shop/disk',
  'get persistentvolumes pv',
  'get secrets storage/stage',
  'create serviceaccounts/token shop/web',
  'get serviceaccounts shop/web',
  'get pods shop/web',
  'get pods kube-system/etcd-a',
  'patch nodes/status b',
  'get nodes a',
  'create pods kube-system/',
  'create pods/eviction shop/other',
  'update leases.coordination.k8s.io kube-node-lease/a',
  'create csinodes.storage.k8s.io',
  'create resourceslices.resource.k8s.io',
  'list services',
  'create subjectaccessreviews.authorization.k8s.io',
];
const NO = [
  'get secrets shop/none',
  'list secrets shop/',
  'get secrets storage/control',
  'delete secrets shop/env',
  'get persistentvolumes other',
  'create serviceaccounts/token shop/other',
  'get pods shop/other',
  'list pods shop/',
  'get nodes b',
  'delete nodes a',
  'update leases.coordination.k8s.io kube-node-lease/b',
  'update leases.coordination.k8s.io shop/a',
  'update csinodes.storage.k8s.io b',
  'get podcertificaterequests.certificates.k8s.io shop/',
  'list resourceslices.resource.k8s.io',
  'list deployments.apps',
  'get /metrics',
];

describe('NodeAuthorizer', () => {
  it('lets a kubelet at what its pods refer to, at its own objects, and at what every node may', () => {
    expect(allowed(36, [...YES, ...NO])).toEqual(YES);
  });

  it('let a node read every node and pod before 1.32, and no service account before 1.34', () => {
    const asked = ['get nodes b', 'list pods', 'get pods shop/other', 'get serviceaccounts shop/web'];
    expect(allowed(31, asked)).toEqual(asked.slice(0, 3));
  });

  it('has nothing to say to others than nodes', () => {
    const authorizer = new NodeAuthorizer({ pods, persistentVolumes: [], isWhole: true, minor: null });
    const users = [withImpliedGroups('ann', ['system:nodes']), { name: 'system:node:a', groups: [] }];
    expect(users.map((one) => authorizer.decide(one, ask('list services')))).toEqual([
      'no-opinion',
      'no-opinion',
    ]);
  });

  it('does not know what hangs on objects that are not read', () => {
    const authorizer = new NodeAuthorizer({ pods, persistentVolumes: [], isWhole: true, minor: 36 });
    const kubelet = withImpliedGroups('system:node:a');
    const asked = ['get volumeattachments.storage.k8s.io x', 'delete resourceslices.resource.k8s.io x'];
    expect(asked.map((words) => authorizer.decide(kubelet, ask(words)))).toEqual(['unknown', 'unknown']);
  });

  it('lets a kubelet list what it narrows to its own node by a field selector, since 1.32', () => {
    const authorizer = new NodeAuthorizer({ pods, persistentVolumes: [], isWhole: true, minor: 36 });
    const kubelet = withImpliedGroups('system:node:a');
    const list = (value: string) =>
      authorizer.decide(kubelet, {
        verb: 'list',
        group: '',
        resource: 'pods',
        fields: [{ field: 'spec.nodeName', value }],
      });
    expect([list('a'), list('b')]).toEqual(['allowed', 'no-opinion']);
  });

  it('does not know what it cannot see where pods were read in part', () => {
    const authorizer = new NodeAuthorizer({ pods, persistentVolumes: [], isWhole: false, minor: 36 });
    const kubelet = withImpliedGroups('system:node:a');
    const decide = (words: string) => authorizer.decide(kubelet, ask(words));
    expect(decide('get secrets shop/env')).toBe('allowed');
    expect(decide('get secrets shop/none')).toBe('unknown');
    expect(decide('delete secrets shop/none')).toBe('no-opinion');
  });
});
