import { describe, expect, it } from 'vitest';
import { collected } from '#lib/model/collected.ts';
import { forbiddenGap } from '#lib/testing/builders/inventory.ts';
import { build, metadata, type ObjectOptions } from '#lib/testing/builders/objects.ts';
import { controllerDoor, servingOf, type ServingCase } from '#lib/testing/serving-case.ts';

type Fields = Readonly<Record<string, unknown>>;

const NGINX = controllerDoor('nginx', { app: 'ingress-nginx' });
const OTHER_NGINX = controllerDoor('inner', {
  app: 'ingress-nginx',
  args: ['--controller-class=example.com/inner'],
});
const TRAEFIK = controllerDoor('traefik');
const CONTOUR = controllerDoor('envoy', { app: 'envoy' });
const WATCHING = controllerDoor('watching', {
  app: 'ingress-nginx',
  args: ['--watch-ingress-without-class=true'],
});
const NOT_WATCHING = controllerDoor('strict', {
  app: 'ingress-nginx',
  args: ['--watch-ingress-without-class=false'],
});

function ingress(spec: Fields, options: ObjectOptions & { isWritten?: boolean; status?: Fields } = {}) {
  const { isWritten = false, status, ...rest } = options;
  const { uid: _, ...written } = metadata('site', rest);
  const backend = { service: { name: 'web', port: { number: 80 } } };
  return build(
    'ingresses',
    { kind: 'Ingress', metadata: isWritten ? written : metadata('site', rest) },
    { spec: { defaultBackend: backend, ...spec }, ...(status === undefined ? {} : { status }) },
  );
}

function ingressClass(name: string, controllerName: string, created: string | null = null) {
  const annotations = { 'ingressclass.kubernetes.io/is-default-class': 'true' };
  const head = metadata(name, created === null ? {} : { annotations }, false);
  return build(
    'ingressClasses',
    {
      kind: 'IngressClass',
      metadata: { ...head, ...(created === null ? {} : { creationTimestamp: created }) },
    },
    { spec: { controller: controllerName } },
  );
}

const NGINX_CLASS = ingressClass('public', 'k8s.io/ingress-nginx');
const OLD_DEFAULT = ingressClass('old', 'traefik.io/ingress-controller', '2026-01-01T00:00:00Z');
const NEW_DEFAULT = ingressClass('new', 'k8s.io/ingress-nginx', '2026-02-01T00:00:00Z');
const TAKEN = { loadBalancer: { ingress: [{ ip: '203.0.113.9' }] } };

