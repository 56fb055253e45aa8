import { text } from '#lib/model/text.ts';
import { defineRiskFamily } from './define-risk-family.ts';

export const workloadWritingGranted = defineRiskFamily({
  family: 'workload-writing',
  id: 'workload-writing-granted',
  title: text('Nobody was given the writing of workloads', '没有主体被授予写入工作负载的权限'),
  failTitle: text('Subjects may write workloads', '有主体可以写入工作负载'),
  stake: text(
    'A pod started so may run as any account of its namespace and mount its Secrets',
    '由此启动的 Pod 可以使用其命名空间内的任何服务账号，并挂载其中的 Secret',
  ),
  description: text(
    'Whoever creates a pod, directly or by any object that creates pods, chooses its service account and mounts any Secret of the namespace; where no policy stops it, the pod takes its node. What writes workloads of several kinds is one finding.',
    '能够创建 Pod（直接创建，或通过任何会创建 Pod 的对象）的主体可以选择服务账号、挂载命名空间中的任意 Secret；在没有策略阻止的地方，Pod 还能控制节点。写入多种工作负载的权限合并为一条发现。',
  ),
  remediation: {
    text: text(
      'Let a deployment tool write workloads, one for each namespace or team. Enforce Pod Security on the namespace, and keep strong service accounts out of it.',
      '由部署工具写入工作负载，每个命名空间或团队各用一个。对命名空间强制实施 Pod Security，并避免在其中放置强权限服务账号。',
    ),
  },
  severity: 'high',
  frameworks: [
    { framework: 'cis-k8s', id: '5.1.4', version: '1.12' },
    { framework: 'nsa-1.2', id: 'N3.2' },
    { framework: 'owasp-k8s', id: 'K03', version: '2022' },
  ],
  references: [
    {
      title: 'Good practices: workload creation',
      url: 'https://kubernetes.io/docs/concepts/security/rbac-good-practices/#workload-creation',
    },
  ],
});
