import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { demoClient } from './demo-client.ts';
import { read, readList, readText } from './raw-object.ts';
import { startDemo } from './start-demo.ts';
import type { Demo } from './start-demo.ts';

let folder: string;
let demo: Demo;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'demo-'));
  demo = await startDemo({ dataDir: folder });
});

afterAll(async () => {
  await demo.stop();
  rmSync(folder, { recursive: true });
});

const get = async (path: string, context: string): Promise<unknown> =>
  (await demoClient(demo.kubeconfig)(path, { context })).body;

async function itemsAt(path: string, context: string): Promise<unknown[]> {
  return readList(await get(path, context), 'items');
}

async function answers(address: string, port: number): Promise<boolean> {
  const socket = connect({ host: address, port });
  try {
    return await new Promise<boolean>((resolve) => {
      socket.once('connect', () => resolve(true));
      socket.once('error', () => resolve(false));
    });
  } finally {
    socket.destroy();
  }
}

describe('the fleet', () => {
  it('has clusters of their own behind its contexts', async () => {
    const uidOf = async (context: string): Promise<string> =>
      readText(await get('/api/v1/namespaces/kube-system', context), 'metadata', 'uid');
    expect(await uidOf('hostfw')).not.toBe(await uidOf('main'));
    expect((await demoClient(demo.kubeconfig)('/api/v1/secrets', { context: 'hostfw' })).status).toBe(403);
  });

  it('does not let the key of one cluster into another', async () => {
    const [, token = ''] =
      /merlon-hostfw\n\s+user:\n\s+token: (\S+)/.exec(readFileSync(demo.kubeconfig, 'utf8')) ?? [];
    expect(token).not.toBe('');
    const asked = { context: null, headers: { authorization: `Bearer ${token}` } };
    expect((await demoClient(demo.kubeconfig)('/api/v1/pods', asked)).status).toBe(401);
  });
});

describe('hostfw', () => {
  it('has five nodes known by 10.240.x.y, reached from outside at loopback addresses', async () => {
    const nodes = await itemsAt('/api/v1/nodes', 'hostfw');
    const addresses = nodes.map((node) =>
      readList(node, 'status', 'addresses').map((one) => readText(one, 'address')),
    );
    expect(addresses.map(([internal]) => internal)).toEqual([
      '10.240.1.11',
      '10.240.1.12',
      '10.240.1.13',
      '10.240.2.21',
      '10.240.2.22',
    ]);
    const network = demo.network.replace('0/24', '');
    expect(addresses.every(([, external = '']) => external.startsWith(network))).toBe(true);
  });

  it('gives pods addresses of the story, and host pods the inner address of their node', async () => {
    const pods = await itemsAt('/api/v1/pods', 'hostfw');
    const addressOf = (name: string): string[] =>
      pods
        .filter((pod) => readText(pod, 'metadata', 'name').startsWith(name))
        .map((pod) => readText(pod, 'status', 'podIP'));
    expect(addressOf('web-').every((address) => /^192\.168\.[34]\./.test(address))).toBe(true);
    expect(addressOf('etcd-hostfw-cp-1')).toEqual(['10.240.1.11']);
  });

  it('leaves one node without the installer and without an endpoint', async () => {
    const pods = await itemsAt('/api/v1/namespaces/host-firewall/pods', 'hostfw');
    const endpoints = await itemsAt('/apis/projectcalico.org/v3/hostendpoints', 'hostfw');
    const nodes = (list: unknown[], field: string): string[] =>
      list.map((one) => readText(one, 'spec', field)).toSorted();
    const guarded = ['hostfw-cp-1', 'hostfw-cp-2', 'hostfw-cp-3', 'hostfw-worker-1'];
    expect(nodes(pods, 'nodeName')).toEqual(guarded);
    expect(nodes(endpoints, 'node')).toEqual([...guarded, 'hostfw-worker-old']);
  });

  it('answers from outside only where its firewall lets anybody in', async () => {
    const nodes = await itemsAt('/api/v1/nodes', 'hostfw');
    const outer = (index: number): string => readText(nodes[index], 'status', 'addresses', 1, 'address');
    expect(await answers(outer(0), 2379)).toBe(true);
    expect(await answers(outer(0), 10250)).toBe(false);
    expect(await answers(outer(4), 10250)).toBe(true);
    expect(read(nodes[0], 'metadata', 'annotations', 'demo/open-ports')).toBeUndefined();
  });
});

describe('layers', () => {
  it('tells of net1 only in the configuration of Multus and in annotations of two pods', async () => {
    const pods = await itemsAt('/api/v1/pods', 'layers');
    const fixed = pods.map((pod) => readText(pod, 'metadata', 'annotations', 'kube-ipam.ip'));
    expect(fixed.filter((one) => one !== '').toSorted()).toEqual(['10.188.0.218', '10.188.0.219']);
    const config = await get('/api/v1/namespaces/kube-system/configmaps/multus-cni-config', 'layers');
    expect(readText(config, 'data', 'cni-conf.json')).toContain('"kube-ipam"');
    const groups = readList(await get('/apis', 'layers'), 'groups').map((one) => readText(one, 'name'));
    expect(groups).not.toContain('k8s.cni.cncf.io');
  });

  it('answers on its node port at every worker, and has an Ingress without rules', async () => {
    const nodes = await itemsAt('/api/v1/nodes', 'layers');
    const address = readText(nodes[1], 'status', 'addresses', 0, 'address');
    expect(await answers(address, 18_370)).toBe(true);
    expect(await answers(address, 18_371)).toBe(false);
    const [ingress] = await itemsAt('/apis/networking.k8s.io/v1/ingresses', 'layers');
    expect(readText(ingress, 'spec', 'defaultBackend', 'service', 'name')).toBe('landing');
  });
});
