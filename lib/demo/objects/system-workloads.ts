import { GIT_VERSION } from '../main-site.ts';
import type { RawObject } from '../raw-object.ts';
import { daemonSet, deployment } from './build-workload.ts';
import type { World } from './world.ts';

const hostPath = (name: string, path: string): object => ({
  name,
  hostPath: { path, type: 'DirectoryOrCreate' },
});

/** What kubeadm and Cilium install into kube-system. */
export function systemWorkloads(world: World): RawObject[] {
  const apiEnv = {
    KUBERNETES_SERVICE_HOST: world.plan.api.address,
    KUBERNETES_SERVICE_PORT: String(world.plan.api.port),
  };
  return [coreDns(), kubeProxy(), ...cilium(apiEnv), metricsServer(), csiNode()];
}

function coreDns(): RawObject {
  return deployment('kube-system/coredns', {
    image: 'registry.k8s.io/coredns/coredns:v1.13.1',
    account: 'coredns',
    port: 53,
    portName: 'dns-tcp',
    podLabels: { 'k8s-app': 'kube-dns' },
    container: {
      args: ['-conf', '/etc/coredns/Corefile'],
      securityContext: {
        allowPrivilegeEscalation: false,
        readOnlyRootFilesystem: true,
        capabilities: { add: ['NET_BIND_SERVICE'], drop: ['ALL'] },
      },
    },
    pod: {
      priorityClassName: 'system-cluster-critical',
      tolerations: [{ key: 'CriticalAddonsOnly', operator: 'Exists' }],
    },
    ageDays: 412,
  });
}

function kubeProxy(): RawObject {
  return daemonSet('kube-system/kube-proxy', {
    everywhere: true,
    image: `registry.k8s.io/kube-proxy:${GIT_VERSION}`,
    account: 'kube-proxy',
    podLabels: { 'k8s-app': 'kube-proxy' },
    container: {
      command: [
        '/usr/local/bin/kube-proxy',
        '--config=/var/lib/kube-proxy/config.conf',
        '--hostname-override=$(NODE_NAME)',
      ],
      securityContext: { privileged: true },
      volumeMounts: [
        { name: 'kube-proxy', mountPath: '/var/lib/kube-proxy' },
        { name: 'modules', mountPath: '/lib/modules', readOnly: true },
      ],
    },
    pod: {
      hostNetwork: true,
      priorityClassName: 'system-node-critical',
      volumes: [
        { name: 'kube-proxy', configMap: { name: 'kube-proxy' } },
        hostPath('modules', '/lib/modules'),
      ],
    },
    ageDays: 412,
  });
}

function cilium(env: Record<string, string>): RawObject[] {
  return [
    daemonSet('kube-system/cilium', {
      everywhere: true,
      image: 'quay.io/cilium/cilium:v1.18.4',
      account: 'cilium',
      podLabels: { 'k8s-app': 'cilium' },
      env,
      container: {
        command: ['cilium-agent'],
        args: ['--config-dir=/tmp/cilium/config-map'],
        securityContext: {
          capabilities: {
            add: [
              'CHOWN',
              'KILL',
              'NET_ADMIN',
              'NET_RAW',
              'IPC_LOCK',
              'SYS_MODULE',
              'SYS_ADMIN',
              'SYS_RESOURCE',
            ],
            drop: ['ALL'],
          },
        },
        volumeMounts: [
          { name: 'run', mountPath: '/var/run/cilium' },
          { name: 'bpf', mountPath: '/sys/fs/bpf' },
          { name: 'cni', mountPath: '/host/etc/cni/net.d' },
        ],
      },
      pod: {
        hostNetwork: true,
        priorityClassName: 'system-node-critical',
        volumes: [
          hostPath('run', '/var/run/cilium'),
          hostPath('bpf', '/sys/fs/bpf'),
          hostPath('cni', '/etc/cni/net.d'),
        ],
      },
      ageDays: 410,
    }),
    ...ciliumDeployments(env),
  ];
}

function ciliumDeployments(env: Record<string, string>): RawObject[] {
  return [
    deployment('kube-system/cilium-operator', {
      image: 'quay.io/cilium/operator-generic:v1.18.4',
      account: 'cilium-operator',
      env,
      container: {
        command: ['cilium-operator-generic'],
        securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } },
      },
      pod: { hostNetwork: true, tolerations: [{ operator: 'Exists' }] },
      ageDays: 410,
    }),
    deployment('kube-system/hubble-relay', {
      replicas: 1,
      security: 'hardened',
      image: 'quay.io/cilium/hubble-relay:v1.18.4',
      port: 4245,
      portName: 'grpc',
      ageDays: 200,
    }),
  ];
}

function metricsServer(): RawObject {
  return deployment('kube-system/metrics-server', {
    replicas: 1,
    security: 'hardened',
    image: 'registry.k8s.io/metrics-server/metrics-server:v0.8.0',
    account: 'metrics-server',
    port: 10250,
    portName: 'https',
    container: {
      args: ['--secure-port=10250', '--kubelet-preferred-address-types=InternalIP', '--kubelet-insecure-tls'],
    },
    pod: { automountServiceAccountToken: true },
    ageDays: 390,
  });
}

function csiNode(): RawObject {
  return daemonSet('kube-system/san-csi-node', {
    image: 'registry.example.com/vendor/san-csi:3.2.0',
    account: 'san-csi-node',
    container: {
      securityContext: { privileged: true },
      volumeMounts: [{ name: 'kubelet', mountPath: '/var/lib/kubelet', mountPropagation: 'Bidirectional' }],
    },
    pod: { hostNetwork: true, volumes: [hostPath('kubelet', '/var/lib/kubelet')] },
    ageDays: 405,
  });
}
