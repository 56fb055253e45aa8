import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createAuthority, issueLeaf, type KeyPair } from '#lib/demo/certificates.ts';
import { ApiClient } from './api-client.ts';
import { Child } from './child.ts';
import { findPrograms } from './programs.ts';

const LOOPBACK = '127.0.0.1';

export interface ControlPlaneOptions {
  readonly authorizationMode?: string;
  readonly extraFlags?: readonly string[];
  /** Static tokens: `token,user,uid,"group,group"` lines, as the API server reads them. */
  readonly tokens?: readonly string[];
  readonly withControllerManager?: boolean;
}

/** A real etcd and API server on loopback, in a folder of their own. */
export class ControlPlane {
  readonly folder: string;
  readonly programs: Readonly<Record<string, string>>;
  readonly server: string;
  readonly authority: KeyPair;
  readonly admin: ApiClient;
  readonly #flags: readonly string[];
  readonly #etcd: Child;
  #api: Child;
  #controllers: Child | null = null;

  private constructor(parts: Pick<ControlPlane, 'folder' | 'programs' | 'server' | 'authority'> & Started) {
    this.folder = parts.folder;
    this.programs = parts.programs;
    this.server = parts.server;
    this.authority = parts.authority;
    this.#flags = parts.flags;
    this.#etcd = parts.etcd;
    this.#api = parts.api;
    const identity = this.clientIdentity('suite-admin', ['system:masters']);
    this.admin = new ApiClient(this.server, { ca: this.authority.cert, ...identity });
  }

  /** Starts etcd and the API server and waits until it is ready; bootstrap roles exist then. */
  static async start(options: ControlPlaneOptions = {}): Promise<ControlPlane> {
    const programs = await findPrograms([
      'etcd',
      'kube-apiserver',
      'kube-controller-manager',
      'kubectl',
      'kubeadm',
    ]);
    const folder = mkdtempSync(join(tmpdir(), 'merlon-cluster-'));
    const [client, peer, secure] = [await freePort(), await freePort(), await freePort()];
    const authority = createAuthority('suite-ca', new Date());
    writeIdentities(folder, authority, options.tokens ?? []);
    const etcd = new Child(programs['etcd'] ?? '', etcdFlags(folder, client, peer), join(folder, 'etcd.log'));
    const flags = apiFlags({ folder, client, secure, options });
    const api = new Child(programs['kube-apiserver'] ?? '', flags, join(folder, 'api.log'));
    const server = `https://${LOOPBACK}:${secure}`;
    const plane = new ControlPlane({ folder, programs, server, authority, flags, etcd, api });
    await plane.#ready();
    if (options.withControllerManager === true) plane.#startControllers();
    return plane;
  }

  /** Returns a client certificate for a user, as a cluster's own authority would sign it. */
  clientIdentity(commonName: string, organizations: readonly string[]): KeyPair {
    return issueLeaf(this.authority, { commonName, organizations, use: 'client', now: new Date() });
  }

  /** Writes a kubeconfig with one context of the same name as the user and returns its path. */
  kubeconfig(name: string, user: Readonly<Record<string, string>>): string {
    const path = join(this.folder, `${name}.kubeconfig`);
    const config = {
      apiVersion: 'v1',
      kind: 'Config',
      clusters: [
        {
          name: 'real',
          cluster: { server: this.server, 'certificate-authority-data': base64(this.authority.cert) },
        },
      ],
      users: [{ name, user }],
      contexts: [{ name, context: { cluster: 'real', user: name } }],
      'current-context': name,
    };
    writeFileSync(path, JSON.stringify(config), { mode: 0o600 });
    return path;
  }

  adminKubeconfig(): string {
    const identity = this.clientIdentity('suite-admin', ['system:masters']);
    return this.kubeconfig('admin', {
      'client-certificate-data': base64(identity.cert),
      'client-key-data': base64(identity.key),
    });
  }

  /** Kills the API server and waits until it has gone; etcd stays. */
  stopApi(): Promise<void> {
    return this.#api.stop();
  }

  async startApi(): Promise<void> {
    this.#api = new Child(this.programs['kube-apiserver'] ?? '', this.#flags, join(this.folder, 'api.log'));
    await this.#ready();
  }

