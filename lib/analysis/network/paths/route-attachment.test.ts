import { describe, expect, it } from 'vitest';
import type { GivenSlices } from '#lib/testing/builders/inventory.ts';
import { build, metadata } from '#lib/testing/builders/objects.ts';
import { controllerDoor, servingOf } from '#lib/testing/serving-case.ts';

type Fields = Readonly<Record<string, unknown>>;

const DOOR = controllerDoor('edge', { app: 'envoy' });
const TAKEN = { loadBalancer: { ingress: [{ ip: '203.0.113.9' }] } };
const doors = [{ ...DOOR, service: { ...DOOR.service, status: TAKEN } }];

const gateway = (listeners: readonly Fields[], namespace = 'edge') =>
  build(
    'gateways',
    { kind: 'Gateway', metadata: metadata('public', { namespace }) },
    {
      spec: { gatewayClassName: 'edge', listeners },
      status: { addresses: [{ value: '203.0.113.9' }] },
    },
  );
const listener = (from: string | null, more: Fields = {}) => ({
  name: 'https',
  port: 443,
  ...(from === null ? {} : { allowedRoutes: { namespaces: { from, ...more } } }),
});
const selecting = (labels: Fields) => listener('Selector', { selector: { matchLabels: labels } });

interface RouteOptions {
  readonly namespace?: string;
  readonly parent?: Fields;
  readonly conditions?: readonly Fields[];
}

function route({ namespace = 'shop', parent = {}, conditions }: RouteOptions = {}) {
  const parentRef = { name: 'public', namespace: 'edge', ...parent };
  const status = conditions === undefined ? {} : { parents: [{ parentRef, conditions }] };
  return build(
    'httpRoutes',
    { kind: 'HTTPRoute', metadata: metadata('site', { namespace }) },
    {
      spec: {
        parentRefs: [parentRef],
        rules: [{ backendRefs: [{ name: 'web', port: 80, namespace: 'shop' }] }],
      },
      status,
    },
  );
}
const NAMESPACE = build(
  'namespaces',
  { kind: 'Namespace', metadata: metadata('shop', { labels: { tenant: 'a' } }, false) },
  {},
);

interface Case {
  readonly name: string;
  readonly given: GivenSlices;
  readonly expect: string;
}

const OPEN = 'edge/edge allowed';
const CASES: readonly Case[] = [
  {
    name: 'a listener takes routes of every namespace where it says so',
    given: { gateways: [gateway([listener('All')])], httpRoutes: [route()] },
    expect: OPEN,
  },
  {
    name: 'one that says nothing takes those of its own namespace alone',
    given: { gateways: [gateway([listener(null)])], httpRoutes: [route()] },
    expect: 'nobody known denied',
  },
  {
    name: 'and these it takes',
    given: {
      gateways: [gateway([listener('Same')], 'shop')],
      httpRoutes: [route({ parent: { namespace: 'shop' } })],
    },
    expect: OPEN,
  },
  {
    name: 'one that selects namespaces takes routes of those with the label',
    given: {
      namespaces: [NAMESPACE],
      gateways: [gateway([selecting({ tenant: 'a' })])],
      httpRoutes: [route()],
    },
    expect: OPEN,
  },
  {
    name: 'and of no others',
    given: {
      namespaces: [NAMESPACE],
      gateways: [gateway([selecting({ tenant: 'b' })])],
      httpRoutes: [route()],
    },
    expect: 'nobody known denied',
  },
  {
    name: 'of a namespace that was not read that is not known',
    given: { gateways: [gateway([selecting({ tenant: 'a' })])], httpRoutes: [route()] },
    expect: 'nobody known unknown',
  },
  {
    name: 'a route that names a listener hangs on that one',
    given: {
      gateways: [gateway([listener('All'), { ...listener('Same'), name: 'inner' }])],
      httpRoutes: [route({ parent: { sectionName: 'inner' } })],
    },
    expect: 'nobody known denied',
  },
  {
    name: 'a listener may take routes of other kinds alone',
    given: {
      gateways: [
        gateway([
          { name: 'tls', allowedRoutes: { namespaces: { from: 'All' }, kinds: [{ kind: 'TLSRoute' }] } },
        ]),
      ],
      httpRoutes: [route()],
    },
    expect: 'nobody known denied',
  },
  {
    name: 'what the controller wrote down counts before the listeners',
    given: {
      gateways: [gateway([listener('All')])],
      httpRoutes: [route({ conditions: [{ type: 'Accepted', status: 'False' }] })],
    },
    expect: 'nobody known denied',
  },
  {
    name: 'either way',
    given: {
      gateways: [gateway([listener(null)])],
      httpRoutes: [route({ conditions: [{ type: 'Accepted', status: 'True' }] })],
    },
    expect: OPEN,
  },
  {
    name: 'a service of another namespace needs a grant, of which nobody has said anything',
    given: { gateways: [gateway([listener('All')])], httpRoutes: [route({ namespace: 'other' })] },
    expect: 'nobody known unknown',
  },
  {
    name: 'or which the controller has found',
    given: {
      gateways: [gateway([listener('All')])],
      httpRoutes: [route({ namespace: 'other', conditions: [{ type: 'ResolvedRefs', status: 'True' }] })],
    },
    expect: OPEN,
  },
  {
    name: 'or has not',
    given: {
      gateways: [gateway([listener('All')])],
      httpRoutes: [route({ namespace: 'other', conditions: [{ type: 'ResolvedRefs', status: 'False' }] })],
    },
    expect: 'nobody known denied',
  },
];

describe('SV-7: which routes a Gateway hands on', () => {
  it.each(CASES)('$name', ({ given, ...rest }) => {
    const one = { ...rest, doors, given };
    expect(servingOf(one, 'Gateway').text).toBe(rest.expect);
  });
});
