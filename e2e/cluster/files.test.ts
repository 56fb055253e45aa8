import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { COLLECTORS } from '#lib/collect/collectors.ts';
import type { ScanResult } from '#lib/model/scan-result.ts';
import { ControlPlane } from './control-plane.ts';
import { loadStory } from './load-story.ts';
import { runProgram } from './run-program.ts';
import { servedGroups } from './served-groups.ts';
import { scan } from './scan.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

let plane: ControlPlane;
let kubeconfig: string;

beforeAll(async () => {
  plane = await ControlPlane.start();
  kubeconfig = plane.adminKubeconfig();
  await loadStory(plane.admin, { namespaces: 10, deployments: 60 });
  for (const pod of await mirrorPods()) {
    await plane.admin.create('/api/v1/namespaces/kube-system/pods', pod);
  }
});
afterAll(() => plane.stop());

/** The control plane's static pods as kubeadm itself writes them, in the form in which a kubelet mirrors them. */
async function mirrorPods(): Promise<object[]> {
  const folder = join(plane.folder, 'kubeadm');
  mkdirSync(folder);
  const config = join(folder, 'config.yaml');
  // The address is only text in the manifests; kubeadm refuses a loopback one there.
  const documents = [
    {
      apiVersion: 'kubeadm.k8s.io/v1beta4',
      kind: 'InitConfiguration',
      localAPIEndpoint: { advertiseAddress: '10.0.0.1' },
    },
    {
      apiVersion: 'kubeadm.k8s.io/v1beta4',
      kind: 'ClusterConfiguration',
      kubernetesVersion: 'v1.36.3',
      certificatesDir: join(folder, 'pki'),
    },
  ];
  writeFileSync(config, documents.map((document) => JSON.stringify(document)).join('\n---\n'));
  const kubeadm = plane.programs['kubeadm'] ?? '';
  const env = { KUBEADM_INIT_DRYRUN_DIR: folder };
  for (const phase of [
    ['certs', 'all'],
    ['control-plane', 'all', '--dry-run'],
  ]) {
    const { code, stderr } = await runProgram(kubeadm, ['init', 'phase', ...phase, '--config', config], {
      env,
    });
    if (code !== 0) throw new Error(`kubeadm ${phase.join(' ')}: ${stderr}`);
  }
  const manifests = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
    /kube-.*\.yaml$/.test(name),
  );
  const node = (await plane.admin.send('GET', '/api/v1/nodes/cp-1')).body as { metadata: { uid: string } };
  return manifests.map((name) => {
    const pod = parse(readFileSync(join(folder, name), 'utf8')) as StaticPod;
    return mirrorOf(pod, node.metadata.uid);
  });
}

interface StaticPod {
  readonly metadata: { readonly name: string; readonly annotations?: Readonly<Record<string, string>> };
  readonly spec: object;
}

function mirrorOf(pod: StaticPod, nodeUid: string): object {
  const { name, annotations } = pod.metadata;
  const mark = { 'kubernetes.io/config.mirror': 'f00d', 'kubernetes.io/config.hash': 'f00d' };
  const ownerReferences = [{ apiVersion: 'v1', kind: 'Node', name: 'cp-1', uid: nodeUid, controller: true }];
  const metadata = {
    ...pod.metadata,
    name: `${name}-cp-1`,
    annotations: { ...annotations, ...mark },
    ownerReferences,
  };
  return { ...pod, metadata, spec: { ...pod.spec, nodeName: 'cp-1' } };
}

async function kubectlGetAll(): Promise<string> {
  const groups = await servedGroups(plane.admin);
  const served = COLLECTORS.filter(({ group, profile }) => groups.has(group) && profile === undefined);
  const kinds = served
    .map(({ resource, group }) => (group === '' ? resource : `${resource}.${group}`))
    .join(',');
  const kubectl = plane.programs['kubectl'] ?? '';
  const { code, stdout, stderr } = await runProgram(kubectl, [
    '--kubeconfig',
    kubeconfig,
    'get',
    kinds,
    '-A',
    '-o',
    'yaml',
  ]);
  if (code !== 0) throw new Error(stderr);
  const path = join(plane.folder, 'everything.yaml');
  writeFileSync(path, stdout);
  return path;
}

async function scanFiles(...args: string[]): Promise<{ code: number | null; result: ScanResult }> {
  const cli = ['lib/cli/main.ts', 'scan', '--format', 'json', ...args];
  const { code, stdout, stderr } = await runProgram(process.execPath, cli, { cwd: ROOT });
  if (stdout === '') throw new Error(`nothing on standard output; standard error says: ${stderr}`);
  return { code, result: JSON.parse(stdout) as ScanResult };
}

const fingerprints = (result: ScanResult): string[] =>
  result.findings.map(({ fingerprint }) => fingerprint).toSorted();

describe('files of a cluster and the cluster itself', () => {
  it('give the same findings, of twelve controls or more, when the files are all there is', async () => {
    const live = await scan({ kubeconfig });
    const { code, result } = await scanFiles('--files', await kubectlGetAll(), '--complete');
    expect(code).toBe(1);
    expect(new Set(result.findings.map(({ controlId }) => controlId)).size).toBeGreaterThanOrEqual(12);
    expect(fingerprints(result)).toEqual(fingerprints(live.result));
  });

  it('do not pass what files without --complete leave open', async () => {
    const { result } = await scanFiles('--files', await kubectlGetAll());
    const passed = result.controls.filter(
      ({ outcome }) => outcome === 'pass' || outcome === 'not-applicable',
    );
    expect(passed).toEqual([]);
    expect(result.findings.length).toBeGreaterThan(0);
  });
});

describe('the static pods that kubeadm writes', () => {
  it('tell their flags: authorization is judged good and the missing audit log is found', async () => {
    const { result } = await scan({ kubeconfig });
    const outcome = (id: string) => result.controls.find((control) => control.id === id)?.outcome;
    expect(outcome('authorization-always-allow')).toBe('pass');
    expect(outcome('audit-log-off')).toBe('fail');
  });
});
