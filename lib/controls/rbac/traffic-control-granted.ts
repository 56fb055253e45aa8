import { text } from '#lib/model/text.ts';
import { defineRiskFamily } from './define-risk-family.ts';

export const trafficControlGranted = defineRiskFamily({
  family: 'traffic-control',
  id: 'traffic-control-granted',
  title: text('Nobody was given the way of traffic', '没有主体被授予控制流量走向的权限'),
  failTitle: text('Subjects may change the way of traffic', '有主体可以改变流量走向'),
  stake: text(
    'Traffic can be led elsewhere, or let past the policies that stop it',
    '流量可以被引向别处，或绕过拦截它的策略',
  ),
  description: text(
    'Services, endpoints, routes, network policies and the ConfigMaps of kube-system that set DNS and the proxy decide where requests go. Whoever writes them reads what was meant for others, or lets in what a policy kept out.',
    'Service、端点、路由、网络策略，以及 kube-system 中设置 DNS 和代理的 ConfigMap 决定请求的去向。能写入它们的主体可以读取发给他人的请求，或放入被策略挡住的流量。',
  ),
  remediation: {
    text: text(
      'Leave endpoints and status to the controllers that own them, and Services, routes and policies to the deployment tool of each namespace.',
      '由所属控制器管理端点和状态，由各命名空间的部署工具管理 Service、路由和策略。',
    ),
  },
  severity: 'medium',
  frameworks: [
    { framework: 'nsa-1.2', id: 'N3.2' },
    { framework: 'owasp-k8s', id: 'K03', version: '2022' },
  ],
  references: [
    {
      title: 'Good practices: least privilege',
      url: 'https://kubernetes.io/docs/concepts/security/rbac-good-practices/#least-privilege',
    },
  ],
});