const CASES: readonly ServingCase[] = [
  {
    name: 'the controller that the class names serves it, whatever the class is called',
    doors: [NGINX, TRAEFIK],
    given: { ingressClasses: [NGINX_CLASS], ingresses: [ingress({ ingressClassName: 'public' })] },
    expect: 'edge/nginx allowed',
  },
  {
    name: 'and not one whose name is in that of the class',
    doors: [NGINX, TRAEFIK],
    given: {
      ingressClasses: [ingressClass('nginx', 'traefik.io/ingress-controller')],
      ingresses: [ingress({ ingressClassName: 'nginx' })],
    },
    expect: 'edge/traefik allowed',
  },
  {
    name: 'of two of one program the one that was told of the controller’s name',
    doors: [NGINX, OTHER_NGINX],
    given: {
      ingressClasses: [ingressClass('inner', 'example.com/inner')],
      ingresses: [ingress({ ingressClassName: 'inner' })],
    },
    expect: 'edge/inner allowed',
  },
  {
    name: 'and the other one for the program’s own',
    doors: [NGINX, OTHER_NGINX],
    given: { ingressClasses: [NGINX_CLASS], ingresses: [ingress({ ingressClassName: 'public' })] },
    expect: 'edge/nginx allowed',
  },
  {
    name: 'a controller that is not seen here leaves it open',
    doors: [NGINX],
    given: {
      ingressClasses: [ingressClass('cloud', 'ingress.k8s.aws/alb')],
      ingresses: [ingress({ ingressClassName: 'cloud' })],
    },
    expect: 'nobody known unknown',
  },
  {
    name: 'a class that does not exist is served by nobody',
    doors: [NGINX],
    given: { ingressClasses: [NGINX_CLASS], ingresses: [ingress({ ingressClassName: 'nginx' })] },
    expect: 'nobody known denied',
  },
  {
    name: 'unless its status says where it is reached',
    doors: [NGINX],
    given: {
      ingressClasses: [NGINX_CLASS],
      ingresses: [ingress({ ingressClassName: 'nginx' }, { status: TAKEN })],
    },
    expect: 'nobody known unknown',
  },
  {
    name: 'and a service has that address',
    doors: [{ ...NGINX, service: { ...NGINX.service, status: TAKEN } }],
    given: {
      ingressClasses: [ingressClass('cloud', 'example.com/renamed')],
      ingresses: [ingress({ ingressClassName: 'cloud' }, { status: TAKEN })],
    },
    expect: 'edge/nginx allowed',
  },
  {
    name: 'of two of one program it is the one with that address',
    doors: [{ ...WATCHING, service: { ...WATCHING.service, status: TAKEN } }, NGINX],
    given: {
      ingressClasses: [NGINX_CLASS],
      ingresses: [ingress({ ingressClassName: 'public' }, { status: TAKEN })],
    },
    expect: 'edge/watching allowed',
  },
  {
    name: 'or a controller goes by the name alone',
    doors: [CONTOUR],
    given: { ingresses: [ingress({ ingressClassName: 'contour' })] },
    expect: 'edge/envoy allowed',
  },
  {
    name: 'where classes could not be read nobody knows',
    doors: [NGINX],
    given: { ingresses: [ingress({ ingressClassName: 'nginx' })] },
    replaced: { ingressClasses: { state: 'failed', gaps: [forbiddenGap('ingressClasses')] } },
    expect: 'nobody known unknown',
  },
  {
    name: 'but those that were read count',
    doors: [NGINX],
    given: { ingresses: [ingress({ ingressClassName: 'public' })] },
    replaced: { ingressClasses: collected([NGINX_CLASS as never], [forbiddenGap('ingressClasses')]) },
    expect: 'edge/nginx allowed',
  },
  {
    name: 'in files without classes the controller is known by the name',
    doors: [NGINX],
    given: { ingresses: [ingress({ ingressClassName: 'nginx' })] },
    replaced: { ingressClasses: { state: 'not-given', gaps: [] } },
    expect: 'edge/nginx allowed',
  },
  {
    name: 'the older annotation needs no class object',
    doors: [NGINX],
    given: { ingresses: [ingress({}, { annotations: { 'kubernetes.io/ingress.class': 'nginx' } })] },
    expect: 'edge/nginx allowed',
  },
  {
    name: 'one without a class is of the default class, the newest of several, once it is written',
    doors: [NGINX, TRAEFIK],
    given: { ingressClasses: [OLD_DEFAULT, NEW_DEFAULT], ingresses: [ingress({}, { isWritten: true })] },
    expect: 'edge/nginx allowed',
  },
  {
    name: 'one that is stored without a class stays without',
    doors: [NGINX],
    given: { ingressClasses: [NEW_DEFAULT], ingresses: [ingress({})] },
    expect: 'nobody known denied',
  },
  {
    name: 'a class that is no default does not take it either',
    doors: [NGINX],
    given: { ingressClasses: [NGINX_CLASS], ingresses: [ingress({}, { isWritten: true })] },
    expect: 'nobody known denied',
  },
  {
    name: 'a controller that was told to takes it',
    doors: [NGINX, WATCHING],
    given: { ingressClasses: [NGINX_CLASS], ingresses: [ingress({})] },
    expect: 'edge/watching allowed',
  },
  {
    name: 'and one that was told not to does not',
    doors: [NOT_WATCHING],
    given: { ingressClasses: [NGINX_CLASS], ingresses: [ingress({})] },
    expect: 'nobody known denied',
  },
  {
    name: 'some programs take such ones by themselves',
    doors: [NGINX, TRAEFIK],
    given: { ingressClasses: [NGINX_CLASS], ingresses: [ingress({})] },
    expect: 'edge/traefik allowed',
  },
];

describe('SV-7: who serves an Ingress', () => {
  it.each(CASES)('$name', (one) => {
    expect(servingOf(one, 'Ingress').text).toBe(one.expect);
  });

  it('is said where nobody does', () => {
    const [path] = servingOf({ ...CASES[5], doors: [NGINX] } as ServingCase, 'Ingress').paths;
    expect(path?.sentence).toEqual({
      en: 'Nobody serves Ingress shop/site, so nothing reaches shop/web:80 through it: it names the IngressClass nginx, which does not exist.',
      'zh-CN':
        '没有控制器处理 Ingress shop/site，因此无法经由它访问 shop/web:80：它指定的 IngressClass nginx 不存在。',
    });
  });
});
