import { describe, expect, it } from 'vitest';
import { buildWorkloadIndex } from '#lib/analysis/workloads/workload-index.ts';
import type { NetworkPolicy } from '#lib/model/network.ts';
import { networkPolicy } from '#lib/testing/builders/cluster.ts';
import { deployment, livePod, pod } from '#lib/testing/builders/workloads.ts';
import { buildReachability } from './build-reach.ts';
import { DATAPLANES } from './dataplane.ts';
import { workloadLines } from './workload-lines.ts';

const NO_WORKLOADS = {
  pods: [],
  replicaSets: [],
  statefulSets: [],
  daemonSets: [],
  jobs: [],
  cronJobs: [],
  replicationControllers: [],
};

function linesOf(networkPolicies: readonly NetworkPolicy[]): string[] {
  const deployments = ['web', 'api', 'db'].map((name) => deployment(name, { podLabels: { app: name } }));
  const reach = buildReachability({
    objects: { networkPolicies },
    index: buildWorkloadIndex({ ...NO_WORKLOADS, deployments }),
    dataplane: DATAPLANES.kubernetes,
  });
  return workloadLines(reach, { ranges: ['IPv4'] }).map(
    ({ from, to, ports, isCertain }) => `${from} => ${to} : ${ports}${isCertain ? '' : ' ?'}`,
  );
}

describe('lines of workloads', () => {
  it('tell everything where no policy stands', () => {
    const lines = linesOf([]);
    expect(lines).toHaveLength(12);
    expect(lines[0]).toBe('0.0.0.0-255.255.255.255[External] => shop/api[Deployment] : All Connections');
  });

  it('tell one port of one peer, and none of the others', () => {
    const policy = networkPolicy('db', {
      spec: {
        podSelector: { matchLabels: { app: 'db' } },
        ingress: [{ from: [{ podSelector: { matchLabels: { app: 'api' } } }], ports: [{ port: 5432 }] }],
      },
    });
    const lines = linesOf([policy]).filter((line) => line.includes('=> shop/db'));
    expect(lines).toEqual(['shop/api[Deployment] => shop/db[Deployment] : TCP 5432']);
  });

  it('tell ranges less their exceptions, and pods without an address as in doubt', () => {
    const policy = networkPolicy('db', {
      spec: {
        podSelector: { matchLabels: { app: 'db' } },
        ingress: [{ from: [{ ipBlock: { cidr: '10.0.0.0/8', except: ['10.1.0.0/16'] } }] }],
      },
    });
    expect(linesOf([policy]).filter((line) => line.includes('=> shop/db'))).toEqual([
      '10.0.0.0-10.0.255.255[External] => shop/db[Deployment] : All Connections',
      '10.2.0.0-10.255.255.255[External] => shop/db[Deployment] : All Connections',
      'shop/api[Deployment] => shop/db[Deployment] : All Connections ?',
      'shop/web[Deployment] => shop/db[Deployment] : All Connections ?',
    ]);
  });

  it('know that no pod has an address of the metadata service, unlike one of the cluster', () => {
    const least = (except: string) =>
      networkPolicy('web', {
        spec: {
          podSelector: { matchLabels: { app: 'web' } },
          policyTypes: ['Egress'],
          egress: [{ to: [{ ipBlock: { cidr: '0.0.0.0/0', except: [except] } }] }],
        },
      });
    const toDb = (except: string) =>
      linesOf([least(except)]).filter((line) => line.startsWith('shop/web[Deployment] => shop/db'));
    expect(toDb('169.254.169.254/32')).toEqual([
      'shop/web[Deployment] => shop/db[Deployment] : All Connections',
    ]);
    expect(toDb('10.0.0.0/8')).toEqual(['shop/web[Deployment] => shop/db[Deployment] : All Connections ?']);
  });

  it('tell what a node sends its own pods whatever their policies say, and what it may where the node is not known', () => {
    const pods = [
      livePod('agent', { node: 'n1', ip: '192.168.0.1', spec: { hostNetwork: true } }),
      livePod('here', { node: 'n1', ip: '10.0.0.1' }),
      livePod('there', { node: 'n2', ip: '10.0.0.2' }),
      livePod('somewhere', { node: '', ip: '10.0.0.3', spec: { nodeName: undefined } }),
    ];
    const closed = networkPolicy('closed', { spec: { podSelector: {}, policyTypes: ['Ingress', 'Egress'] } });
    const lines = (plane: 'kubernetes' | 'calico') => {
      const reach = buildReachability({
        objects: { networkPolicies: [closed] },
        index: buildWorkloadIndex({ ...NO_WORKLOADS, deployments: [], pods }),
        dataplane: DATAPLANES[plane],
      });
      return workloadLines(reach, { ranges: [] }).map(
        ({ from, to, isCertain }) => `${from} => ${to}${isCertain ? '' : ' ?'}`,
      );
    };
    const sent = ['shop/agent[Pod] => shop/here[Pod]', 'shop/agent[Pod] => shop/somewhere[Pod] ?'];
    expect(lines('calico')).toEqual(sent);
    expect(lines('kubernetes')).toEqual([
      ...sent,
      'shop/here[Pod] => shop/agent[Pod] ?',
      'shop/somewhere[Pod] => shop/agent[Pod] ?',
    ]);
  });

  it('read an address wherever a pod shows one, and leave out one that has finished or is stored without any', () => {
    const told = (name: string, status: object, stored: { readonly uid?: string } = {}) => ({
      ...pod(name, { node: '', spec: { nodeName: undefined } }),
      metadata: { name, namespace: 'shop', ...stored },
      status,
    });
    const pods = [
      told('listed', { podIPs: [{ ip: '10.0.0.1' }] }),
      told('cut', { phase: 'Running' }),
      told('stored', { phase: 'Running' }, { uid: 'u1' }),
      told('done', { phase: 'Succeeded', podIP: '10.0.0.2' }),
      told('last', { phase: 'Failed', podIPs: [{ ip: '10.0.0.3' }] }),
    ];
    const only = networkPolicy('only', {
      spec: { podSelector: {}, ingress: [{ from: [{ ipBlock: { cidr: '10.0.0.1/32' } }] }] },
    });
    const reach = buildReachability({
      objects: { networkPolicies: [only] },
      index: buildWorkloadIndex({ ...NO_WORKLOADS, deployments: [], pods }),
      dataplane: DATAPLANES.kubernetes,
    });
    const lines = workloadLines(reach, { ranges: [] });
    expect(lines.map(({ from, to, isCertain }) => [from, to, isCertain])).toEqual([
      ['shop/cut[Pod]', 'shop/listed[Pod]', false],
      ['shop/listed[Pod]', 'shop/cut[Pod]', true],
    ]);
  });
});
