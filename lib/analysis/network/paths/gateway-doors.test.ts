import { describe, expect, it } from 'vitest';
import { forbiddenGap } from '#lib/testing/builders/inventory.ts';
import { build, metadata } from '#lib/testing/builders/objects.ts';
import { controllerDoor, servingOf, type ServingCase } from '#lib/testing/serving-case.ts';

type Fields = Readonly<Record<string, unknown>>;

const EDGE = controllerDoor('edge', { app: 'envoy' });

const gateway = (status: Fields = {}) =>
  build(
    'gateways',
    { kind: 'Gateway', metadata: metadata('public', { namespace: 'edge' }) },
    { spec: { gatewayClassName: 'edge' }, status },
  );
const gatewayClass = (name: string, accepted: string | null) =>
  build(
    'gatewayClasses',
    { kind: 'GatewayClass', metadata: metadata(name, {}, false) },
    {
      spec: { controllerName: 'example.com/edge' },
      status: accepted === null ? {} : { conditions: [{ type: 'Accepted', status: accepted }] },
    },
  );
const httpRoute = build(
  'httpRoutes',
  { kind: 'HTTPRoute', metadata: metadata('site', {}) },
  {
    spec: {
      parentRefs: [{ name: 'public', namespace: 'edge' }],
      rules: [{ backendRefs: [{ name: 'web', port: 80 }] }],
    },
  },
);
const CASES: readonly ServingCase[] = [
  {
    name: 'a class that does not exist is served by nobody',
    doors: [],
    given: { gateways: [gateway()], gatewayClasses: [gatewayClass('another', 'True')] },
    expect: 'nobody known denied',
  },
  {
    name: 'nor is one that no controller has accepted',
    doors: [],
    given: { gateways: [gateway()], gatewayClasses: [gatewayClass('edge', 'Unknown')] },
    expect: 'nobody known denied',
  },
  {
    name: 'one that was accepted by a controller that is not seen leaves it open',
    doors: [],
    given: { gateways: [gateway()], gatewayClasses: [gatewayClass('edge', 'True')] },
    expect: 'nobody known unknown',
  },
  {
    name: 'so does one that nobody could read',
    doors: [],
    given: { gateways: [gateway()] },
    replaced: { gatewayClasses: { state: 'failed', gaps: [forbiddenGap('gatewayClasses')] } },
    expect: 'nobody known unknown',
  },
  {
    name: 'the service that has its address serves it',
    doors: [
      {
        ...EDGE,
        service: { ...EDGE.service, status: { loadBalancer: { ingress: [{ ip: '203.0.113.9' }] } } },
      },
    ],
    given: {
      gateways: [gateway({ addresses: [{ value: '203.0.113.9' }] })],
      gatewayClasses: [gatewayClass('edge', 'True')],
    },
    expect: 'edge/edge allowed',
  },
  {
    name: 'and one with another address does not',
    doors: [
      {
        ...EDGE,
        service: { ...EDGE.service, status: { loadBalancer: { ingress: [{ ip: '203.0.113.10' }] } } },
      },
    ],
    given: {
      gateways: [gateway({ addresses: [{ value: '203.0.113.9' }] })],
      gatewayClasses: [gatewayClass('edge', 'True')],
    },
    expect: 'nobody known unknown',
  },
];

describe('SV-7: who serves a Gateway', () => {
  it.each(CASES)('$name', (one) => {
    const given = { httpRoutes: [httpRoute], ...one.given };
    expect(servingOf({ ...one, given }, 'Gateway').text).toBe(one.expect);
  });
});
