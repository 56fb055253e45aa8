import { expect, it } from 'vitest';
import { ruleLine } from './rbac-rules.ts';

it('names a resource with its group unless that is the core one', () => {
  const rule = { verbs: ['get'], apiGroups: ['', 'apps'], resources: ['pods/log', 'deployments/scale'] };
  expect(ruleLine(rule).resources).toEqual([
    'pods/log',
    'deployments/scale',
    'pods.apps/log',
    'deployments.apps/scale',
  ]);
});

it('writes one star for every resource of every group', () => {
  expect(ruleLine({ verbs: ['get'], apiGroups: ['*'], resources: ['*', 'pods'] }).resources).toEqual([
    '*',
    'pods.*',
  ]);
});

it.each([
  { name: 'all three wildcards', rule: { verbs: ['*'], apiGroups: ['*'], resources: ['*'] }, is: true },
  { name: 'a named verb', rule: { verbs: ['get'], apiGroups: ['*'], resources: ['*'] }, is: false },
  {
    name: 'named objects',
    rule: { verbs: ['*'], apiGroups: ['*'], resources: ['*'], resourceNames: ['one'] },
    is: false,
  },
])('calls a rule with $name everything: $is', ({ rule, is }) => {
  expect(ruleLine(rule).isEverything).toBe(is);
});
