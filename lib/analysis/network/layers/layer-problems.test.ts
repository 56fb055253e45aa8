import { describe, expect, it } from 'vitest';
import { configMap } from '#lib/testing/builders/cluster.ts';
import { inventory, type GivenSlices } from '#lib/testing/builders/inventory.ts';
import { attachment, podOn } from '#lib/testing/builders/layers.ts';
import { deployment, livePod } from '#lib/testing/builders/workloads.ts';
import type { Workload } from '#lib/model/workload.ts';
import { findLayerProblems } from './layer-problems.ts';
import { layersOf } from './layer-view.ts';

const MACVLAN = {
  type: 'macvlan',
  master: 'eth1',
  ipam: {
    type: 'kube-ipam',
    subnet: '10.188.0.0/16',
    rangeStart: '10.188.1.0',
    rangeEnd: '10.188.9.255',
    fixedStart: '10.188.0.200',
    fixedEnd: '10.188.0.250',
  },
};
const definitions = [attachment('data', MACVLAN)];

function kinds(given: GivenSlices): string[] {
  const { slices } = inventory({ networkAttachmentDefinitions: definitions, ...given });
  return findLayerProblems(layersOf(slices), { areDefinitionsRead: true }).map(({ kind }) => kind);
}

const on = (name: string, ip: string, network = 'data') =>
  podOn(name, [{ network, ip }], { ip: `10.244.0.${name.charCodeAt(0)}` });
const fixed = (ip: string) => ({
  'k8s.v1.cni.cncf.io/networks': JSON.stringify([{ name: 'data', ips: [`${ip}/16`] }]),
});

function deploymentWith(annotations: Readonly<Record<string, string>>, replicas: number): Workload {
  const made = deployment('web', { replicas });
  const { template } = made.spec;
  if (template === undefined) return made;
  const metadata = { ...template.metadata, annotations };
  return { ...made, spec: { ...made.spec, template: { ...template, metadata } } };
}

describe('an address', () => {
  it('that two workloads have on one wire is given twice, on two wires it is not', () => {
    expect(kinds({ pods: [on('a', '10.188.1.5'), on('b', '10.188.1.5')] })).toEqual(['duplicate-address']);
    expect(kinds({ pods: [on('a', '10.188.1.5'), on('b', '10.188.1.6')] })).toEqual([]);
    const networkAttachmentDefinitions = [...definitions, attachment('far', { ...MACVLAN, master: 'eth2' })];
    const pods = [on('a', '10.188.1.5'), on('b', '10.188.1.5', 'far')];
    expect(kinds({ pods, networkAttachmentDefinitions })).toEqual([]);
  });

  it('outside the network of its definition is told; inside it is not', () => {
    expect(kinds({ pods: [on('a', '10.189.1.5')] })).toEqual(['out-of-range']);
    expect(kinds({ pods: [on('a', '10.188.255.5')] })).toEqual([]);
  });

  it('that is fixed for a workload of several pods is told (MN-10); for one pod it is not', () => {
    const of = (replicas: number) =>
      kinds({ deployments: [deploymentWith(fixed('10.188.0.218'), replicas)] });
    expect(of(2)).toEqual(['fixed-with-replicas', 'declared-only']);
    expect(of(1)).toEqual(['declared-only']);
    expect(of(0)).toEqual([]);
  });

  it('that is fixed within the range given out freely, or outside the one for fixed addresses, is told', () => {
    const of = (ip: string) => {
      const annotations = {
        ...fixed(ip),
        'k8s.v1.cni.cncf.io/network-status': JSON.stringify([
          { name: 'shop/data', interface: 'net1', ips: [ip] },
        ]),
      };
      return kinds({ pods: [livePod('a', { node: 'n1', ip: '10.244.0.5', annotations })] });
    };
    expect(of('10.188.1.7')).toEqual(['fixed-in-pool', 'fixed-in-pool']);
    expect(of('10.188.0.7')).toEqual(['fixed-in-pool']);
    expect(of('10.188.0.218')).toEqual([]);
  });

  it('of a definition that has it for everybody is given twice as soon as two pods ask for it', () => {
    const ipam = { type: 'static', addresses: [{ address: '10.9.0.4/24' }] };
    const networkAttachmentDefinitions = [attachment('data', { ...MACVLAN, ipam })];
    const asks = { 'k8s.v1.cni.cncf.io/networks': 'data' };
    const pods = ['a', 'b'].map((name, at) =>
      livePod(name, { node: 'n1', ip: `10.244.0.${at + 1}`, annotations: asks }),
    );
    expect(kinds({ pods, networkAttachmentDefinitions })).toEqual(['duplicate-address']);
    expect(kinds({ pods: pods.slice(0, 1), networkAttachmentDefinitions })).toEqual([]);
  });
});

describe('a request', () => {
  it('for a network without a definition is told', () => {
    expect(kinds({ pods: [on('a', '10.188.1.5', 'gone')] })).toEqual(['missing-definition']);
    expect(kinds({ pods: [on('a', '10.188.1.5')] })).toEqual([]);
  });

  it('that the status of a running pod does not fulfil is told; without a status nobody knows', () => {
    const annotations = { 'k8s.v1.cni.cncf.io/networks': 'data' };
    const status = JSON.stringify([{ name: 'cbr0', interface: 'eth0', default: true }]);
    const pod = (more: object) =>
      livePod('a', { node: 'n1', ip: '10.244.0.5', annotations: { ...annotations, ...more } });
    expect(kinds({ pods: [pod({ 'k8s.v1.cni.cncf.io/network-status': status })] })).toEqual(['not-given']);
    expect(kinds({ pods: [pod({})] })).toEqual([]);
  });

  it('for a definition of another namespace is refused where Multus keeps namespaces apart (MN-4)', () => {
    const of = (isolated: boolean, global = '') =>
      kinds({
        pods: [podOn('a', [{ network: 'shop/data', ip: '10.188.1.5' }], { namespace: 'lab' })],
        configMaps: [
          configMap('multus-cni-config', {
            namespace: 'kube-system',
            data: {
              'cni-conf.json': JSON.stringify({
                type: 'multus',
                namespaceIsolation: isolated,
                globalNamespaces: global,
              }),
            },
          }),
        ],
      });
    expect(of(true)).toEqual(['other-namespace']);
    expect(of(true, 'shop')).toEqual([]);
    expect(of(false)).toEqual([]);
  });
});

describe('a definition or an annotation that cannot be read', () => {
  it('is told and takes nothing else down', () => {
    expect(kinds({ networkAttachmentDefinitions: [attachment('data', '{')] })).toEqual(['bad-definition']);
    const annotations = { 'k8s.v1.cni.cncf.io/networks': '!?' };
    expect(kinds({ pods: [livePod('a', { node: 'n1', ip: '10.244.0.5', annotations })] })).toEqual([
      'bad-annotation',
    ]);
  });
});
