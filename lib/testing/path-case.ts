import { describe, expect, it } from 'vitest';
import { answerPath } from '#lib/analysis/network/paths/answer-path.ts';
import { endpointSlice, networkPolicy, node, service } from '#lib/testing/builders/cluster.ts';
import type { DataplaneName } from '#lib/analysis/network/reach/dataplane.ts';
import type { GivenSlices } from '#lib/testing/builders/inventory.ts';
import { livePod } from '#lib/testing/builders/workloads.ts';
import { sceneOf } from '#lib/testing/path-scene.ts';

const NODES = [node('n1', { internalIP: '192.168.0.1' }), node('n2', { internalIP: '192.168.0.2' })];
const PODS = [
  livePod('client', { labels: { app: 'client' }, node: 'n1', ip: '10.0.0.1' }),
  livePod('far', { labels: { app: 'client' }, node: 'n2', ip: '10.0.0.2' }),
  livePod('web-1', { labels: { app: 'web' }, node: 'n1', ip: '10.0.1.1' }),
  livePod('web-2', { labels: { app: 'web', track: 'old' }, node: 'n2', ip: '10.0.1.2' }),
  livePod('edge', {
    labels: { app: 'edge' },
    node: 'n1',
    ip: '10.0.1.3',
    ports: [
      { containerPort: 8443, hostPort: 443, protocol: 'TCP' },
      { containerPort: 9000, hostPort: 9000, hostIP: '127.0.0.1', protocol: 'TCP' },
    ],
  }),
];
export const PORTS = [{ name: '', port: 8080, protocol: 'TCP' }];
export const at = (pod: string, [address, nodeName]: readonly [string, string], conditions: object = {}) => ({
  addresses: [address],
  nodeName,
  conditions,
  targetRef: { kind: 'Pod', namespace: 'shop', name: pod },
});
export const BOTH = [at('web-1', ['10.0.1.1', 'n1']), at('web-2', ['10.0.1.2', 'n2'])];
type Fields = Readonly<Record<string, unknown>>;
export const svc = (spec: Fields = {}, status: Fields = {}) =>
  service('web', {
    spec: { clusterIP: '10.96.0.10', ports: [{ port: 80, targetPort: 8080, protocol: 'TCP' }], ...spec },
    status,
  });
export const slice = (endpoints: readonly object[] = BOTH, ports: readonly object[] = PORTS) =>
  endpointSlice('web', { endpoints, ports });
export const intoWeb = (ingress: readonly object[], labels: object = { app: 'web' }) =>
  networkPolicy('into-web', { spec: { podSelector: { matchLabels: labels }, ingress } });
export const fromClients = [{ from: [{ podSelector: { matchLabels: { app: 'client' } } }] }];
export const outOfClient = (egress: readonly object[]) =>
  networkPolicy('out', {
    spec: { podSelector: { matchLabels: { app: 'client' } }, policyTypes: ['Egress'], egress },
  });
export const NODE_PORT = {
  type: 'NodePort',
  ports: [{ port: 80, targetPort: 8080, nodePort: 30080, protocol: 'TCP' }],
};
export const LB = {
  type: 'LoadBalancer',
  ports: [{ port: 80, targetPort: 8080, nodePort: 0, protocol: 'TCP' }],
};
export const LB_IP = { loadBalancer: { ingress: [{ ip: '203.0.113.7' }] } };

/** A question to a service of a small cluster, and its verdict with every reason. */
export interface PathScenario {
  readonly name: string;
  readonly given: GivenSlices;
  readonly ask: readonly [from: string, to: string, port: number, protocol?: string];
  readonly plane?: DataplaneName;
  readonly expect: string;
}

/** Declares one test for each scenario: two nodes, two clients, two web servers, one pod with ports of its node. */
export function pathTester(title: string, scenarios: readonly PathScenario[]): void {
  describe(`a path: ${title}`, () => {
    it.each(scenarios)('$name', ({ given, ask, plane, expect: expected }) => {
      const scene = sceneOf({ pods: PODS, nodes: NODES, ...given }, plane);
      const [from, to, port, protocol = 'TCP'] = ask;
      const answer = answerPath(scene, { from, to, port, protocol });
      const told =
        'problem' in answer
          ? [answer.problem.en]
          : [
              answer.verdict,
              ...(answer.reasons.length === 0 ? [] : [answer.reasons.map(({ en }) => en).join(' ')]),
            ];
      expect(told.join(': ')).toBe(expected);
    });
  });
}
