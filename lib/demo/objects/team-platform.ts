import type { RawObject } from '../raw-object.ts';
import { cronJob, daemonSet, deployment, statefulSet } from './build-workload.ts';
import { RUNS_ANNOTATION } from './expand-cron-job.ts';

const team = 'platform';
const hostPath = (name: string, path: string, type = ''): object => ({ name, hostPath: { path, type } });
const mount = (name: string, mountPath: string, readOnly = true): object => ({ name, mountPath, readOnly });

/** What the platform team runs for all others: builds, delivery, watching, backups. */
export function platformWorkloads(): RawObject[] {
  return [...delivery(), ...watching(), ...agents(), ...backups(), ...edge()];
}

function delivery(): RawObject[] {
  return [
    deployment('ci/runner', {
      team,
      replicas: 3,
      image: 'registry.example.com/platform/ci-runner:17.5.0',
      account: 'ci-deployer',
      // Builds still go through the Docker socket of the host.
      container: { volumeMounts: [mount('docker', '/var/run/docker.sock', false)] },
      pod: { volumes: [hostPath('docker', '/var/run/docker.sock', 'Socket')] },
      ageDays: 310,
    }),
    deployment('ci/cache', {
      team,
      replicas: 1,
      image: 'docker.io/library/nginx:1.29',
      port: 8080,
      ageDays: 310,
    }),
    deployment('delivery/gitops-controller', {
      team,
      security: 'hardened',
      replicas: 1,
      image: 'ghcr.io/fluxcd/kustomize-controller:v1.7.3',
      account: 'gitops-controller',
      port: 8080,
      pod: { automountServiceAccountToken: true },
    }),
    deployment('delivery/source-controller', {
      team,
      security: 'hardened',
      replicas: 1,
      image: 'ghcr.io/fluxcd/source-controller:v1.7.4',
      account: 'source-controller',
      port: 8080,
    }),
    deployment('default/hello', { replicas: 1, image: 'docker.io/nginxdemos/hello', port: 80, ageDays: 405 }),
  ];
}

function watching(): RawObject[] {
  return [
    statefulSet('monitoring/prometheus', {
      team,
      security: 'hardened',
      replicas: 2,
      image: 'quay.io/prometheus/prometheus:v3.7.3',
      account: 'prometheus',
      port: 9090,
      storage: '300Gi',
      mountPath: '/prometheus',
      pod: { automountServiceAccountToken: true },
    }),
    deployment('monitoring/grafana', {
      team,
      replicas: 1,
      image: 'docker.io/grafana/grafana:12.2.1',
      port: 3000,
      pod: { securityContext: { runAsNonRoot: true, runAsUser: 472 } },
    }),
    deployment('monitoring/kube-state-metrics', {
      team,
      security: 'hardened',
      replicas: 1,
      image: 'registry.k8s.io/kube-state-metrics/kube-state-metrics:v2.17.0',
      account: 'kube-state-metrics',
      port: 8080,
      pod: { automountServiceAccountToken: true },
    }),
    statefulSet('monitoring/alertmanager', {
      team,
      security: 'hardened',
      replicas: 2,
      image: 'quay.io/prometheus/alertmanager:v0.29.0',
      port: 9093,
      storage: '5Gi',
      mountPath: '/alertmanager',
    }),
  ];
}

function agents(): RawObject[] {
  return [
    daemonSet('monitoring/node-exporter', {
      team,
      everywhere: true,
      image: 'quay.io/prometheus/node-exporter:v1.10.2',
      port: 9100,
      portName: 'metrics',
      container: { volumeMounts: [mount('root', '/host')] },
      pod: {
        hostNetwork: true,
        hostPID: true,
        automountServiceAccountToken: false,
        securityContext: { runAsNonRoot: true, runAsUser: 65534 },
        volumes: [hostPath('root', '/')],
      },
    }),
    daemonSet('logging/log-agent', {
      team,
      everywhere: true,
      image: 'registry.example.com/vendor/log-agent:7.71',
      account: 'log-agent',
      container: {
        securityContext: { privileged: true },
        volumeMounts: [
          mount('logs', '/var/log'),
          mount('etc', '/host/etc'),
          mount('run', '/run/containerd/containerd.sock'),
        ],
      },
      pod: {
        volumes: [
          hostPath('logs', '/var/log', 'Directory'),
          hostPath('etc', '/etc'),
          hostPath('run', '/run/containerd/containerd.sock', 'Socket'),
        ],
      },
      ageDays: 260,
    }),
  ];
}

function backups(): RawObject[] {
  return [
    cronJob('backup/etcd-snapshot', {
      team,
      schedule: '0 */6 * * *',
      image: 'registry.k8s.io/etcd:3.6.8-0',
      account: 'etcd-backup',
      annotations: { [RUNS_ANNOTATION]: '1:failed,2:failed,3:failed,43:ok' },
      container: {
        command: ['etcdctl', 'snapshot', 'save', '/backup/etcd.db', '--endpoints=https://127.0.0.1:2379'],
        volumeMounts: [mount('pki', '/etc/kubernetes/pki/etcd'), mount('backup', '/backup', false)],
      },
      pod: {
        hostNetwork: true,
        nodeSelector: { 'node-role.kubernetes.io/control-plane': '' },
        tolerations: [
          { key: 'node-role.kubernetes.io/control-plane', operator: 'Exists', effect: 'NoSchedule' },
        ],
        volumes: [
          hostPath('pki', '/etc/kubernetes/pki/etcd', 'Directory'),
          { name: 'backup', persistentVolumeClaim: { claimName: 'etcd-backups' } },
        ],
      },
      ageDays: 400,
    }),
    cronJob('backup/volume-snapshots', {
      team,
      schedule: '0 2 * * *',
      suspend: true,
      image: 'registry.example.com/platform/snapshotter:1.8.0',
      account: 'snapshotter',
      annotations: { [RUNS_ANNOTATION]: '30:ok' },
    }),
  ];
}

function edge(): RawObject[] {
  return [
    deployment('ingress-nginx/ingress-nginx-controller', {
      team,
      image: 'registry.k8s.io/ingress-nginx/controller:v1.14.0',
      account: 'ingress-nginx',
      port: 443,
      portName: 'https',
      container: {
        securityContext: {
          allowPrivilegeEscalation: false,
          runAsNonRoot: true,
          runAsUser: 101,
          capabilities: { drop: ['ALL'], add: ['NET_BIND_SERVICE'] },
        },
      },
      ageDays: 365,
    }),
    deployment('cert-manager/cert-manager', {
      team,
      security: 'hardened',
      replicas: 1,
      image: 'quay.io/jetstack/cert-manager-controller:v1.19.1',
      account: 'cert-manager',
      pod: { automountServiceAccountToken: true },
    }),
    deployment('cert-manager/cert-manager-webhook', {
      team,
      security: 'hardened',
      replicas: 1,
      image: 'quay.io/jetstack/cert-manager-webhook:v1.19.1',
      account: 'cert-manager-webhook',
      port: 10250,
      portName: 'https',
      pod: { automountServiceAccountToken: true },
    }),
    deployment('security/merlon', {
      team,
      security: 'hardened',
      replicas: 1,
      image: 'registry.example.com/platform/posture:0.1.0',
      account: 'merlon',
      port: 3000,
      ageDays: 8,
    }),
    deployment('security/image-policy', {
      team,
      security: 'hardened',
      image: 'registry.example.com/platform/image-policy:2.3.0',
      port: 8443,
      portName: 'https',
    }),
  ];
}
