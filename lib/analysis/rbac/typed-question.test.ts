import { describe, expect, it } from 'vitest';
import { BUILT_IN_RESOURCES } from '#lib/facts/api-resources.ts';
import { toQuestion } from './typed-question.ts';

function typed(words: string, resource: string, name?: string) {
  const [verb = '', namespace = null] = words.split(' ');
  return toQuestion(
    { verb, resource, namespace, ...(name === undefined ? {} : { name }) },
    BUILT_IN_RESOURCES,
  );
}

describe('a typed question', () => {
  it.each([
    { typed: 'events', group: '', resource: 'events' },
    { typed: ' Deployments/scale', group: 'apps', resource: 'deployments', subresource: 'scale' },
    { typed: 'deploy', group: 'apps', resource: 'deployments' },
  ])('"$typed" is about group "$group"', ({ typed: words, ...expected }) => {
    expect(typed('get shop', words).question).toEqual({ verb: 'get', ...expected, namespace: 'shop' });
  });

  it('drops the namespace for what belongs to none, and says so', () => {
    const asked = typed('get shop', 'nodes');
    expect(asked.isClusterScoped).toBe(true);
    expect(asked.question).not.toHaveProperty('namespace');
  });

  it('carries the namespace of a request for that namespace, as the server does', () => {
    const wanted = { verb: 'patch', group: '', resource: 'namespaces', name: 'shop', namespace: 'shop' };
    expect(typed('patch', 'ns', 'shop').question).toEqual(wanted);
    expect(typed('patch shop', 'ns').question).toEqual(wanted);
  });

  it('calls a resource unknown only where the list of resources was read', () => {
    const ask = { verb: 'get', resource: 'widgets', namespace: null };
    expect(toQuestion(ask, BUILT_IN_RESOURCES).isUnknown).toBe(true);
    expect(toQuestion(ask, []).isUnknown).toBe(false);
  });

  it.each(['users', 'groups', '*'])('does not miss %s, which nothing serves', (resource) => {
    expect(typed('impersonate', resource).isUnknown).toBe(false);
  });

  it('takes what begins with a slash for a path', () => {
    expect(typed('get shop', '/metrics').question).toEqual({ verb: 'get', path: '/metrics' });
  });
});
