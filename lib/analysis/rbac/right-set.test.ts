import { describe, expect, it } from 'vitest';
import type { PolicyRule } from '#lib/model/rbac.ts';
import { RightSet } from './right-set.ts';
import { rightsOf } from './right.ts';

const rule = (words: string): PolicyRule => {
  const [verbs = '', what = '', name] = words.split(' ');
  if (what.startsWith('/') || what === '**')
    return { verbs: verbs.split(','), nonResourceURLs: what === '**' ? ['*'] : what.split(',') };
  const [resource = '', ...group] = what.split('.');
  return {
    verbs: verbs.split(','),
    apiGroups: [group.join('.')],
    resources: resource.split(','),
    ...(name === undefined ? {} : { resourceNames: [name] }),
  };
};

const set = (words: readonly string[], namespace: string | null = null): RightSet =>
  new RightSet(words.flatMap((one) => rightsOf(rule(one), namespace)));

describe('RightSet.covers', () => {
  it.each([
    { wide: 'get pods', narrow: 'get pods', covers: true },
    { wide: '* pods', narrow: 'get pods', covers: true },
    { wide: 'get pods', narrow: '* pods', covers: false },
    { wide: 'get,list,watch,create,update,patch,delete pods', narrow: '* pods', covers: false },
    { wide: 'get *', narrow: 'get pods/exec', covers: true },
    { wide: 'get */exec', narrow: 'get pods/exec', covers: true },
    { wide: 'get */exec', narrow: 'get pods', covers: false },
    { wide: 'get pods/*', narrow: 'get pods/exec', covers: false },
    { wide: 'get */*', narrow: 'get pods/*', covers: true },
    { wide: 'get pods', narrow: 'get pods web', covers: true },
    { wide: 'get pods web', narrow: 'get pods', covers: false },
    { wide: 'get pods.apps', narrow: 'get pods', covers: false },
    { wide: 'get pods.*', narrow: 'get pods.apps', covers: true },
    { wide: 'get /healthz/*', narrow: 'get /healthz/etcd', covers: true },
    { wide: 'get /healthz/*', narrow: 'get /healthz', covers: false },
    { wide: 'get /healthz*', narrow: 'get /healthz/**', covers: true },
    { wide: 'get **', narrow: 'get /a', covers: true },
    { wide: '* *', narrow: 'get /a', covers: false },
  ])('$wide covers $narrow: $covers', ({ wide, narrow, covers }) => {
    expect(rightsOf(rule(narrow), null).every((right) => set([wide]).covers(right))).toBe(covers);
  });

  it('covers a namespace by the whole cluster, not the other way round', () => {
    const [local] = rightsOf(rule('get pods'), 'shop');
    const [everywhere] = rightsOf(rule('get pods'), null);
    expect(local !== undefined && set(['get pods']).covers(local)).toBe(true);
    expect(everywhere !== undefined && set(['get pods'], 'shop').covers(everywhere)).toBe(false);
  });
});

describe('RightSet with rules as they are written', () => {
  const wide = (words: string, namespace: string | null = null) => {
    const source = { kind: 'ClusterRole', namespace: null, name: 'r' };
    const grant = { binding: source, role: source, rule: 0, subject: { kind: 'User', name: 'ann' } };
    return new RightSet([], [{ grant, rule: rule(words), namespace, isDefault: false }]);
  };
  it.each([
    { wide: '* pods', narrow: 'get pods', covers: true },
    { wide: 'get pods', narrow: '* pods', covers: false },
    { wide: 'get */exec', narrow: 'get pods/exec', covers: true },
    { wide: 'get pods', narrow: 'get pods web', covers: true },
    { wide: 'get pods web', narrow: 'get pods', covers: false },
    { wide: 'get /a*', narrow: 'get /a/b', covers: true },
    { wide: 'get /a/b', narrow: 'get /a*', covers: false },
  ])('$wide covers $narrow: $covers', ({ wide: words, narrow, covers }) => {
    expect(rightsOf(rule(narrow), null).every((right) => wide(words).covers(right))).toBe(covers);
  });

  it('covers nothing outside the namespace it holds in', () => {
    const [local] = rightsOf(rule('get pods'), 'shop');
    expect(local !== undefined && wide('get pods', 'shop').covers(local)).toBe(true);
    expect(local !== undefined && wide('get pods', 'other').covers(local)).toBe(false);
  });
});

describe('RightSet.fingerprint', () => {
  it.each([
    { one: ['get,list pods'], other: ['list pods', 'get pods'], same: true },
    { one: ['* *', 'get pods'], other: ['* *'], same: true },
    { one: ['get /a*', 'get /a/b'], other: ['get /a**'], same: true },
    { one: ['get pods web'], other: ['get pods'], same: false },
  ])('of $one and $other is the same: $same', ({ one, other, same }) => {
    expect(set(one).fingerprint() === set(other).fingerprint()).toBe(same);
  });
});

describe('rightsOf', () => {
  it('gives no path and, without a namespace to hold in, nothing at all by a RoleBinding', () => {
    expect(rightsOf(rule('get /a'), 'shop')).toEqual([]);
    expect(rightsOf(rule('get pods'), '')).toEqual([]);
  });
});
