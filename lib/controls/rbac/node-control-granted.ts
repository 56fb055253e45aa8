import { text } from '#lib/model/text.ts';
import { defineRiskFamily } from './define-risk-family.ts';

export const nodeControlGranted = defineRiskFamily({
  family: 'node-control',
  id: 'node-control-granted',
  title: text('Nobody was given nodes or the kubelet’s API', '没有主体被授予对节点或 kubelet API 的权限'),
  failTitle: text('Subjects may reach nodes or the kubelet’s API', '有主体可以控制节点或访问 kubelet API'),
  stake: text(
    'Whoever rules a node or its kubelet has the pods and tokens on it',
    '控制了节点或其 kubelet，就掌握了其上的 Pod 与令牌',
  ),
  description: text(
    'Through nodes/proxy commands run in any pod of a node, past audit and admission, and get is enough for it. Whoever changes nodes or their status moves pods and draws the API server’s calls elsewhere. A RoleBinding grants none of it.',
    '通过 nodes/proxy 可以绕过审计和准入，在节点的任意 Pod 中执行命令，而仅有 get 就足够。能修改节点或其状态的主体可以移动 Pod，并把 API server 的请求引向别处。RoleBinding 不会授予这些权限。',
  ),
  remediation: {
    text: text(
      'Grant nodes/metrics, nodes/stats or nodes/healthz instead of nodes/proxy, and leave the writing of nodes to kubelets and the cluster’s controllers.',
      '用 nodes/metrics、nodes/stats 或 nodes/healthz 代替 nodes/proxy；由 kubelet 和集群控制器写入节点。',
    ),
  },
  severity: 'high',
  frameworks: [
    { framework: 'cis-k8s', id: '5.1.10', version: '1.12' },
    { framework: 'nsa-1.2', id: 'N3.2' },
    { framework: 'owasp-k8s', id: 'K03', version: '2022' },
  ],
  references: [
    {
      title: 'Good practices: access to proxy subresource of Nodes',
      url: 'https://kubernetes.io/docs/concepts/security/rbac-good-practices/#access-to-proxy-subresource-of-nodes',
    },
  ],
});
