import { BIG_NODES } from './big-nodes.ts';
import { metadata } from './generated-metadata.ts';

const DAEMONS: Readonly<Record<string, object>> = {
  'kube-proxy': {
    hostNetwork: true,
    containers: [
      {
        name: 'kube-proxy',
        image: 'registry.k8s.io/kube-proxy:v1.36.3',
        securityContext: { privileged: true },
      },
    ],
  },
  'calico-node': {
    hostNetwork: true,
    containers: [
      {
        name: 'calico-node',
        image: 'quay.io/calico/node:v3.31.2',
        securityContext: { privileged: true },
        volumeMounts: [{ name: 'lib', mountPath: '/var/lib/calico' }],
      },
    ],
    volumes: [{ name: 'lib', hostPath: { path: '/var/lib/calico' } }],
  },
  'node-exporter': {
    hostNetwork: true,
    hostPID: true,
    containers: [
      {
        name: 'node-exporter',
        image: 'quay.io/prometheus/node-exporter:v1.10.2',
        securityContext: { runAsNonRoot: true },
        volumeMounts: [{ name: 'root', mountPath: '/host', readOnly: true }],
      },
    ],
    volumes: [{ name: 'root', hostPath: { path: '/' } }],
  },
};

const HOME = 'kube-system';

/** Returns the DaemonSets that a cluster brings along. */
export function daemonSets(): object[] {
  return Object.entries(DAEMONS).map(([name, spec]) => ({
    metadata: metadata(name, HOME),
    spec: {
      selector: { matchLabels: { app: name } },
      template: { metadata: { labels: { app: name } }, spec },
    },
    status: { desiredNumberScheduled: BIG_NODES, numberReady: BIG_NODES },
  }));
}

/** Returns a pod of each DaemonSet on each node, by the numbered names of nodes. */
export function daemonPods(): object[] {
  return Object.entries(DAEMONS).flatMap(([name, spec]) =>
    Array.from({ length: BIG_NODES }, (_, index) => ({
      metadata: metadata(`${name}-${index}`, HOME, {
        labels: { app: name },
        ownerReferences: [
          { apiVersion: 'apps/v1', kind: 'DaemonSet', name, uid: `uid-${HOME}-${name}`, controller: true },
        ],
      }),
      spec: { ...spec, nodeName: `node-${index}`, serviceAccountName: name },
      status: { phase: 'Running' },
    })),
  );
}
