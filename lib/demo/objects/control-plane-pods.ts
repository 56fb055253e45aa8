import { createHash } from 'node:crypto';
import type { NodePlan, Site } from '../address-plan.ts';
import type { NodeName } from '../main-site.ts';
import type { RawObject } from '../raw-object.ts';
import type { Exposures } from './exposures.ts';
import { daysBefore } from './world.ts';
import type { World } from './world.ts';

const PKI = '/etc/kubernetes/pki';
const ETCD_PKI = `${PKI}/etcd`;

/** Mirror pods of the static pods that kubeadm writes on each control-plane host. */
export function buildControlPlanePods(world: World): RawObject[] {
  const { exposures } = world;
  const { site } = world.plan;
  const hosts = world.plan.nodes.filter((node) => node.isControlPlane);
  return hosts.flatMap((node) => [
    mirrorPod(world, node, apiServer(node, exposures, site)),
    mirrorPod(world, node, controllerManager(site)),
    mirrorPod(world, node, scheduler(site)),
    mirrorPod(world, node, etcd(node, { exposures, hosts })),
  ]);
}

interface StaticPod {
  component: string;
  image: string;
  command: string[];
  /** Host paths mounted, by volume name. */
  paths: Record<string, string>;
  port: number;
}

function apiServer(node: NodePlan, exposures: Exposures, { gitVersion }: Site): StaticPod {
  const audit = [
    '--audit-log-maxage=30',
    '--audit-log-maxbackup=10',
    '--audit-log-maxsize=100',
    '--audit-log-path=/var/log/kubernetes/audit/audit.log',
    '--audit-policy-file=/etc/kubernetes/audit/policy.yaml',
  ];
  const isAudited = !exposures.unaudited.includes(node.name as NodeName);
  return {
    component: 'kube-apiserver',
    image: `registry.k8s.io/kube-apiserver:${gitVersion}`,
    port: node.apiPort,
    command: [
      `--advertise-address=${node.internalAddress}`,
      '--allow-privileged=true',
      ...(isAudited ? audit : []),
      '--authorization-mode=Node,RBAC',
      `--client-ca-file=${PKI}/ca.crt`,
      '--enable-admission-plugins=NodeRestriction',
      '--enable-bootstrap-token-auth=true',
      '--encryption-provider-config=/etc/kubernetes/encryption/config.yaml',
      `--etcd-cafile=${ETCD_PKI}/ca.crt`,
      `--etcd-certfile=${PKI}/apiserver-etcd-client.crt`,
      `--etcd-keyfile=${PKI}/apiserver-etcd-client.key`,
      '--etcd-servers=https://127.0.0.1:2379',
      `--kubelet-client-certificate=${PKI}/apiserver-kubelet-client.crt`,
      `--kubelet-client-key=${PKI}/apiserver-kubelet-client.key`,
      '--kubelet-preferred-address-types=InternalIP,ExternalIP,Hostname',
      `--proxy-client-cert-file=${PKI}/front-proxy-client.crt`,
      `--proxy-client-key-file=${PKI}/front-proxy-client.key`,
      '--requestheader-allowed-names=front-proxy-client',
      `--requestheader-client-ca-file=${PKI}/front-proxy-ca.crt`,
      '--requestheader-extra-headers-prefix=X-Remote-Extra-',
      '--requestheader-group-headers=X-Remote-Group',
      '--requestheader-username-headers=X-Remote-User',
      `--secure-port=${node.apiPort}`,
      '--service-account-issuer=https://kubernetes.default.svc.cluster.local',
      `--service-account-key-file=${PKI}/sa.pub`,
      `--service-account-signing-key-file=${PKI}/sa.key`,
      '--service-cluster-ip-range=10.96.0.0/12',
      `--tls-cert-file=${PKI}/apiserver.crt`,
      `--tls-private-key-file=${PKI}/apiserver.key`,
    ],
    paths: {
      'ca-certs': '/etc/ssl/certs',
      'k8s-certs': PKI,
      encryption: '/etc/kubernetes/encryption',
      ...(isAudited
        ? { 'audit-policy': '/etc/kubernetes/audit', 'audit-log': '/var/log/kubernetes/audit' }
        : {}),
    },
  };
}

function controllerManager({ gitVersion, name, podCidr }: Site): StaticPod {
  const kubeconfig = '/etc/kubernetes/controller-manager.conf';
  return {
    component: 'kube-controller-manager',
    image: `registry.k8s.io/kube-controller-manager:${gitVersion}`,
    port: 10257,
    command: [
      '--allocate-node-cidrs=true',
      `--authentication-kubeconfig=${kubeconfig}`,
      `--authorization-kubeconfig=${kubeconfig}`,
      '--bind-address=0.0.0.0',
      `--client-ca-file=${PKI}/ca.crt`,
      `--cluster-cidr=${podCidr}`,
      `--cluster-name=${name}`,
      `--cluster-signing-cert-file=${PKI}/ca.crt`,
      `--cluster-signing-key-file=${PKI}/ca.key`,
      '--controllers=*,bootstrapsigner,tokencleaner',
      `--kubeconfig=${kubeconfig}`,
      '--leader-elect=true',
      `--requestheader-client-ca-file=${PKI}/front-proxy-ca.crt`,
      `--root-ca-file=${PKI}/ca.crt`,
      `--service-account-private-key-file=${PKI}/sa.key`,
      '--service-cluster-ip-range=10.96.0.0/12',
      '--use-service-account-credentials=true',
    ],
    paths: { 'ca-certs': '/etc/ssl/certs', 'k8s-certs': PKI, kubeconfig },
  };
}

