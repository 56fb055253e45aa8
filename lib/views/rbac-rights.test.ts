import { expect, it } from 'vitest';
import { rightsChains, type RbacRight } from './rbac-rights.ts';

const right = (binding: string, more: Partial<RbacRight> = {}): RbacRight => ({
  rule: { verbs: ['get'], apiGroups: [''], resources: ['pods'] },
  binding: { kind: 'RoleBinding', namespace: 'shop', name: binding },
  role: { kind: 'Role', namespace: 'shop', name: 'reader', address: 'role:shop:reader' },
  namespace: 'shop',
  isDefault: false,
  through: null,
  ...more,
});

it('gathers the rules that come by one binding', () => {
  const chains = rightsChains([right('a'), right('b'), right('a')]);
  expect(chains.map(({ binding, lines }) => [binding.name, lines.length])).toEqual([
    ['shop/a', 2],
    ['shop/b', 1],
  ]);
});

it('puts own rights before those of a group, and unchanged defaults last', () => {
  const through = { name: 'devs', address: 'group:devs' };
  const chains = rightsChains([
    right('default', { isDefault: true }),
    right('group', { through }),
    right('own'),
    right('everywhere', { namespace: null }),
  ]);
  expect(chains.map(({ binding }) => binding.name)).toEqual([
    'shop/everywhere',
    'shop/own',
    'shop/group',
    'shop/default',
  ]);
});
