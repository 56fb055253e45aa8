import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { runCommand } from '#lib/cli/run-command.ts';
import { captured } from '#lib/testing/captured-terminal.ts';

const folder = mkdtempSync(join(tmpdir(), 'merlon-plugin-'));
afterAll(() => rmSync(folder, { recursive: true }));

const pod = (name: string): string =>
  `{apiVersion: v1, kind: Pod, metadata: {name: ${name}, namespace: shop, labels: {app: ${name}}}, spec: {containers: [{name: main, image: app}]}}`;
const agent = (image: string): string =>
  `{apiVersion: apps/v1, kind: DaemonSet, metadata: {name: agent, namespace: kube-system}, spec: {selector: {matchLabels: {app: agent}}, template: {metadata: {labels: {app: agent}}, spec: {containers: [{name: agent, image: "${image}"}]}}}}`;
const CALICO =
  '{apiVersion: projectcalico.org/v3, kind: NetworkPolicy, metadata: {name: db, namespace: shop}, spec: {selector: "app == \'db\'", types: [Ingress]}}';
const CILIUM =
  '{apiVersion: cilium.io/v2, kind: CiliumNetworkPolicy, metadata: {name: db, namespace: shop}, spec: {endpointSelector: {matchLabels: {app: db}}, ingress: [{}]}}';
const PLAIN =
  '{apiVersion: networking.k8s.io/v1, kind: NetworkPolicy, metadata: {name: db, namespace: shop}, spec: {podSelector: {matchLabels: {app: db}}}}';

let count = 0;

/** What is said of web and db with these objects, and on the side. */
async function told(objects: readonly string[], ...more: readonly string[]): Promise<[string, string]> {
  count += 1;
  const path = join(folder, `${count}.yaml`);
  writeFileSync(path, [pod('web'), pod('db'), ...objects].join('\n---\n'));
  const line = ['network', 'check', 'shop/web', 'shop/db', '80', '--lang', 'en', ...more, '--files', path];
  const { out, err } = await captured((terminal) => runCommand(line, '0.0.0', terminal), '');
  return [out.split('\n')[0] ?? '', err];
}

describe('files that show no plugin', () => {
  it.each([
    ['Calico', CALICO],
    ['Cilium', CILIUM],
  ])('are read as %s enforces them where they hold its policies, and that is said', async (name, policy) => {
    const [verdict, beside] = await told([policy]);
    expect([verdict, beside]).toEqual(['Denied', expect.stringContaining(`as ${name} enforces it`)]);
    expect(await told([policy], '--profile', 'kubernetes')).toEqual(['Allowed', '']);
  });

  it('are read as the specifications have it where they hold policies of nobody', async () => {
    expect(await told([PLAIN])).toEqual(['Denied', '']);
    expect(await told([])).toEqual(['Allowed', '']);
  });

  it('leave everything open where they hold policies of two plugins', async () => {
    const [verdict, beside] = await told([CALICO, CILIUM]);
    expect(verdict).toBe('Cannot be told');
    expect(beside).toContain('Name the plugin with --profile');
    expect((await told([CALICO, CILIUM], '--profile', 'cilium'))[0]).toBe('Denied');
  });
});

describe('files that are compared with', () => {
  it('tell of a plugin by its policies, too, where neither shows one', async () => {
    const run = async (...more: readonly string[]) => {
      const [base, other] = ['base.yaml', 'other.yaml'].map((name) => join(folder, name));
      writeFileSync(base ?? '', [pod('web'), pod('db')].join('\n---\n'));
      writeFileSync(other ?? '', CALICO);
      const line = ['network', 'diff', '--lang', 'en', ...more, '--with', other ?? '', '--files', base ?? ''];
      return captured((terminal) => runCommand(line, '0.0.0', terminal), '');
    };
    const { out, err, code } = await run();
    expect(out.split('\n')).toContain('- shop/web[Pod] => shop/db[Pod] : All Connections');
    expect([err, code]).toEqual([expect.stringContaining('as Calico enforces it'), 1]);
    expect(await run('--profile', 'kubernetes')).toMatchObject({ out: '', err: '', code: 0 });
  });
});

describe('files that show a plugin running', () => {
  it('are read as that one enforces them, whatever other policies they hold', async () => {
    const [verdict] = await told([CALICO, agent('quay.io/cilium/cilium:v1.18.0')]);
    expect(verdict).toBe('Allowed');
    expect((await told([CALICO, agent('quay.io/calico/node:v3.31.0')]))[0]).toBe('Denied');
  });

  it('let policies do nothing where it enforces none', async () => {
    const [verdict, beside] = await told([PLAIN, agent('ghcr.io/flannel-io/flannel:v0.27.0')]);
    expect(verdict).toBe('Allowed');
    expect(beside).toContain('nothing beside it enforces NetworkPolicies');
  });
});
