import { describe, expect, it } from 'vitest';
import type { NetworkPolicy } from '#lib/model/network.ts';
import { endpointSlice, networkPolicy, node, service } from '#lib/testing/builders/cluster.ts';
import type { GivenSlices } from '#lib/testing/builders/inventory.ts';
import { build, metadata } from '#lib/testing/builders/objects.ts';
import { livePod } from '#lib/testing/builders/workloads.ts';
import { sceneOf } from '#lib/testing/path-scene.ts';
import { flowDifference } from './flow-difference.ts';

type Fields = Readonly<Record<string, unknown>>;

const edgeLabels = { 'app.kubernetes.io/name': 'ingress-nginx' };
const WEB = livePod('web', { labels: { app: 'web', role: 'back' }, node: 'n1', ip: '10.0.1.1' });
const SECOND = livePod('second', { labels: { app: 'web' }, node: 'n2', ip: '10.0.2.2' });
const API = livePod('api', { labels: { app: 'api' }, node: 'n1', ip: '10.0.1.2' });
const EDGE = livePod('edge', { namespace: 'edge', labels: edgeLabels, node: 'n2', ip: '10.0.2.1' });

function balanced(
  name: string,
  options: { namespace?: string; labels?: Record<string, string>; spec?: Fields },
) {
  const { spec = {}, ...rest } = options;
  const ports = [{ name: 'http', port: 80, targetPort: 8080, protocol: 'TCP' }];
  return service(name, {
    ...rest,
    spec: { type: 'LoadBalancer', externalTrafficPolicy: 'Local', ports, ...spec },
  });
}

function endpoint(pod: typeof WEB) {
  const { name, namespace } = pod.metadata;
  return {
    addresses: [pod.status.podIP ?? ''],
    nodeName: pod.spec.nodeName,
    targetRef: { kind: 'Pod', namespace, name },
  };
}

function slice(name: string, pods: readonly (typeof WEB)[], namespace?: string) {
  const ports = [{ name: 'http', port: 8080 }];
  return endpointSlice(name, {
    ...(namespace === undefined ? {} : { namespace }),
    ports,
    endpoints: pods.map(endpoint),
  });
}

const INGRESS = build(
  'ingresses',
  { kind: 'Ingress', metadata: metadata('site', {}) },
  {
    spec: {
      ingressClassName: 'nginx',
      defaultBackend: { service: { name: 'web', port: { number: 80 } } },
    },
  },
);
const CLASS = build(
  'ingressClasses',
  { kind: 'IngressClass', metadata: metadata('nginx', {}, false) },
  { spec: { controller: 'k8s.io/ingress-nginx' } },
);
const WORLD: GivenSlices = {
  nodes: [node('n1', { internalIP: '192.168.0.1' }), node('n2', { internalIP: '192.168.0.2' })],
  pods: [WEB, SECOND, API, EDGE],
  services: [
    balanced('web', { spec: { selector: { app: 'web' } } }),
    balanced('nginx', { namespace: 'edge', labels: edgeLabels, spec: { selector: edgeLabels } }),
  ],
  endpointSlices: [slice('web', [WEB, SECOND]), slice('nginx', [EDGE], 'edge')],
  ingressClasses: [CLASS],
  ingresses: [INGRESS],
};

function policy(name: string, spec: Fields, namespace?: string) {
  return networkPolicy(name, { ...(namespace === undefined ? {} : { namespace }), spec });
}

function difference(
  old: readonly NetworkPolicy[],
  now: readonly NetworkPolicy[],
  given: GivenSlices = WORLD,
) {
  const scene = (networkPolicies: readonly NetworkPolicy[]) => sceneOf({ ...given, networkPolicies });
  const changed = [...old, ...now].map(({ metadata: { name, namespace = null } }) => ({ name, namespace }));
  return flowDifference({ before: scene(old), after: scene(now), changed });
}

const onWeb = (ingress: unknown) => policy('web', { podSelector: { matchLabels: { app: 'web' } }, ingress });
const FROM_EDGE = {
  from: [{ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'edge' } } }],
};
const FROM_OFFICE = { from: [{ ipBlock: { cidr: '198.51.100.0/24' } }] };

function doors(old: readonly NetworkPolicy[], now: readonly NetworkPolicy[]): string[] {
  return difference(old, now).doors.map(({ change, way, entrance, target, sources, stop }) =>
    [change, way, entrance, target, sources.after ?? '', stop === null ? '' : `${stop.from} > ${stop.to}`]
      .join(' ')
      .trim(),
  );
}

describe('ways in from the internet', () => {
  it('are cut where nobody is let in, through the load balancer and through the Ingress', () => {
    expect(doors([], [onWeb([])])).toEqual([
      'cut Ingress Ingress shop/site shop/web:80  edge/edge[Pod] > svc:shop/web',
      'cut LoadBalancer shop/web shop/second[Pod]',
      'cut LoadBalancer shop/web shop/web[Pod]',
    ]);
  });

  it('stay where everybody is let in', () => {
    expect(doors([], [onWeb([{}])])).toEqual([]);
  });

  it('through the Ingress stay where its controller is let in, while those around it are cut', () => {
    expect(doors([], [onWeb([FROM_EDGE])])).toEqual([
      'cut LoadBalancer shop/web shop/second[Pod]',
      'cut LoadBalancer shop/web shop/web[Pod]',
    ]);
  });

  it('open where the policy goes that kept them shut', () => {
    expect(doors([onWeb([FROM_EDGE])], [])).toEqual([
      'opened LoadBalancer shop/web shop/second[Pod]',
      'opened LoadBalancer shop/web shop/web[Pod]',
    ]);
  });

  it('are for some addresses only where a policy names them', () => {
    expect(doors([onWeb([FROM_EDGE, {}])], [onWeb([FROM_EDGE, FROM_OFFICE])])).toEqual([
      'other-sources LoadBalancer shop/web shop/second[Pod] 198.51.100.0-198.51.100.255',
      'other-sources LoadBalancer shop/web shop/web[Pod] 198.51.100.0-198.51.100.255',
    ]);
  });
});

