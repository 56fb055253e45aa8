import {
  isFrontDoor,
  outsideExposuresOf,
  type OutsideExposure,
} from '#lib/analysis/exposure/outside-exposure.ts';
import { defineControl } from '#lib/controls/define-control.ts';
import { showCommand } from '#lib/controls/show-command.ts';
import type { Violation } from '#lib/model/control.ts';
import { refOf } from '#lib/model/kube-object.ts';
import type { Service } from '#lib/model/network.ts';
import { text } from '#lib/model/text.ts';

export const serviceExposedOutside = defineControl({
  id: 'service-exposed-outside',
  aliases: [],
  title: text('Services stay inside the cluster', 'Service 只在集群内部可达'),
  failTitle: text('Services are reachable from outside', '有 Service 可从集群外部访问'),
  description: text(
    'A NodePort opens its port on every node, a load balancer and external addresses open a way of their own. Beside the Ingress or Gateway, where TLS, sign-in and rate limits are kept, each of them should be there on purpose. The service of a known ingress controller or gateway itself weighs less.',
    'NodePort 会在每个节点上打开端口，负载均衡器和外部地址则另开通道。在集中处理 TLS、登录和限流的 Ingress 或 Gateway 之外，每一个都应当是有意为之。已知入口控制器或网关自身的 Service 权重较低。',
  ),
  remediation: {
    text: text(
      'Publish applications through one Ingress or Gateway and make the service itself ClusterIP. Where a load balancer must stay, limit who may reach it.',
      '通过统一的 Ingress 或 Gateway 发布应用，并将 Service 改为 ClusterIP。确需保留负载均衡器时，应限制可访问的来源。',
    ),
    yaml: `spec:
  type: LoadBalancer
  loadBalancerSourceRanges:
    - 192.0.2.0/24`,
  },
  messages: {
    NodePort: text('Reachable on every node at {ports}.', '可在每个节点的 {ports} 访问。'),
    LoadBalancer: text(
      'A load balancer publishes {ports} to every source.',
      '负载均衡器向所有来源开放 {ports}。',
    ),
    limited: text(
      'A load balancer publishes {ports} to named sources or an internal network.',
      '负载均衡器向指定来源或内部网络开放 {ports}。',
    ),
    frontDoor: text('The way in at {ports}.', '位于 {ports} 的统一入口。'),
    externalIPs: text(
      'Nodes accept traffic to external addresses at {ports}.',
      '节点接收发往外部地址 {ports} 的流量。',
    ),
  },
  severity: 'medium',
  category: 'exposure',
  frameworks: [
    { framework: 'nsa-1.2', id: 'N2.2' },
    { framework: 'threat-matrix', id: 'MS-TA9005' },
    { framework: 'mitre-attack', id: 'T1133' },
    { framework: 'owasp-k8s', id: 'K07', version: '2022' },
    { framework: 'measures', id: 'S12' },
    { framework: 'measures', id: 'S6' },
  ],
  references: [{ title: 'Service', url: 'https://kubernetes.io/docs/concepts/services-networking/service/' }],
  needs: { services: 'matters' },
  evaluate: ({ services }) => ({
    kind: 'judged',
    checked: services.length,
    violations: services.flatMap(violationsOf),
  }),
});

function violationsOf(service: Service): Violation[] {
  const resource = refOf(service);
  const isDoor = isFrontDoor(service);
  return outsideExposuresOf(service).map(({ by, ports, path, observed, isLimited }) => ({
    resource,
    detailKey: by,
    messageId: messageOf(by, isLimited, isDoor),
    params: { ports: ports.join(', ') },
    evidence: [
      {
        path,
        observed,
        expected: by === 'externalIPs' ? text('no external addresses', '不使用外部地址') : 'ClusterIP',
        command: showCommand(resource, 'spec'),
      },
    ],
    ...(isLimited || isDoor ? { severity: 'low' } : {}),
  }));
}

function messageOf(by: OutsideExposure['by'], isLimited: boolean, isDoor: boolean): string {
  if (isLimited) return 'limited';
  return isDoor ? 'frontDoor' : by;
}