function scheduler({ gitVersion }: Site): StaticPod {
  const kubeconfig = '/etc/kubernetes/scheduler.conf';
  return {
    component: 'kube-scheduler',
    image: `registry.k8s.io/kube-scheduler:${gitVersion}`,
    port: 10259,
    command: [
      `--authentication-kubeconfig=${kubeconfig}`,
      `--authorization-kubeconfig=${kubeconfig}`,
      '--bind-address=0.0.0.0',
      `--kubeconfig=${kubeconfig}`,
      '--leader-elect=true',
    ],
    paths: { kubeconfig },
  };
}

function etcd(node: NodePlan, cluster: { exposures: Exposures; hosts: readonly NodePlan[] }): StaticPod {
  const { exposures, hosts } = cluster;
  const name = node.name as NodeName;
  const isOpen = exposures.openEtcdMembers.includes(name);
  const metricsHost = exposures.openEtcdMetrics.includes(name) ? '0.0.0.0' : '127.0.0.1';
  const peers = hosts.map((host) => `${host.name}=https://${host.internalAddress}:2380`).join(',');
  return {
    component: 'etcd',
    image: 'registry.k8s.io/etcd:3.6.8-0',
    port: 2381,
    command: [
      `--advertise-client-urls=https://${node.internalAddress}:2379`,
      `--cert-file=${ETCD_PKI}/server.crt`,
      ...(isOpen ? ['--client-cert-auth=false'] : ['--client-cert-auth=true']),
      '--data-dir=/var/lib/etcd',
      '--feature-gates=InitialCorruptCheck=true',
      `--initial-advertise-peer-urls=https://${node.internalAddress}:2380`,
      `--initial-cluster=${peers}`,
      `--key-file=${ETCD_PKI}/server.key`,
      `--listen-client-urls=https://127.0.0.1:2379,https://${node.internalAddress}:2379`,
      `--listen-metrics-urls=http://${metricsHost}:2381`,
      `--listen-peer-urls=https://${node.internalAddress}:2380`,
      `--name=${node.name}`,
      `--peer-cert-file=${ETCD_PKI}/peer.crt`,
      '--peer-client-cert-auth=true',
      `--peer-key-file=${ETCD_PKI}/peer.key`,
      `--peer-trusted-ca-file=${ETCD_PKI}/ca.crt`,
      '--snapshot-count=10000',
      `--trusted-ca-file=${ETCD_PKI}/ca.crt`,
      '--watch-progress-notify-interval=5s',
    ],
    paths: { 'etcd-certs': ETCD_PKI, 'etcd-data': '/var/lib/etcd' },
  };
}

function mirrorPod(world: World, node: NodePlan, pod: StaticPod): RawObject {
  const hash = createHash('md5').update(pod.command.join('\n')).digest('hex');
  const volumes = Object.entries(pod.paths).map(([name, path]) => ({
    name,
    hostPath: { path, type: path.endsWith('.conf') ? 'FileOrCreate' : 'DirectoryOrCreate' },
  }));
  const container = {
    name: pod.component,
    image: pod.image,
    imagePullPolicy: 'IfNotPresent',
    command: [pod.component, ...pod.command],
    ports: [{ name: 'probe-port', containerPort: pod.port, hostPort: pod.port, protocol: 'TCP' }],
    resources: { requests: { cpu: '100m' } },
    volumeMounts: volumes.map((volume) => ({
      name: volume.name,
      mountPath: volume.hostPath.path,
      readOnly: !volume.name.endsWith('-data') && volume.name !== 'audit-log',
    })),
  };
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      name: `${pod.component}-${node.name}`,
      namespace: 'kube-system',
      labels: { component: pod.component, tier: 'control-plane' },
      annotations: {
        'kubernetes.io/config.hash': hash,
        'kubernetes.io/config.mirror': hash,
        'kubernetes.io/config.seen': daysBefore(world, 21),
        'kubernetes.io/config.source': 'file',
      },
      ownerReferences: [{ apiVersion: 'v1', kind: 'Node', name: node.name, uid: '', controller: true }],
      ageDays: 21,
    },
    spec: {
      volumes,
      containers: [container],
      dnsPolicy: 'ClusterFirst',
      enableServiceLinks: true,
      hostNetwork: true,
      nodeName: node.name,
      preemptionPolicy: 'PreemptLowerPriority',
      priority: 2000001000,
      priorityClassName: 'system-node-critical',
      restartPolicy: 'Always',
      schedulerName: 'default-scheduler',
      securityContext: { seccompProfile: { type: 'RuntimeDefault' } },
      terminationGracePeriodSeconds: 30,
      tolerations: [{ effect: 'NoExecute', operator: 'Exists' }],
    },
    status: mirrorStatus(world, { node, pod, hash }),
  };
}

function mirrorStatus(
  world: World,
  { node, pod, hash }: { node: NodePlan; pod: StaticPod; hash: string },
): Record<string, unknown> {
  return {
    phase: 'Running',
    conditions: [{ type: 'Ready', status: 'True' }],
    hostIP: node.internalAddress,
    podIP: node.internalAddress,
    podIPs: [{ ip: node.internalAddress }],
    startTime: daysBefore(world, 21),
    containerStatuses: [
      {
        name: pod.component,
        image: pod.image,
        imageID: `${pod.image}@sha256:${hash}${hash}`,
        ready: true,
        restartCount: 1,
        started: true,
        state: { running: { startedAt: daysBefore(world, 21) } },
        lastState: {},
      },
    ],
    qosClass: 'Burstable',
  };
}
