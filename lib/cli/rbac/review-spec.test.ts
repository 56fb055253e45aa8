import { describe, expect, test } from 'vitest';
import { MalformedQuestion } from '#lib/cli/malformed-question.ts';
import { questionOfSpec } from './review-spec.ts';

const PODS = { verb: 'list', resource: 'pods' };

function asked(resourceAttributes: object): ReturnType<typeof questionOfSpec>['ask'] {
  return questionOfSpec(JSON.stringify({ user: 'a', resourceAttributes })).ask;
}

describe('a field selector', () => {
  test.each([
    ['text', { rawSelector: 'spec.nodeName=a' }, [{ field: 'spec.nodeName', value: 'a' }]],
    [
      'text of several terms',
      { rawSelector: 'x!=y,spec.nodeName==a' },
      [{ field: 'spec.nodeName', value: 'a' }],
    ],
    [
      'one value listed',
      { requirements: [{ key: 'spec.nodeName', operator: 'In', values: ['a'] }] },
      [{ field: 'spec.nodeName', value: 'a' }],
    ],
  ])('is read from %s', (_, fieldSelector, fields) => {
    expect(asked({ ...PODS, fieldSelector })).toMatchObject({ fields });
  });

  test.each([
    ['two values', { requirements: [{ key: 'a', operator: 'In', values: ['x', 'y'] }] }],
    ['an exclusion', { requirements: [{ key: 'a', operator: 'NotIn', values: ['x'] }] }],
    ['nothing', {}],
  ])('narrows to no one value by %s', (_, fieldSelector) => {
    expect(asked({ ...PODS, fieldSelector })).not.toHaveProperty('fields');
  });
});

describe('a question', () => {
  test('may be a whole review, with what an authorizer does not look at', () => {
    const spec = { user: 'a', groups: ['g'], uid: '1', extra: { k: ['v'] }, resourceAttributes: PODS };
    const { user, ask } = questionOfSpec(JSON.stringify({ kind: 'SubjectAccessReview', spec }));
    expect(user).toEqual({ name: 'a', groups: ['g'] });
    expect(ask).toMatchObject({ ...PODS, group: '', name: '', namespace: '' });
  });

  test.each([
    ['both attributes', { resourceAttributes: PODS, nonResourceAttributes: { path: '/', verb: 'get' } }],
    ['neither', {}],
    ['groups that are a text', { groups: 'g', resourceAttributes: PODS }],
    ['a verb that is a number', { resourceAttributes: { verb: 1 } }],
    ['attributes that are a list', { resourceAttributes: [] }],
  ])('with %s is none', (_, spec) => {
    expect(() => questionOfSpec(JSON.stringify(spec))).toThrow(MalformedQuestion);
  });
});
