import { text } from '#lib/model/text.ts';
import { defineRiskFamily } from './define-risk-family.ts';

export const storageControlGranted = defineRiskFamily({
  family: 'storage-control',
  id: 'storage-control-granted',
  title: text('Nobody was given storage of the cluster', '没有主体被授予控制集群存储的权限'),
  failTitle: text('Subjects may control storage of the cluster', '有主体可以控制集群存储'),
  stake: text('Data of others can be mounted, kept or destroyed', '他人的数据可以被挂载、留存或销毁'),
  description: text(
    'A persistent volume may point at a path of the node: whoever creates one brings the node’s files into a pod, past Pod Security, which judges pods only. Storage classes, drivers and attachments decide what drivers do, and snapshots hold the data of others. Claims alone are normal and weigh nothing.',
    'PersistentVolume 可以指向节点上的路径：能创建它的主体可以绕过只判断 Pod 的 Pod Security，把节点文件带入 Pod。StorageClass、驱动和挂载对象决定驱动的行为，而快照保存着他人的数据。单独的 PVC 权限属于正常情况，不计分。',
  ),
  remediation: {
    text: text(
      'Leave volumes, classes and drivers to the storage provisioner; applications need claims only.',
      '由存储供应者管理卷、存储类和驱动；应用只需要 PVC。',
    ),
  },
  severity: 'medium',
  frameworks: [
    { framework: 'cis-k8s', id: '5.1.9', version: '1.12' },
    { framework: 'nsa-1.2', id: 'N3.2' },
    { framework: 'owasp-k8s', id: 'K03', version: '2022' },
  ],
  references: [
    {
      title: 'Good practices: persistent volume creation',
      url: 'https://kubernetes.io/docs/concepts/security/rbac-good-practices/#persistent-volume-creation',
    },
  ],
});
