import { describe, expect, it } from 'vitest';
import { buildWorkloadIndex } from '#lib/analysis/workloads/workload-index.ts';
import { refOf } from '#lib/model/kube-object.ts';
import type { Pod } from '#lib/model/pod.ts';
import { mirrorPod, pod } from '#lib/testing/builders/workloads.ts';
import { buildNodeLookup } from './node-lookup.ts';

const owner = { kind: 'DaemonSet', name: 'agent', apiVersion: 'apps/v1' };
const agent = { apiVersion: 'apps/v1', kind: 'DaemonSet', namespace: 'shop', name: 'agent', uid: null };

function lookup(pods: readonly Pod[], arePodsWhole = true) {
  const { units } = buildWorkloadIndex({
    pods,
    deployments: [],
    replicaSets: [],
    statefulSets: [],
    daemonSets: [],
    jobs: [],
    cronJobs: [],
    replicationControllers: [],
  });
  return buildNodeLookup({ units, pods, arePodsWhole });
}

describe('the node of an object', () => {
  it('is a node itself, whether or not it was listed', () => {
    const node = { apiVersion: 'v1', kind: 'Node', namespace: null, name: 'n1', uid: null };
    expect(lookup([])(node)).toBe('n1');
    expect(lookup([])({ ...node, kind: 'ProbeTarget' })).toBeNull();
  });

  it('is where a pod was placed, a static one too', () => {
    const pods = [pod('web', { node: 'n2' }), mirrorPod('etcd', 'n1', ['etcd'])];
    expect(pods.map((one) => lookup(pods)(refOf(one)))).toEqual(['n2', 'n1']);
  });

  it('is the one node that all running pods of a workload share', () => {
    const on = (...nodes: string[]) => nodes.map((node, index) => pod(`agent-${index}`, { node, owner }));
    expect(lookup(on('n1', 'n1'))(agent)).toBe('n1');
    expect(lookup(on('n1', 'n2'))(agent)).toBeNull();
  });

  it('is none while a pod of the workload waits for a place', () => {
    const waiting = pod('agent-1', { owner, spec: { nodeName: undefined } });
    expect(lookup([pod('agent-0', { node: 'n1', owner }), waiting])(agent)).toBeNull();
  });

  it('is not told of a workload where not all pods were seen, but still of a pod', () => {
    const pods = [pod('agent-0', { node: 'n1', owner })];
    expect(lookup(pods, false)(agent)).toBeNull();
    expect(pods.map((one) => lookup(pods, false)(refOf(one)))).toEqual(['n1']);
  });
});
