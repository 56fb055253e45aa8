import { expect, it } from 'vitest';
import { account, group, user } from '#lib/testing/builders/rbac.ts';
import { roleAddress, subjectAddress, subjectAt } from './rbac-address.ts';

it.each([
  { subject: account('robot', 'shop'), address: 'sa:shop:robot' },
  { subject: user('system:kube-proxy'), address: 'user:system:kube-proxy' },
  { subject: group('company:devs'), address: 'group:company:devs' },
])('$address names its subject, and back', ({ subject, address }) => {
  expect(subjectAddress(subject)).toBe(address);
  expect(subjectAt(address)).toEqual(subject);
});

it('a user with the name of a service account has the address of that account', () => {
  expect(subjectAddress(user('system:serviceaccount:shop:robot'))).toBe('sa:shop:robot');
});

it.each(['', 'nobody', 'sa:shop', 'sa:shop:a:b', 'robot:x', 'user:'])('"%s" names no subject', (address) => {
  expect(subjectAt(address)).toBeNull();
});

it.each([
  { role: { kind: 'ClusterRole', namespace: null, name: 'system:node' }, address: 'clusterrole:system:node' },
  { role: { kind: 'Role', namespace: 'shop', name: 'a:b' }, address: 'role:shop:a:b' },
])('$address names its role', ({ role, address }) => {
  expect(roleAddress(role)).toBe(address);
});
