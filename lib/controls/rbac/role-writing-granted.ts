import { text } from '#lib/model/text.ts';
import { defineRiskFamily } from './define-risk-family.ts';

export const roleWritingGranted = defineRiskFamily({
  family: 'role-writing',
  id: 'role-writing-granted',
  title: text('Nobody was given the writing of roles and bindings', '没有主体被授予写入角色和绑定的权限'),
  failTitle: text('Subjects may write roles and bindings', '有主体可以写入角色和绑定'),
  stake: text(
    'Rights held today can be handed on, and stay when they are taken back here',
    '现有权限可以转授他人，即使在此收回也依然有效',
  ),
  description: text(
    'The API server lets nobody put more into a role or binding than they hold. Still, whoever writes them hands their rights to accounts nobody watches, and by labels changes the roles that are gathered from others. With bind or escalate beside it, there is no limit; that is judged by a control of its own.',
    'API server 不允许任何人向角色或绑定中写入超出自身的权限。但能写入它们的主体仍可把自身权限转授给无人留意的账号，并通过标签改变聚合角色。如果还持有 bind 或 escalate，则没有限制，由单独的检查项判断。',
  ),
  remediation: {
    text: text(
      'Let one deployment tool write roles and bindings from reviewed files, and take the right from everybody else.',
      '由一个部署工具根据经过评审的文件写入角色和绑定，并收回其他主体的该权限。',
    ),
  },
  severity: 'high',
  frameworks: [
    { framework: 'cis-k8s', id: '5.1.8', version: '1.12' },
    { framework: 'nsa-1.2', id: 'N3.2' },
    { framework: 'owasp-k8s', id: 'K03', version: '2022' },
  ],
  references: [
    {
      title: 'Restrictions on role creation or update',
      url: 'https://kubernetes.io/docs/reference/access-authn-authz/rbac/#privilege-escalation-prevention-and-bootstrapping',
    },
  ],
});
