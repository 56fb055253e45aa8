import { describe, expect, it } from 'vitest';
import { configMap, customResourceDefinition, node } from '#lib/testing/builders/cluster.ts';
import { daemonSet, pod } from '#lib/testing/builders/workloads.ts';
import { detectNetworkPlugin, type PluginSlices } from './network-plugin.ts';

const ciliumConfig = (data: Record<string, string> = {}) =>
  configMap('cilium-config', { namespace: 'kube-system', data });

const NONE: PluginSlices = {
  daemonSets: [],
  pods: [],
  nodes: [],
  configMaps: [ciliumConfig()],
  customResourceDefinitions: [],
};

const judge = (slices: Partial<PluginSlices>) => {
  const { name, enforces } = detectNetworkPlugin({ ...NONE, ...slices });
  return `${name ?? 'none'}: ${enforces}`;
};

const running = (image: string, name = 'agent', status = {}) =>
  daemonSet(name, { namespace: 'kube-system', containers: [{ name, image }], status });

describe('detectNetworkPlugin', () => {
  it.each([
    ['docker.io/calico/node:v3.31.0', 'Calico: yes'],
    ['rancher/mirrored-calico-node:v3.31.0', 'Calico: yes'],
    ['quay.io/cilium/cilium:v1.18.2@sha256:0123', 'Cilium: yes'],
    ['gke.gcr.io/cilium/cilium:v1.17.5-gke.2', 'Cilium: yes'],
    ['quay.io/cilium/operator-generic:v1.18.2', 'none: unknown'],
    ['antrea/antrea-agent-ubuntu:v2.4.0', 'Antrea: yes'],
    ['docker.io/cloudnativelabs/kube-router:v2.6.0', 'kube-router: yes'],
    ['weaveworks/weave-kube:2.8.1', 'Weave Net: no'],
    ['kubeovn/kube-ovn:v1.14.0', 'Kube-OVN: yes'],
    ['kindest/kindnetd:v20240513-cbd8bd5f', 'kindnet: no'],
    ['kindest/kindnetd:v20250512-df8de77b', 'kindnet: yes'],
    ['docker.io/flannel/flannel:v0.27.4', 'flannel: no'],
    ['registry.example.com:5000/rancher/mirrored-flannelcni-flannel:v0.20.2', 'flannel: no'],
    ['mcr.microsoft.com/containernetworking/azure-npm:v1.6.0', 'Azure NPM: yes'],
    ['registry.example.com/terway/terway:v1.15.0', 'Terway: unknown'],
  ])('%s', (image, expected) => {
    expect(judge({ daemonSets: [running(image)] })).toBe(expected);
  });

  it.each([
    { flag: '--enable-network-policy=true', expected: 'AWS VPC CNI: yes' },
    { flag: '--enable-network-policy=false', expected: 'AWS VPC CNI: no' },
  ])('the AWS node agent with $flag', ({ flag, expected }) => {
    const image = 'amazon/aws-network-policy-agent:v1.2.7';
    const agent = daemonSet('aws-node', {
      namespace: 'kube-system',
      containers: [{ name: 'aws-eks-nodeagent', image, args: [flag] }],
    });
    expect(judge({ daemonSets: [agent] })).toBe(expected);
  });

  it.each([
    { name: 'without a word on it', configMaps: [ciliumConfig()], expected: 'Cilium: yes' },
    {
      name: 'told to never enforce',
      configMaps: [ciliumConfig({ 'enable-policy': 'never' })],
      expected: 'Cilium: no',
    },
    { name: 'that could not be read', configMaps: [], expected: 'Cilium: unknown' },
  ])('Cilium with settings $name', ({ configMaps, expected }) => {
    expect(judge({ daemonSets: [running('quay.io/cilium/cilium:v1.18.2')], configMaps })).toBe(expected);
  });

  it('the AWS node agent speaks for the container beside it', () => {
    const cni = { name: 'aws-node', image: 'amazon/amazon-k8s-cni:v1.20.4' };
    const agent = (on: boolean) => ({
      name: 'aws-eks-nodeagent',
      image: 'amazon/aws-network-policy-agent:v1.2.7',
      args: [`--enable-network-policy=${on}`],
    });
    const judged = (...containers: object[]) =>
      judge({ daemonSets: [daemonSet('aws-node', { namespace: 'kube-system', containers })] });
    expect([judged(cni, agent(false)), judged(cni, agent(true)), judged(cni)]).toEqual([
      'AWS VPC CNI: no',
      'AWS VPC CNI: yes',
      'AWS VPC CNI: unknown',
    ]);
  });

  it('one enforcing engine beside flannel is enough', () => {
    const daemonSets = [running('flannel/flannel:v0.27.4'), running('calico/node:v3.31.0', 'canal')];
    expect(judge({ daemonSets })).toBe('Calico + flannel: yes');
  });

  it('an agent of which no pod is ready enforces nothing for certain', () => {
    const status = { desiredNumberScheduled: 3, numberReady: 0 };
    expect(judge({ daemonSets: [running('calico/node:v3.31.0', 'calico-node', status)] })).toBe(
      'Calico: unknown',
    );
  });

  it('pods of a DaemonSet that may not be listed tell it as well', () => {
    const agent = pod('cilium-x', {
      namespace: 'kube-system',
      owner: { kind: 'DaemonSet', name: 'cilium' },
      containers: [{ image: 'quay.io/cilium/cilium:v1.18.2' }],
    });
    expect(judge({ pods: [agent] })).toBe('Cilium: yes');
  });

  it('k3s whose servers were not seen is left open', () => {
    const nodes = [node('agent', { kubeletVersion: 'v1.36.3+k3s1' })];
    expect(judge({ nodes })).toBe('k3s: unknown');
  });

  it('traces only name what may have gone', () => {
    expect(
      judge({ nodes: [node('a', { annotations: { 'projectcalico.org/IPv4Address': '10.0.0.1/24' } })] }),
    ).toBe('Calico: unknown');
    expect(judge({ customResourceDefinitions: [customResourceDefinition('ciliumnodes', 'cilium.io')] })).toBe(
      'Cilium: unknown',
    );
  });
});