  async stop(): Promise<void> {
    this.admin.close();
    await this.#controllers?.stop();
    await this.#api.stop();
    await this.#etcd.stop();
    rmSync(this.folder, { recursive: true, force: true });
  }

  #startControllers(): void {
    const kubeconfig = this.adminKubeconfig();
    this.#controllers = new Child(
      this.programs['kube-controller-manager'] ?? '',
      [
        `--kubeconfig=${kubeconfig}`,
        `--bind-address=${LOOPBACK}`,
        '--secure-port=0',
        '--leader-elect=false',
        `--service-account-private-key-file=${join(this.folder, 'sa.key')}`,
        `--root-ca-file=${join(this.folder, 'ca.crt')}`,
        '--use-service-account-credentials=false',
      ],
      join(this.folder, 'controllers.log'),
    );
  }

  async #ready(): Promise<void> {
    for (let attempt = 0; attempt < 300; attempt += 1) {
      const answer = await this.admin.tryGet('/readyz');
      if (answer?.status === 200) return;
      if (this.#api.hasEnded) break;
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
    throw new Error(`the API server did not become ready; its log is ${join(this.folder, 'api.log')}`);
  }
}

interface Started {
  readonly flags: readonly string[];
  readonly etcd: Child;
  readonly api: Child;
}

interface ApiFlagParts {
  readonly folder: string;
  readonly client: number;
  readonly secure: number;
  readonly options: ControlPlaneOptions;
}

function etcdFlags(folder: string, client: number, peer: number): string[] {
  return [
    `--data-dir=${join(folder, 'etcd')}`,
    `--listen-client-urls=http://${LOOPBACK}:${client}`,
    `--advertise-client-urls=http://${LOOPBACK}:${client}`,
    `--listen-peer-urls=http://${LOOPBACK}:${peer}`,
    // A test's data need not outlive the machine: no fsync, so that loading is quick.
    '--unsafe-no-fsync',
  ];
}

function apiFlags({ folder, client, secure, options }: ApiFlagParts): string[] {
  const file = (name: string): string => join(folder, name);
  return [
    `--etcd-servers=http://${LOOPBACK}:${client}`,
    `--secure-port=${secure}`,
    `--bind-address=${LOOPBACK}`,
    `--advertise-address=${LOOPBACK}`,
    '--endpoint-reconciler-type=none',
    `--tls-cert-file=${file('server.crt')}`,
    `--tls-private-key-file=${file('server.key')}`,
    `--client-ca-file=${file('ca.crt')}`,
    `--service-account-key-file=${file('sa.pub')}`,
    `--service-account-signing-key-file=${file('sa.key')}`,
    '--service-account-issuer=https://kubernetes.default.svc',
    `--token-auth-file=${file('tokens.csv')}`,
    `--authorization-mode=${options.authorizationMode ?? 'Node,RBAC'}`,
    '--service-cluster-ip-range=10.96.0.0/16',
    '--disable-admission-plugins=ServiceAccount',
    '--allow-privileged=true',
    ...(options.extraFlags ?? []),
  ];
}

function writeIdentities(folder: string, authority: KeyPair, tokens: readonly string[]): void {
  const serving = issueLeaf(authority, {
    commonName: 'kube-apiserver',
    addresses: [LOOPBACK],
    names: ['localhost', 'kubernetes.default.svc'],
    use: 'server',
    now: new Date(),
  });
  const accounts = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const files = {
    'ca.crt': authority.cert,
    'server.crt': serving.cert,
    'server.key': serving.key,
    'sa.key': accounts.privateKey.export({ type: 'pkcs1', format: 'pem' }),
    'sa.pub': accounts.publicKey.export({ type: 'spki', format: 'pem' }),
    'tokens.csv': `${tokens.join('\n')}\n`,
  };
  for (const [name, content] of Object.entries(files))
    writeFileSync(join(folder, name), content, { mode: 0o600 });
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, LOOPBACK, resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('no free port');
  return address.port;
}

function base64(value: string): string {
  return Buffer.from(value).toString('base64');
}
