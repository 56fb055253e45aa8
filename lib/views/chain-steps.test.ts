import { expect, it } from 'vitest';
import type { EscalationChain } from '#lib/model/escalation.ts';
import type { GrantSource, Subject } from '#lib/model/rbac.ts';
import { text } from '#lib/model/text.ts';
import { chainSteps } from './chain-steps.ts';

const ann: Subject = { kind: 'User', name: 'ann' };
const robot: Subject = { kind: 'ServiceAccount', namespace: 'shop', name: 'robot' };
const role = { kind: 'Role', namespace: 'shop', name: 'tokens' };
const chain: EscalationChain = {
  subject: ann,
  steps: [
    {
      edge: 'TOKEN_REQUEST',
      from: { kind: 'subject', subject: ann },
      to: { kind: 'subject', subject: robot },
      text: text('{from} asks for {to}.', '{from} 申请 {to}。'),
      params: { from: 'User ann', to: 'ServiceAccount shop/robot' },
      grants: [
        {
          binding: { kind: 'RoleBinding', namespace: 'shop', name: 'ann' },
          role,
          rule: 0,
          subject: ann,
          rules: { verbs: ['create'], apiGroups: [''], resources: ['serviceaccounts/token'] },
          isDefault: false,
        },
      ],
      objects: [{ apiVersion: 'v1', kind: 'ServiceAccount', namespace: 'shop', name: 'robot', uid: null }],
      unknown: [{ id: 'serviceAccounts', text: text('which accounts exist', '有哪些账号') }],
    },
  ],
  isCertain: false,
  isDefault: false,
};
const addressOf = {
  subject: ({ kind, name }: Subject) => `${kind}:${name}`,
  role: ({ name }: GrantSource) => `role:${name}`,
};

it('tells a step in each language, with its rule, its object and what is not known, each leading to its page', () => {
  const [en] = chainSteps(chain, { scanId: 's', locale: 'en', addressOf });
  expect(en).toMatchObject({
    edge: 'TOKEN_REQUEST',
    sentence: 'User ann asks for ServiceAccount shop/robot.',
    to: { label: 'ServiceAccount shop/robot', href: '/rbac/subjects/ServiceAccount%3Arobot?scan=s' },
    rules: [
      {
        binding: 'RoleBinding shop/ann',
        role: { label: 'Role shop/tokens', href: '/rbac/roles/role%3Atokens?scan=s' },
        line: { verbs: ['create'], resources: ['serviceaccounts/token'] },
      },
    ],
    objects: [{ label: 'ServiceAccount shop/robot', href: '/rbac/subjects/ServiceAccount%3Arobot?scan=s' }],
    unknown: ['which accounts exist'],
  });
  const [zh] = chainSteps(chain, { scanId: 's', locale: 'zh-CN', addressOf });
  expect(zh).toMatchObject({
    sentence: 'User ann 申请 ServiceAccount shop/robot。',
    unknown: ['有哪些账号'],
  });
});

it('leads nowhere from full rights, and knows no binding that the step before makes', () => {
  const made: EscalationChain = {
    ...chain,
    steps: chain.steps.map((step) => ({
      ...step,
      to: { kind: 'cluster' },
      grants: step.grants.map((grant) => ({ ...grant, binding: null })),
    })),
  };
  const [step] = chainSteps(made, { scanId: 's', locale: 'en', addressOf });
  expect(step?.to.href).toBeNull();
  expect(step?.rules[0]?.binding).toBeNull();
});
