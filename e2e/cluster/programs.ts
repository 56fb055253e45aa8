import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { accessSync, constants, existsSync, mkdirSync, readFileSync, renameSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The programs of a control plane that the suite runs, with the packages they are built from. */
const PACKAGES = {
  etcd: 'go.etcd.io/etcd/server/v3',
  'kube-apiserver': 'k8s.io/kubernetes/cmd/kube-apiserver',
  'kube-controller-manager': 'k8s.io/kubernetes/cmd/kube-controller-manager',
  'kube-scheduler': 'k8s.io/kubernetes/cmd/kube-scheduler',
  kubectl: 'k8s.io/kubernetes/cmd/kubectl',
  kubeadm: 'k8s.io/kubernetes/cmd/kubeadm',
} as const;
export type Program = keyof typeof PACKAGES;

const MODULE_FOLDER = dirname(fileURLToPath(import.meta.url));
const VERSION =
  /k8s\.io\/kubernetes v(\S+)/.exec(readFileSync(join(MODULE_FOLDER, 'go.mod'), 'utf8'))?.[1] ?? '';

/**
 * Returns where each program lies: in the folder named by KUBEBUILDER_ASSETS, else in the cache, where a missing
 * one is built with Go first. Throws a sentence that says what to install where neither is possible.
 */
export async function findPrograms(wanted: readonly Program[]): Promise<Readonly<Record<string, string>>> {
  const found: Record<string, string> = {};
  for (const program of wanted) found[program] = given(program) ?? (await cached(program));
  return found;
}

function given(program: Program): string | null {
  const folder = process.env['KUBEBUILDER_ASSETS'];
  if (folder === undefined || folder === '') return null;
  const path = join(folder, program);
  return isExecutable(path) ? path : null;
}

async function cached(program: Program): Promise<string> {
  const base = process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache');
  // What is built depends on these two files alone, so their hash names the folder.
  const sums = createHash('sha256')
    .update(readFileSync(join(MODULE_FOLDER, 'go.sum')))
    .digest('hex')
    .slice(0, 12);
  const folder = join(base, 'merlon', 'control-plane', `v${VERSION}-${sums}`);
  const path = join(folder, program);
  if (!existsSync(path)) {
    mkdirSync(folder, { recursive: true });
    await build(program, path);
  }
  return path;
}

async function build(program: Program, path: string): Promise<void> {
  process.stderr.write(`Building ${program} ${VERSION} from the Go module proxy; this happens once.\n`);
  const [major = '', minor = ''] = VERSION.split('.');
  const stamp = (name: string, value: string): string => `-X k8s.io/component-base/version.${name}=${value}`;
  const flags = [
    '-s -w',
    stamp('gitVersion', `v${VERSION}`),
    stamp('gitMajor', major),
    stamp('gitMinor', minor),
  ];
  const unfinished = `${path}.building`;
  const args = [
    'build',
    '-mod=readonly',
    '-trimpath',
    '-ldflags',
    flags.join(' '),
    '-o',
    unfinished,
    PACKAGES[program],
  ];
  await runGo(args);
  renameSync(unfinished, path);
}

function runGo(args: readonly string[]): Promise<void> {
  return new Promise((resolve, reject) => {
    const env = { ...process.env, CGO_ENABLED: '0' };
    const child = spawn('go', args, { cwd: MODULE_FOLDER, env, stdio: ['ignore', 'inherit', 'inherit'] });
    child.on('error', () => reject(new Error(noGo())));
    child.on('exit', (code) => {
      if (code === 0) resolve();
      else reject(new Error(`go build ended with code ${code}; its output above says why.`));
    });
  });
}

function noGo(): string {
  return (
    'The cluster suite needs the programs of a control plane. Install Go 1.26 or newer so that they can be built, ' +
    'or set KUBEBUILDER_ASSETS to a folder that holds etcd, kube-apiserver, kube-controller-manager, ' +
    'kube-scheduler, kubectl and kubeadm.'
  );
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    // Not there or not to be run: the caller builds it.
    return false;
  }
}
