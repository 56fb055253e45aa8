import { describe, expect, it } from 'vitest';
import { parseRefKey, refKey } from './resource-ref.ts';

describe('the key of a reference', () => {
  it.each([
    { name: 'a core object', apiVersion: 'v1', kind: 'Pod', namespace: 'shop', object: 'web-0' },
    {
      name: 'one of a group without a namespace',
      apiVersion: 'x.io/v1',
      kind: 'Role',
      namespace: null,
      object: 'a',
    },
    {
      name: 'a user with slashes in the name',
      apiVersion: 'v1',
      kind: 'User',
      namespace: null,
      object: 'https://id/a#b',
    },
  ])('is read back: $name', ({ apiVersion, kind, namespace, object }) => {
    const key = refKey({ apiVersion, kind, namespace, name: object, uid: null });
    const group = apiVersion === 'v1' ? '' : 'x.io';
    expect(parseRefKey(key)).toEqual({ group, kind, namespace, name: object });
  });
});
