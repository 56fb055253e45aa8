import { describe, expect, it } from 'vitest';
import { DEFAULT_RBAC } from './default-rbac.ts';
import { PLATFORM_RBAC } from './platform-rbac.ts';

const { sources, objects } = PLATFORM_RBAC;
const platforms = [...new Set(objects.flatMap((object) => object.platforms))].toSorted();
const keyOf = ({ kind, namespace = '', name }: { kind: string; namespace?: string; name: string }) =>
  `${kind}/${namespace}/${name}`;

describe('PLATFORM_RBAC', () => {
  it('covers the platforms that publish what they install', () =>
    expect(platforms).toEqual(['EKS', 'GKE', 'OpenShift', 'RKE2', 'k3s', 'kind', 'minikube']));

  it('names the source of every object, and no source for nothing', () =>
    expect([...new Set(objects.map(({ source }) => source))].toSorted()).toEqual(
      Object.keys(sources).toSorted(),
    ));

  it.each(platforms)(
    'names each object of %s once, and every role that a binding of it gives',
    (platform) => {
      const own = objects.filter((object) => object.platforms.includes(platform));
      const keys = own.map(keyOf);
      expect(new Set(keys).size).toBe(keys.length);
      const known = new Set([...keys, ...DEFAULT_RBAC.objects.map(keyOf)]);
      const given = own.flatMap(({ namespace, variants }) =>
        variants.flatMap(({ roleRef }) =>
          roleRef === undefined
            ? []
            : [keyOf({ ...roleRef, ...(roleRef.kind === 'Role' ? { namespace: namespace ?? '' } : {}) })],
        ),
      );
      expect(given.filter((role) => !known.has(role))).toEqual([]);
    },
  );
});
