import { describe, expect, it } from 'vitest';
import { daemonSet, mirrorPod, pod } from '#lib/testing/builders/workloads.ts';
import { systemComponentOf } from './system-component.ts';
import { buildWorkloadIndex, type WorkloadSlices } from './workload-index.ts';

const NONE: WorkloadSlices = {
  pods: [],
  deployments: [],
  replicaSets: [],
  statefulSets: [],
  daemonSets: [],
  jobs: [],
  cronJobs: [],
  replicationControllers: [],
};

function agent(image: string, more: readonly string[] = []) {
  const containers = [image, ...more].map((one, index) => ({ name: `c${index}`, image: one }));
  return { daemonSets: [daemonSet('agent', { namespace: 'kube-system', containers })] };
}

function nameIn(slices: Partial<WorkloadSlices>): string | null {
  const [unit] = buildWorkloadIndex({ ...NONE, ...slices }).units;
  if (unit === undefined) throw new Error('the case has no workload');
  return systemComponentOf(unit)?.name ?? null;
}

describe('systemComponentOf', () => {
  it.each([
    {
      name: 'a static pod of the control plane after its program',
      slices: { pods: [mirrorPod('etcd', 'cp-1', ['etcd'])] },
      component: 'etcd',
    },
    {
      name: 'a build for one architecture after the program all the same',
      slices: agent('registry.k8s.io/kube-proxy-amd64:v1.36.3'),
      component: 'kube-proxy',
    },
    {
      name: 'a network plugin after itself, whatever runs beside it',
      slices: agent('registry.example.com/sidecar:1', ['quay.io/cilium/cilium:v1.18.2@sha256:0']),
      component: 'Cilium',
    },
    {
      name: 'kube-proxy with a stranger beside it after nothing',
      slices: agent('registry.k8s.io/kube-proxy:v1.36.3', ['registry.example.com/miner:1']),
      component: null,
    },
    {
      name: 'a pod that only runs the image after nothing',
      slices: {
        pods: [
          pod('etcd', {
            namespace: 'kube-system',
            spec: { containers: [{ name: 'etcd', image: 'registry.k8s.io/etcd:3.6.4' }] },
          }),
        ],
      },
      component: null,
    },
  ])('names $name', ({ slices, component }) => {
    expect(nameIn(slices)).toBe(component);
  });
});
