import { text } from '#lib/model/text.ts';
import { defineRiskFamily } from './define-risk-family.ts';

export const podAccessGranted = defineRiskFamily({
  family: 'pod-access',
  id: 'pod-access-granted',
  title: text('Nobody was given the inside of running pods', '没有主体被授予进入运行中 Pod 的权限'),
  failTitle: text('Subjects may enter running pods', '有主体可以进入运行中的 Pod'),
  stake: text(
    'Whoever gets into a pod has its token, its files and its place in the network',
    '进入 Pod 的人就拥有它的令牌、文件和网络位置',
  ),
  description: text(
    'To run a command in a pod, attach to it, add a container to it or reach its ports is to have its token, its mounts and its network. Below Kubernetes 1.35 get on exec, attach and portforward opens a session just as create does. What enters pods in several ways is one finding.',
    '在 Pod 中执行命令、连接其进程、向其添加容器或访问其端口，就等于得到它的令牌、挂载和网络。在 Kubernetes 1.35 之前，对 exec、attach 和 portforward 的 get 与 create 一样可以打开会话。以多种方式进入 Pod 的权限合并为一条发现。',
  ),
  remediation: {
    text: text(
      'Take these rights out of standing roles and give them for the time of an incident, in one namespace.',
      '从长期角色中去掉这些权限，仅在处理故障期间、在单个命名空间授予。',
    ),
  },
  severity: 'high',
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
