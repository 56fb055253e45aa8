import { describe, expect, it } from 'vitest';
import { BUILT_IN_RESOURCES } from '#lib/facts/api-resources.ts';
import type { ApiResource } from '#lib/model/cluster-objects.ts';
import { resolveResource } from './resolve-resource.ts';

const crd = (resource: string, group: string, kind: string): ApiResource => ({
  group,
  version: 'v1',
  kind,
  resource,
  singular: kind.toLowerCase(),
  namespaced: true,
  verbs: ['get'],
  subresources: [],
  preferred: true,
});
const SERVED = [
  crd('networkpolicies', 'crd.projectcalico.org', 'NetworkPolicy'),
  crd('pods', 'metrics.example.com', 'PodMetrics'),
  crd('po', 'example.com', 'Po'),
  ...BUILT_IN_RESOURCES,
];

describe('a resource as it is typed', () => {
  it.each([
    { typed: 'pods', group: '', resource: 'pods' },
    { typed: 'Pod', group: '', resource: 'pods' },
    { typed: 'deploy', group: 'apps', resource: 'deployments' },
    { typed: 'sts/scale', group: 'apps', resource: 'statefulsets', subresource: 'scale' },
    { typed: 'events', group: '', resource: 'events' },
    { typed: 'events.events.k8s.io', group: 'events.k8s.io', resource: 'events' },
    { typed: 'roles.rbac', group: 'rbac.authorization.k8s.io', resource: 'roles' },
    { typed: 'deployments.v1.apps', group: 'apps', resource: 'deployments' },
    { typed: 'networkpolicies', group: 'networking.k8s.io', resource: 'networkpolicies' },
    { typed: 'networkpolicies.crd', group: 'crd.projectcalico.org', resource: 'networkpolicies' },
    { typed: 'pods/exec', group: '', resource: 'pods', subresource: 'exec' },
    { typed: '*.apps', group: 'apps', resource: '*' },
    { typed: '*', group: '', resource: '*' },
  ])('$typed is $resource of "$group"', ({ typed, subresource = '', ...expected }) => {
    expect(resolveResource(typed, SERVED)).toMatchObject({ ...expected, subresource });
  });

  it('is itself where a resource has it for its own name, not a short name of another', () => {
    expect(resolveResource('po', SERVED)).toMatchObject({ group: 'example.com', resource: 'po' });
    expect(resolveResource('po', BUILT_IN_RESOURCES)).toMatchObject({ group: '', resource: 'pods' });
  });

  it('is taken as it stands where nothing is served under it', () => {
    expect(resolveResource('Widgets.shop.example', SERVED)).toEqual({
      group: 'shop.example',
      resource: 'Widgets',
      subresource: '',
      served: undefined,
    });
  });
});
