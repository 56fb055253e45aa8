import { describe, expect, it } from 'vitest';
import { forbiddenGap } from '#lib/testing/builders/inventory.ts';
import { answerView, type RbacAnswer } from './rbac-answer.ts';

const rule = { verbs: ['get'], apiGroups: [''], resources: ['secrets'] };

function holder(name: string, defaults: readonly boolean[]): RbacAnswer['holders'][number] {
  return {
    address: `user:${name}`,
    kind: 'User',
    namespace: null,
    name,
    isMissing: false,
    grants: defaults.map((isDefault, index) => ({
      binding: { kind: 'RoleBinding', namespace: 'shop', name: `binding-${index}` },
      role: { kind: 'Role', namespace: 'shop', name: 'reader', address: 'role:shop:reader' },
      rule,
      index: 0,
      isDefault,
    })),
  };
}

const answer = (more: Partial<RbacAnswer> = {}): RbacAnswer => ({
  asked: 'get secrets',
  group: '',
  isUnknown: false,
  isClusterScoped: false,
  holders: [holder('system:node', [true]), holder('ada', [true, false])],
  otherAuthorizers: [],
  isNodeInForce: false,
  isAnybody: false,
  gaps: [],
  ...more,
});

describe('the answer to who can', () => {
  it('puts added rights before unchanged defaults, for subjects and for their ways', () => {
    const { rows, defaults } = answerView(answer(), { namespace: 'shop', locale: 'en' });
    expect(rows.map(({ name }) => name)).toEqual(['ada', 'system:node']);
    expect(rows[0]?.ways[0]?.binding).toBe('RoleBinding shop/binding-1');
    expect(defaults).toBe(1);
  });

  it.each([
    { asked: 'shop', isClusterScoped: false, place: 'namespace', ignored: false },
    { asked: ' ', isClusterScoped: false, place: 'everywhere', ignored: false },
    { asked: 'shop', isClusterScoped: true, place: 'cluster', ignored: true },
    { asked: '', isClusterScoped: true, place: 'cluster', ignored: false },
  ])('is about $place for "$asked"', ({ asked, isClusterScoped, place, ignored }) => {
    const view = answerView(answer({ isClusterScoped }), { namespace: asked, locale: 'en' });
    expect([view.place, view.isIgnoringNamespace]).toEqual([place, ignored]);
  });

  it('tells authorizers that are in force from settings that could not be seen', () => {
    const told = (otherAuthorizers: readonly string[]) => {
      const { others, isModeUnseen } = answerView(answer({ otherAuthorizers }), {
        namespace: '',
        locale: 'en',
      });
      return [others, isModeUnseen];
    };
    expect(told(['Webhook'])).toEqual([['Webhook'], false]);
    expect(told(['unknown'])).toEqual([[], true]);
  });

  it('names each gap once, in the language asked for', () => {
    const gap = forbiddenGap('roles');
    const { gaps } = answerView(answer({ gaps: [gap, gap] }), { namespace: '', locale: 'zh-CN' });
    expect(gaps).toEqual(['无权列出 roles。']);
  });

  it.each([
    { asked: 'get deployments', group: 'apps', what: 'get deployments.apps' },
    { asked: 'get deployments/scale', group: 'apps', what: 'get deployments.apps/scale' },
    { asked: 'get secrets', group: '', what: 'get secrets' },
    { asked: 'get /metrics', group: null, what: 'get /metrics' },
  ])('says $what for what was understood', ({ what, ...understood }) => {
    expect(answerView(answer(understood), { namespace: '', locale: 'en' }).what).toBe(what);
  });
});
