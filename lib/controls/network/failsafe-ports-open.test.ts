import { controlTester } from '#lib/testing/control-tester.ts';
import {
  calico,
  denyEarly,
  hostEndpoint,
  hostPolicy,
  hostSlices,
  outbound,
} from '#lib/testing/host-scene.ts';
import { failsafePortsOpen } from './failsafe-ports-open.ts';

const felix = (failsafeInboundHostPorts: unknown) =>
  calico('FelixConfiguration', 'default', { failsafeInboundHostPorts });
const policies = [denyEarly, outbound];

controlTester(failsafePortsOpen, {
  pass: [
    {
      name: 'the list is empty',
      slices: hostSlices({ policies, more: { calicoFelixConfigurations: [felix([])] } }),
    },
    {
      name: 'its only entry is for one network',
      slices: hostSlices({
        policies,
        more: { calicoFelixConfigurations: [felix([{ protocol: 'tcp', port: 22, net: '10.0.0.0/8' }])] },
      }),
    },
    {
      name: 'the policies open the ports themselves',
      slices: hostSlices({
        policies: [hostPolicy('all', { types: ['Ingress'], ingress: [{ action: 'Allow' }] })],
      }),
    },
  ],
  fail: [
    {
      name: "Calico's own list, whatever the policies say",
      slices: hostSlices({ policies }),
      expect: ['Node/n1#failsafe (high)', 'Node/n2#failsafe (high)'],
    },
    {
      name: 'a node without a host endpoint has no failsafe ports',
      slices: hostSlices({ policies, endpoints: [hostEndpoint('n1')] }),
      expect: ['Node/n1#failsafe'],
    },
  ],
  other: [
    {
      name: 'no host endpoints',
      outcome: 'not-applicable',
      slices: hostSlices({ policies, endpoints: [] }),
    },
  ],
});
