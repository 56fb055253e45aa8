import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { runCommand } from '#lib/cli/run-command.ts';
import { captured } from '#lib/testing/captured-terminal.ts';

const folder = mkdtempSync(join(tmpdir(), 'merlon-hosts-'));
afterAll(() => rmSync(folder, { recursive: true }));

function file(name: string, content: string): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

function run(line: string) {
  return captured((terminal) => runCommand(['network', ...line.split(' ')], '0.0.0', terminal), '');
}

const HOSTS = file(
  'hosts.yaml',
  `apiVersion: v1
kind: Node
metadata: {name: n1}
status: {addresses: [{type: InternalIP, address: 10.0.0.1}]}
---
apiVersion: projectcalico.org/v3
kind: HostEndpoint
metadata: {name: n1, labels: {host: all}}
spec: {node: n1, interfaceName: "*"}
---
apiVersion: projectcalico.org/v3
kind: GlobalNetworkPolicy
metadata: {name: closed}
spec: {selector: has(host), types: [Ingress], ingress: [{action: Deny}]}
`,
);

describe('generate hosts', () => {
  const table = file(
    'table.yaml',
    `- {nodes: "*", ports: [2379, 10250], from: 10.0.0.0/24, access: allowed}\n`,
  );
  const ask = `generate hosts --table ${table} --files ${HOSTS} --profile calico`;

  test('prints objects that give the table, with failsafe ports explicit', async () => {
    const { out, err, code } = await run(ask);
    expect(code).toBe(0);
    expect(out).toContain('failsafeInboundHostPorts');
    expect(err).toContain('they stay open to everybody: TCP 22');
    const all = file('all.yaml', `${readFileSync(HOSTS, 'utf8')}---\n${out}`);
    const told = (await run(`hosts --files ${all}`)).out;
    expect(told).toContain('internet => n1 TCP 2379 : closed');
    expect(told).toContain('10.0.0.0/24 => n1 TCP 2379 : open');
  });

  test('names the cells that cannot hold where failsafe ports are kept, and asks for changes', async () => {
    const { err, code } = await run(`${ask} --keep-failsafe`);
    expect(code).toBe(1);
    expect(err).toContain('internet => n1 TCP 2379 is to be closed and is open as a failsafe port');
    expect(err).not.toContain('TCP 10250 is to be');
  });

  test('says of a table what is wrong with it, and what to name where no plugin was seen', async () => {
    const wrong = file('wrong.yaml', '- {nodes: "*", ports: [ssh], from: friends, access: maybe}\n');
    const { err, code } = await run(`generate hosts --table ${wrong} --files ${HOSTS} --profile cilium`);
    expect(code).toBe(2);
    expect(err).toContain('Row 1: "ssh" is no port');
    expect(err).toContain('Row 1: "friends" is no sender');
    expect((await run(`generate hosts --table ${table} --files ${HOSTS}`)).err).toContain('--profile calico');
    expect((await run(`generate hosts --files ${HOSTS} --profile calico`)).err).toContain('--table');
  });
});
