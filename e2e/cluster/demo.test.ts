import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startDemo, type Demo } from '#lib/demo/start-demo.ts';
import { findPrograms } from './programs.ts';
import { runProgram, type Ran } from './run-program.ts';

let folder: string;
let demo: Demo;
let kubectl: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'merlon-demo-'));
  demo = await startDemo({ dataDir: folder });
  kubectl = (await findPrograms(['kubectl']))['kubectl'] ?? '';
});
afterAll(async () => {
  await demo.stop();
  rmSync(folder, { recursive: true, force: true });
});

function run(...args: string[]): Promise<Ran> {
  const home = join(folder, 'home');
  return runProgram(kubectl, ['--kubeconfig', demo.kubeconfig, ...args], { env: { HOME: home } });
}

describe('the real kubectl reads the demo without complaint', () => {
  it.each([
    { args: ['version'], shows: 'Server Version: v1.36' },
    { args: ['get', 'nodes', '-o', 'wide'], shows: 'INTERNAL-IP' },
    { args: ['get', 'pods', '-A'], shows: 'kube-apiserver-' },
    { args: ['get', 'pods', '-A', '--chunk-size=20', '-o', 'name'], shows: 'pod/' },
    { args: ['get', 'deployments,networkpolicies', '-A', '-o', 'yaml'], shows: 'kind: List' },
    { args: ['get', 'clusterrolebindings'], shows: 'cluster-admin' },
    { args: ['api-resources'], shows: 'networking.k8s.io/v1' },
    { args: ['auth', 'can-i', '--list'], shows: 'selfsubjectaccessreviews' },
    { args: ['get', '--raw', '/readyz'], shows: 'ok' },
  ])('$args', async ({ args, shows }) => {
    const { code, stdout, stderr } = await run(...args);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toContain(shows);
  });

  it('and is refused what the scanner account may not see, in the API server’s own words', async () => {
    const { code, stderr } = await run('get', 'secrets', '-A');
    expect(code).toBe(1);
    expect(stderr).toContain('secrets is forbidden: User');
  });

  it('and cannot change anything', async () => {
    const { code } = await run('create', 'namespace', 'not-here');
    expect(code).toBe(1);
    expect((await run('get', 'namespace', 'not-here')).stderr).toContain('not found');
  });
});
