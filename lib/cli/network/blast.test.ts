import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runCommand } from '#lib/cli/run-command.ts';
import { captured } from '#lib/testing/captured-terminal.ts';

const folder = mkdtempSync(join(tmpdir(), 'merlon-blast-'));
afterAll(() => rmSync(folder, { recursive: true }));

const pod = (name: string, ip: string, more = ''): string => `
apiVersion: v1
kind: Pod
metadata: {name: ${name}, namespace: shop}
spec: {${more}containers: [{name: main, image: app}]}
status: {podIP: ${ip}}
---`;

beforeAll(() => {
  const text = [pod('web', '10.0.0.5'), pod('agent', '192.168.0.1', 'hostNetwork: true, ')].join('\n');
  writeFileSync(join(folder, 'shop.yaml'), text);
});

function blast(from: string) {
  const line = ['network', 'blast', from, '--lang', 'en', '--files', folder];
  return captured((terminal) => runCommand(line, '0.0.0', terminal), '');
}

describe('the blast radius of a pod on the network of its node', () => {
  it('is no empty answer, which would say that it reaches nobody', async () => {
    const { code, out, err } = await blast('shop/agent');
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toContain('on the network of its node');
  });

  it('is told of a pod with a network of its own, if nobody else is there, as nobody', async () => {
    expect(await blast('shop/web')).toMatchObject({ code: 0, out: '' });
  });
});
