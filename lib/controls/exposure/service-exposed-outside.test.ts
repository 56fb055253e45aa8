import { controlTester } from '#lib/testing/control-tester.ts';
import { service } from '#lib/testing/builders/cluster.ts';
import { serviceExposedOutside } from './service-exposed-outside.ts';

const ports = [{ port: 443, nodePort: 30443, protocol: 'TCP' }];

controlTester(serviceExposedOutside, {
  pass: [
    { name: 'a ClusterIP service', slices: { services: [service('web')] } },
    {
      name: 'a name for something outside opens nothing',
      slices: {
        services: [service('db', { spec: { type: 'ExternalName', externalName: 'db.example.com' } })],
      },
    },
  ],
  fail: [
    {
      name: 'a NodePort',
      slices: { services: [service('web', { spec: { type: 'NodePort', ports } }), service('api')] },
      expect: ['Service/shop/web#NodePort (medium)'],
    },
    {
      name: 'a load balancer open to all; one with named sources and an internal one weigh less',
      slices: {
        services: [
          service('open', { spec: { type: 'LoadBalancer', ports } }),
          service('named', {
            spec: { type: 'LoadBalancer', ports, loadBalancerSourceRanges: ['192.0.2.0/24'] },
          }),
          service('internal', {
            spec: { type: 'LoadBalancer', ports },
            annotations: { 'service.beta.kubernetes.io/azure-load-balancer-internal': 'true' },
          }),
        ],
      },
      expect: [
        'Service/shop/open#LoadBalancer (medium)',
        'Service/shop/named#LoadBalancer (low)',
        'Service/shop/internal#LoadBalancer (low)',
      ],
    },
    {
      name: 'named sources that hold the whole internet limit nothing',
      slices: {
        services: [
          service('web', {
            spec: { type: 'LoadBalancer', ports, loadBalancerSourceRanges: ['192.0.2.0/24', '0.0.0.0/0'] },
          }),
        ],
      },
      expect: ['LoadBalancer (medium)'],
    },
    {
      name: 'the way in to an ingress controller weighs less, an application of nearly its name does not',
      slices: {
        services: [
          service('ingress', {
            spec: { type: 'LoadBalancer', ports, selector: { 'app.kubernetes.io/name': 'ingress-nginx' } },
          }),
          service('blog', {
            spec: { type: 'LoadBalancer', ports, selector: { 'app.kubernetes.io/name': 'nginx' } },
          }),
          service('gw', {
            spec: { type: 'NodePort', ports },
            labels: { 'gateway.networking.k8s.io/gateway-name': 'main' },
          }),
        ],
      },
      expect: [
        'Service/shop/ingress#LoadBalancer (low)',
        'Service/shop/blog#LoadBalancer (medium)',
        'Service/shop/gw#NodePort (low)',
      ],
    },
    {
      name: 'a ClusterIP service with external addresses',
      slices: { services: [service('web', { spec: { externalIPs: ['198.51.100.7'] } })] },
      expect: ['Service/shop/web#externalIPs'],
    },
  ],
});
