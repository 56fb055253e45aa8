import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { runCommand } from '#lib/cli/run-command.ts';
import { captured } from '#lib/testing/captured-terminal.ts';

const folder = mkdtempSync(join(tmpdir(), 'merlon-flows-'));
afterAll(() => rmSync(folder, { recursive: true }));

function file(name: string, content: string): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

const deployment = (name: string): string => `apiVersion: apps/v1
kind: Deployment
metadata: {name: ${name}, namespace: shop}
spec:
  selector: {matchLabels: {app: ${name}}}
  template:
    metadata: {labels: {app: ${name}}}
    spec: {containers: [{name: main, image: app, ports: [{name: sql, containerPort: 5432}]}]}
---
`;
const SHOP = file(
  'shop.yaml',
  `${deployment('web')}${deployment('db')}apiVersion: v1
kind: Service
metadata: {name: db, namespace: shop}
spec: {type: NodePort, externalTrafficPolicy: Local, selector: {app: db}, ports: [{port: 3306, targetPort: sql, nodePort: 30306}]}
`,
);
const CLUSTER_WIDE = file(
  'cluster-wide.yaml',
  readFileSync(SHOP, 'utf8').replace('externalTrafficPolicy: Local, ', ''),
);
const policy = (name: string, rule: string): string =>
  file(
    `${name}.yaml`,
    `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: db, namespace: shop}
spec: {podSelector: {matchLabels: {app: db}}, ingress: [${rule}]}
`,
  );
const NOBODY = policy('nobody', '');
const OFFICE = policy('office', '{from: [{ipBlock: {cidr: 198.51.100.0/24}}]}');
const EVERYBODY = policy('everybody', '{}');

async function lines(path: string, more = ''): Promise<string[]> {
  const line = `network diff --profile calico --files ${SHOP} --with ${path}${more}`;
  const { out } = await captured((terminal) => runCommand(line.split(' '), '0.0.0', terminal), '');
  return out.trimEnd().split('\n');
}

describe('diff', () => {
  test('tells what becomes of services and of ways in from the internet', async () => {
    expect((await lines(NOBODY)).filter((line) => /svc:|internet/.test(line))).toEqual([
      '- shop/web[Deployment] => svc:shop/db : 3306/TCP',
      '- internet => NodePort shop/db 30306/TCP => shop/db[Deployment]',
    ]);
    expect((await lines(OFFICE)).filter((line) => line.includes('internet'))).toEqual([
      '~ internet => NodePort shop/db 30306/TCP => shop/db[Deployment] : from 198.51.100.0-198.51.100.255',
    ]);
    expect(await lines(EVERYBODY)).toEqual(['']);
  });

  test('tells on the side what cannot be told, and that it is no change', async () => {
    // Without a plugin that is known, a node may let the pod be reached that a policy closes.
    const line = `network diff --profile kubernetes --files ${CLUSTER_WIDE} --with ${NOBODY}`;
    const { out, err } = await captured((terminal) => runCommand(line.split(' '), '0.0.0', terminal), '');
    expect(out).not.toContain('internet');
    expect(err).toContain('? internet => NodePort shop/db 30306/TCP => shop/db[Deployment]');
  });

  test('tells the same as JSON', async () => {
    expect(JSON.parse((await lines(NOBODY, ' --format json --lang en')).join('\n'))).toMatchObject({
      doors: [
        { change: 'cut', way: 'NodePort', entrance: 'shop/db', sentence: expect.stringContaining('kept') },
      ],
      services: [{ service: 'shop/db', port: '3306/TCP', cut: [{ name: 'web' }], opened: [] }],
    });
  });
});
