import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { runCommand } from '#lib/cli/run-command.ts';
import { captured } from '#lib/testing/captured-terminal.ts';

const folder = mkdtempSync(join(tmpdir(), 'merlon-network-'));
afterAll(() => rmSync(folder, { recursive: true }));

function file(name: string, content: string): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

const deployment = (name: string, ports = ''): string => `apiVersion: apps/v1
kind: Deployment
metadata: {name: ${name}, namespace: shop}
spec:
  selector: {matchLabels: {app: ${name}}}
  template:
    metadata: {labels: {app: ${name}}}
    spec: {containers: [{name: main, image: app${ports}}]}
---
`;

const SHOP = file(
  'shop.yaml',
  `${deployment('web')}${deployment('db', ', ports: [{name: sql, containerPort: 5432}]')}apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: db, namespace: shop}
spec:
  podSelector: {matchLabels: {app: db}}
  ingress:
  - from: [{podSelector: {matchLabels: {app: web}}}]
    ports: [{port: sql}, {port: 9000, endPort: 9010, protocol: UDP}]
`,
);
const BLOCK = file(
  'block.yaml',
  `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: db, namespace: shop}
spec:
  podSelector: {matchLabels: {app: db}}
  ingress: [{from: [{ipBlock: {cidr: 10.0.0.0/8}}]}]
`,
);

function run(line: string, stdin = '') {
  return captured((terminal) => runCommand(['network', ...line.split(' ')], '0.0.0', terminal), stdin);
}

const SERVED = file(
  'served.yaml',
  `apiVersion: v1
kind: Service
metadata: {name: db, namespace: shop}
spec: {type: NodePort, selector: {app: db}, ports: [{port: 3306, targetPort: sql, nodePort: 30306}]}
`,
);

describe('a service', () => {
  test('answers for the pods that its selector picks, on the port that each of them gives the name', async () => {
    const files = `--files ${SHOP} ${SERVED}`;
    expect(await run(`check shop/web svc:shop/db 3306 ${files}`)).toMatchObject({
      out: 'Allowed\n',
      code: 0,
    });
    expect(await run(`check shop/web svc:shop/db ${files}`)).toMatchObject({ out: 'TCP 3306\n' });
    expect((await run(`check 198.51.100.1 svc:shop/db 3306 ${files}`)).code).toBe(1);
  });

  test('lets nobody of the internet to pods that a policy keeps for others', async () => {
    const { out } = await run(`outside --profile calico --files ${SHOP} ${SERVED}`);
    expect(out).toBe(
      'Through NodePort shop/db on 30306/TCP the internet is kept by policies from shop/db[Deployment] on 5432/TCP.\n',
    );
  });
});

describe('findings', () => {
  test('tell what policies leave open, sentence by sentence', async () => {
    const { out, code } = await run(`findings --files ${SHOP}`);
    expect(code).toBe(0);
    expect(out.split('\n').slice(0, 2)).toEqual([
      'shop: ingress is open by default for 1 of 2 workloads; egress is open by default for 2 of 2 workloads.',
      'No policy of any kind selects the pods of shop/web[Deployment].',
    ]);
    expect((await run(`findings --lang zh-CN --files ${SHOP}`)).out).toContain('没有任何策略选中');
  });
});

describe('blast', () => {
  test('goes on from pod to pod, and not where a policy stops it', async () => {
    expect((await run(`blast shop/web --files ${SHOP}`)).out).toBe('1 shop/db[Deployment]\n');
    expect((await run(`blast shop/web 5433 --files ${SHOP}`)).out).toBe('');
    expect((await run(`blast shop/none --files ${SHOP}`)).code).toBe(2);
  });
});

describe('generate', () => {
  test('prints policies that are read again and change nothing', async () => {
    const { out, code } = await run(`generate --namespace shop --deny-default --files ${SHOP}`);
    expect(code).toBe(0);
    expect(out).toContain('name: default-deny');
    const made = file('made.yaml', out);
    expect(await run(`diff --with ${made} --files ${SHOP}`)).toMatchObject({ out: '', code: 0 });
  });

  test('asks which namespace', async () => {
    expect((await run(`generate --files ${SHOP}`)).code).toBe(2);
    expect((await run(`generate --namespace none --files ${SHOP}`)).err).toContain(
      'No pod of namespace none',
    );
  });
});

