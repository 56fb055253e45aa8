import { describe, expect, it } from 'vitest';
import { DEFAULT_RBAC } from './default-rbac.ts';

const keys = DEFAULT_RBAC.objects.map(({ kind, namespace = '', name }) => `${kind}/${namespace}/${name}`);

describe('DEFAULT_RBAC', () => {
  it('names each object once', () => expect(new Set(keys).size).toBe(keys.length));

  it('knows every role that a default binding gives', () => {
    const roles = DEFAULT_RBAC.objects.flatMap(({ namespace = '', variants }) =>
      variants.flatMap(({ roleRef }) =>
        roleRef === undefined
          ? []
          : [`${roleRef.kind}/${roleRef.kind === 'Role' ? namespace : ''}/${roleRef.name}`],
      ),
    );
    expect(roles.filter((role) => !keys.includes(role))).toEqual([]);
  });

  it('holds rules in roles and subjects in bindings, for versions it covers', () => {
    for (const { kind, variants } of DEFAULT_RBAC.objects) {
      expect(variants.length).toBeGreaterThan(0);
      for (const { from, to, rules, subjects } of variants) {
        expect(from).toBeGreaterThanOrEqual(DEFAULT_RBAC.oldest);
        expect(to).toBeGreaterThanOrEqual(from);
        expect([rules !== undefined, subjects !== undefined]).toEqual(
          kind.endsWith('Binding') ? [false, true] : [true, false],
        );
      }
    }
  });
});
