import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runCommand } from '#lib/cli/run-command.ts';
import { captured } from '#lib/testing/captured-terminal.ts';

const folder = mkdtempSync(join(tmpdir(), 'merlon-explain-'));
afterAll(() => rmSync(folder, { recursive: true }));

const pod = (name: string, ip: string): string => `
apiVersion: v1
kind: Pod
metadata: {name: ${name}, namespace: shop, labels: {app: ${name}}}
spec: {containers: [{name: main, image: app}]}
status: {podIP: ${ip}}
---`;

beforeAll(() => {
  const policy = `
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: db, namespace: shop}
spec:
  podSelector: {matchLabels: {app: db}}
  ingress: [{from: [{podSelector: {matchLabels: {app: web}}}], ports: [{port: 5432}]}]
---
apiVersion: v1
kind: Service
metadata: {name: db, namespace: shop}
spec: {selector: {app: db}, clusterIP: 10.96.0.7, ports: [{port: 80, targetPort: 5433}]}
`;
  writeFileSync(
    join(folder, 'shop.yaml'),
    [pod('web', '10.0.0.5'), pod('db', '10.0.0.6'), policy].join('\n'),
  );
});

async function explain(words: string): Promise<string> {
  const line = ['network', 'explain', ...words.split(' '), '--profile', 'kubernetes', '--files', folder];
  const { out } = await captured((terminal) => runCommand([...line, '--lang', 'en'], '0.0.0', terminal), '');
  return out;
}

const TRIED_OUT = 'The least that would let it through, tried out:';

describe('explain', () => {
  it('offers the least policy that opens what no rule allows', async () => {
    const out = await explain('shop/web shop/db 5433');
    expect(out).toContain(`${TRIED_OUT}\n  apiVersion: networking.k8s.io/v1`);
    expect(out).toContain('port: 5433');
  });

  it('names the rules to narrow for what some allow, and offers no policy', async () => {
    const out = await explain('shop/web shop/db 5432');
    expect(out).toContain('would have to be narrowed:\n  NetworkPolicy shop/db, rule 0');
    expect(out).not.toContain(TRIED_OUT);
  });

  it('offers no policy by the address of a service, which policies never meet', async () => {
    const out = await explain('shop/web 10.96.0.7 80');
    expect(out).toMatch(/^Denied/);
    expect(out).not.toContain(TRIED_OUT);
  });

  it('offers no policy for what policies of Kubernetes say nothing of', async () => {
    const out = await explain('10.0.0.1 shop/db ICMP');
    expect(out).not.toMatch(/^Allowed/);
    expect(out).not.toContain(TRIED_OUT);
  });
});