describe('list', () => {
  test('tells each pair that may talk and no other', async () => {
    const { out, code } = await run(`list --files ${SHOP}`);
    expect(code).toBe(0);
    expect(out.trimEnd().split('\n')).toEqual([
      '0.0.0.0-255.255.255.255[External] => shop/web[Deployment] : All Connections',
      'shop/db[Deployment] => 0.0.0.0-255.255.255.255[External] : All Connections',
      'shop/db[Deployment] => shop/web[Deployment] : All Connections',
      'shop/web[Deployment] => 0.0.0.0-255.255.255.255[External] : All Connections',
      'shop/web[Deployment] => shop/db[Deployment] : TCP 5432,UDP 9000-9010',
    ]);
  });

  test('tells IPv6 ranges where they are asked for', async () => {
    const line =
      '::-ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff[External] => shop/web[Deployment] : All Connections';
    expect((await run(`list --ipv6 --files ${SHOP}`)).out).toContain(line);
    expect((await run(`list --files ${SHOP}`)).out).not.toContain('::');
  });

  test('tells what cannot be told beside the answer, not in it', async () => {
    const { out, err } = await run(`list --files ${BLOCK} ${SHOP}`);
    expect(out).toContain('shop/web[Deployment] => shop/db[Deployment] : TCP 5432');
    expect(err).toContain('replaces the one of');
    const { err: doubt } = await run(`list --files ${SHOP} ${BLOCK}`);
    expect(doubt).toContain('Cannot be told: shop/web[Deployment] => shop/db[Deployment] : All Connections');
  });
});

describe('check and explain', () => {
  test('end with 0 for a port that is allowed and 1 for its neighbour', async () => {
    expect((await run(`check shop/web shop/db 9010/UDP --files ${SHOP}`)).code).toBe(0);
    expect((await run(`check shop/web shop/db 9011/UDP --files ${SHOP}`)).code).toBe(1);
  });

  test('name the policy that decided and the rule that nearly allowed it', async () => {
    const { out } = await run(`explain 10.0.0.1 shop/db 5432 --lang zh-CN --files ${SHOP}`);
    expect(out).toContain('NetworkPolicy shop/db');
    expect(out).toContain('第 0 条规则匹配端口，但不匹配此对端');
  });

  test('say which side is not there', async () => {
    const { err, code } = await run(`check shop/web shop/gone 80 --files ${SHOP}`);
    expect(err).toContain('There is no pod shop/gone');
    expect(code).toBe(2);
  });
});

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

describe('hosts', () => {
  test('tells a failsafe port from one that is closed, and on the side what is wrong', async () => {
    const { out, err, code } = await run(`hosts --files ${HOSTS}`);
    expect(code).toBe(0);
    expect(out).toContain('internet => n1 TCP 6443 : failsafe (failsafe GlobalNetworkPolicy closed)');
    expect(out).toContain('internet => n1 TCP 10250 : closed (normal GlobalNetworkPolicy closed)');
    expect(err).toContain('whatever the policies say');
  });

  test('says that there is none where there is none', async () => {
    const { out, err } = await run(`hosts --files ${SHOP} --lang zh-CN`);
    expect(out).toBe('');
    expect(err).toContain('主机防火墙');
  });
});

describe('diff', () => {
  test('tells what the files would open and close', async () => {
    const { out, code } = await run(`diff --files ${SHOP} --with ${BLOCK}`);
    expect(code).toBe(1);
    expect(out.trimEnd().split('\n')).toEqual([
      '+ 10.0.0.0-10.255.255.255[External] => shop/db[Deployment] : All Connections',
      '- shop/web[Deployment] => shop/db[Deployment] : TCP 5432,UDP 9000-9010',
    ]);
    expect((await run(`diff --files ${SHOP} --with ${SHOP}`)).code).toBe(0);
  });
});

