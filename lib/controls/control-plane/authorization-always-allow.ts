import type { ComponentInstance } from '#lib/analysis/control-plane/component-flags.ts';
import { flagList, flagValue } from '#lib/analysis/control-plane/parse-flags.ts';
import { defineControl } from '#lib/controls/define-control.ts';
import type { Violation } from '#lib/model/control.ts';
import { text } from '#lib/model/text.ts';
import { flagEvidence, judgeComponents } from './judge-components.ts';

const EXPECTED = 'Node,RBAC';

export const authorizationAlwaysAllow = defineControl({
  id: 'authorization-always-allow',
  aliases: [],
  title: text('The API server authorises requests', 'API server 对请求进行授权'),
  failTitle: text('The API server allows every request', 'API server 允许任何请求'),
  stake: text(
    'Roles and bindings decide nothing: whoever is let in may do everything',
    '角色与绑定形同虚设：通过认证就可以做任何事',
  ),
  description: text(
    'With AlwaysAllow among its authorization modes the API server lets every authenticated request through, whatever roles and bindings say. It is also what applies when neither modes nor an authorization configuration are given.',
    '授权模式中包含 AlwaysAllow 时，无论角色和绑定如何配置，API server 都会放行所有已认证的请求。如果既未指定授权模式也未提供授权配置，默认值同样是 AlwaysAllow。',
  ),
  remediation: {
    text: text(
      'Set the modes to Node and RBAC in the manifest of each API server. Make sure first that administrators have a binding, or they lock themselves out.',
      '在每个 API server 的清单中将授权模式设为 Node 和 RBAC。修改前请确认管理员已有相应绑定，以免将自己锁在门外。',
    ),
    command: 'kube-apiserver --authorization-mode=Node,RBAC',
  },
  messages: {
    listed: text(
      '{name} runs with the modes {modes}: AlwaysAllow lets every request through.',
      '{name} 的授权模式为 {modes}：AlwaysAllow 会放行所有请求。',
    ),
    byDefault: text(
      '{name} names no authorization mode, so AlwaysAllow applies.',
      '{name} 未指定授权模式，因此默认使用 AlwaysAllow。',
    ),
  },
  severity: 'critical',
  category: 'control-plane',
  frameworks: [
    { framework: 'cis-k8s', id: '1.2.6', version: '1.12' },
    { framework: 'nsa-1.2', id: 'N3.2' },
    { framework: 'threat-matrix', id: 'MS-TA9029' },
    { framework: 'mitre-attack', id: 'T1613' },
    { framework: 'owasp-k8s', id: 'K09', version: '2022' },
    { framework: 'measures', id: 'S5' },
    { framework: 'measures', id: 'S19' },
  ],
  references: [
    {
      title: 'Authorization',
      url: 'https://kubernetes.io/docs/reference/access-authn-authz/authorization/',
    },
  ],
  needs: { flags: 'matters' },
  evaluate: ({ flags }) => judgeComponents(flags, 'kube-apiserver', judge),
});

function judge(instance: ComponentInstance): Violation[] | 'unknown' {
  // Given twice, both lists count.
  const modes = flagList(instance.flags, 'authorization-mode');
  // The modes then stand in a file; the API server refuses to start with both.
  if (modes === null && flagValue(instance.flags, 'authorization-config') !== null) return 'unknown';
  if (modes !== null && !modes.includes('AlwaysAllow')) return [];
  const observed = modes?.join(',') ?? null;
  return [
    {
      resource: instance.resource,
      detailKey: 'authorization-mode',
      messageId: modes === null ? 'byDefault' : 'listed',
      params: { name: instance.resource.name, modes: observed ?? '' },
      evidence: [flagEvidence(instance, { name: 'authorization-mode', observed, expected: EXPECTED })],
    },
  ];
}