function services(
  old: readonly NetworkPolicy[],
  now: readonly NetworkPolicy[],
  given?: GivenSlices,
): string[] {
  const names = (all: readonly { name: string }[]) => all.map(({ name }) => name).join();
  return difference(old, now, given).services.map(
    ({ service: of, port, cut, partlyCut, opened, partlyOpened }) =>
      `${of} ${port} cut ${names(cut)}; partly ${names(partlyCut)}; opened ${names(opened)}; partly ${names(partlyOpened)}`,
  );
}

describe('services that workloads ask', () => {
  it('are cut for everybody who may reach no back end any more but those that are its own', () => {
    expect(services([], [onWeb([])])).toEqual([
      'shop/web 80/TCP cut edge,api; partly second,web; opened ; partly ',
    ]);
  });

  it('are cut in part where one back end of two is shut', () => {
    const one = policy('one', { podSelector: { matchLabels: { role: 'back' } }, ingress: [FROM_EDGE] });
    expect(services([], [one])).toEqual(['shop/web 80/TCP cut ; partly api,second; opened ; partly ']);
    expect(services([one], [])).toEqual(['shop/web 80/TCP cut ; partly ; opened ; partly api,second']);
  });

  it('are cut for the one whose own policy does not let it out', () => {
    const shut = policy('api', {
      podSelector: { matchLabels: { app: 'api' } },
      policyTypes: ['Egress'],
      egress: [{ to: [{ namespaceSelector: {} }], ports: [{ port: 53, protocol: 'UDP' }] }],
    });
    expect(services([], [shut])).toEqual([
      'edge/nginx 80/TCP cut api; partly ; opened ; partly ',
      'shop/web 80/TCP cut api; partly ; opened ; partly ',
    ]);
  });

  it('stay for it where the port of the pod is let out, whatever the port of the service is', () => {
    const out = (port: number) =>
      policy('api', {
        podSelector: { matchLabels: { app: 'api' } },
        policyTypes: ['Egress'],
        egress: [{ ports: [{ port }] }],
      });
    expect(services([], [out(8080)])).toEqual([]);
    expect(services([], [out(80)])).toHaveLength(2);
  });

  it('are told of nobody whose own pods are all there is behind them', () => {
    const given = { ...WORLD, endpointSlices: [slice('web', [WEB])] };
    expect(services([], [onWeb([])], given)).toEqual([
      'shop/web 80/TCP cut edge,api,second; partly ; opened ; partly ',
    ]);
  });
});

function outside(old: readonly NetworkPolicy[], now: readonly NetworkPolicy[]): string[] {
  return difference(old, now).outside.map(
    ({ workload, direction, internet, ranges, removed, added }) =>
      `${direction} ${workload.name} internet:${internet} ${ranges} -${removed} +${added}`,
  );
}

const outOfApi = (egress: unknown) =>
  policy('api', { podSelector: { matchLabels: { app: 'api' } }, policyTypes: ['Egress'], egress });

describe('addresses outside', () => {
  it('are all lost to a workload that is let out to nobody', () => {
    expect(outside([], [outOfApi([])])).toEqual(['out api internet:all 0.0.0.0/0 -All Connections +']);
  });

  it('are lost but for those a policy names', () => {
    const to = [{ ipBlock: { cidr: '0.0.0.0/0', except: ['10.0.0.0/8'] } }];
    expect(outside([], [outOfApi([{ to }])])).toEqual([
      'out api internet:none 10.0.0.0/8 -All Connections +',
    ]);
  });

  it('are gained, the internet before other ones', () => {
    const to = [{ ipBlock: { cidr: '10.0.0.0/8' } }, { ipBlock: { cidr: '203.0.113.0/24' } }];
    expect(outside([outOfApi([])], [outOfApi([{ to, ports: [{ port: 443 }] }])])).toEqual([
      'out api internet:some 10.0.0.0/8, 203.0.113.0/24 - +TCP 443',
    ]);
  });

  it('talk to a workload on other ports', () => {
    expect(outside([onWeb([{}])], [onWeb([{ ports: [{ port: 8080 }] }])])).toEqual(
      ['second', 'web'].map(
        (name) => `in ${name} internet:all 0.0.0.0/0 -SCTP 1-65535,TCP 1-8079,8081-65535,UDP 1-65535 +`,
      ),
    );
  });

  it('do not come into it where a policy is about pods of the cluster alone', () => {
    expect(outside([onWeb([FROM_EDGE])], [onWeb([FROM_EDGE, { from: [{ podSelector: {} }] }])])).toEqual([]);
  });
});