describe('answer', () => {
  test('writes one answer a line, and what is wrong with a line that is none', async () => {
    const { out, code } = await run(
      `answer --questions - --files ${SHOP}`,
      '{"from":"shop/web","to":"shop/db","port":5432}\n{"from":"shop/web"}\n',
    );
    const [first, second] = out
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as object);
    const policy = { kind: 'NetworkPolicy', namespace: 'shop', name: 'db' };
    const rule = { ...policy, rule: 0, action: 'allow' };
    expect(first).toEqual({
      verdict: 'allowed',
      egress: { decider: null, isolatedBy: [], allowedBy: [] },
      ingress: { decider: rule, isolatedBy: [policy], allowedBy: [rule] },
    });
    expect(second).toEqual({ error: 'from and to must be texts' });
    expect(code).toBe(2);
  });

  test('asks for the port of a protocol that has ports, and of no other', async () => {
    const asked = (more: string) =>
      run(`answer --questions - --files ${SHOP}`, `{"from":"shop/web","to":"shop/db"${more}}\n`);
    expect(await asked('')).toMatchObject({ out: '{"error":"port is missing, which TCP has"}\n', code: 2 });
    expect((await asked(',"protocol":"ICMP"')).code).toBe(0);
  });
});

describe('layers', () => {
  const LAYERS = file(
    'layers.yaml',
    `apiVersion: k8s.cni.cncf.io/v1
kind: NetworkAttachmentDefinition
metadata: {name: data, namespace: shop}
spec:
  config: '{"type":"macvlan","master":"eth1","ipam":{"type":"host-local","subnet":"10.188.0.0/16"}}'
---
${['web', 'db']
  .map(
    (name) => `apiVersion: v1
kind: Pod
metadata:
  name: ${name}
  namespace: shop
  annotations: {k8s.v1.cni.cncf.io/networks: data}
spec: {containers: [{name: main, image: app}]}
---
`,
  )
  .join('')}`,
  );

  test('tells each network with its workloads and that no policy acts there', async () => {
    const { out, code } = await run(`layers --files ${LAYERS} --lang en`);
    expect(code).toBe(0);
    expect(out).toContain('shop/data macvlan bridge eth1 10.188.0.0/16\n  No policy acts here');
    expect(out).toContain('shop/db[Pod] net1');
  });

  test('answers about two interfaces, with 1 where it cannot be told', async () => {
    const open = await run(`layers shop/web@data shop/db@data 5432 --files ${LAYERS}`);
    expect([open.out.split('\n')[0], open.code]).toEqual(['Allowed', 0]);
    const across = await run(`layers shop/web shop/db@data 5432 --files ${LAYERS}`);
    expect([across.out.split('\n')[0], across.code]).toEqual(['Cannot be told', 1]);
    const gone = await run(`layers shop/web@data shop/gone@data 5432 --files ${LAYERS}`);
    expect([gone.out, gone.code]).toEqual(['', 2]);
  });

  test('tells all that the demo cluster of layers is there to show', async () => {
    const { out } = await run('layers --files lib/demo/data/layers --lang en');
    for (const sentence of [
      'NetworkPolicies are written but not enforced: flannel',
      'let none of these reach database/mysql, yet all of them do on database-layer, where no policy keeps them out: web/landing',
      'Multus gives database-layer to every pod',
      'node port 18370/TCP leads to web/shop, which also stands on database-layer',
      'the default backend of the Ingress web/everything-else leads to web/landing, which also stands on database-layer',
      '10.188.0.218 of database/mysql is declared by an annotation for kube-ipam and not observed',
      '10.188.0.219 of web/shop is declared',
      'database-layer macvlan bridge eth1 10.188.0.0/16',
      'Machines outside the cluster that stand on this wire in 10.188.0.0/16 reach it directly',
    ])
      expect(out).toContain(sentence);
  });
});
