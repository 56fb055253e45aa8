import { spawn } from 'node:child_process';
import { MerlonError } from '#lib/errors.ts';
import { text, type Text } from '#lib/model/text.ts';
import type { ExecPlugin } from './kubeconfig.ts';

/** What a credential plugin handed out. */
export interface PluginCredential {
  readonly token?: string;
  /** PEM. */
  readonly clientCertificateData?: string;
  readonly clientKeyData?: string;
  /** ISO 8601; absent where it does not expire while this process runs. */
  readonly expirationTimestamp?: string;
}

export interface PluginRun {
  readonly signal?: AbortSignal | undefined;
  readonly timeoutMs: number;
  /** Handed to the plugin where it asks for it. */
  readonly server: string;
}

interface Ending {
  readonly exitCode: number | null;
  readonly output: string;
  readonly complaint: string;
}

/** Runs a credential plugin; throws `plugin-missing` or `plugin-failed`. Its output is never kept or logged. */
export async function runExecPlugin(plugin: ExecPlugin, run: PluginRun): Promise<PluginCredential> {
  const ending = await endingOf(plugin, run).catch((error: unknown) => {
    run.signal?.throwIfAborted();
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === 'ENOENT' || code === 'EACCES') throw missing(plugin);
    if (error instanceof MerlonError) throw error;
    throw failed(plugin, plain(typeof code === 'string' ? code : 'unknown'));
  });
  if (ending.exitCode !== 0) {
    const complaint = ending.complaint === '' ? '' : `: ${ending.complaint}`;
    const exit = String(ending.exitCode);
    throw failed(plugin, text(`exit code ${exit}${complaint}`, `退出码 ${exit}${complaint}`));
  }
  const credential = credentialOf(ending.output);
  if (credential === null) {
    throw failed(
      plugin,
      text(
        'its output is no ExecCredential with a token or certificate',
        '输出不是带令牌或证书的 ExecCredential',
      ),
    );
  }
  return credential;
}

/** What a plugin wrote is awaited so long after its end: a program that it left behind may hold its output open. */
const OUTPUT_MS = 1000;

function endingOf(plugin: ExecPlugin, { signal, timeoutMs, server }: PluginRun): Promise<Ending> {
  return new Promise((resolve, reject) => {
    const child = spawn(plugin.command, [...plugin.args], {
      env: { ...process.env, ...environmentOf(plugin, server) },
      stdio: ['ignore', 'pipe', 'pipe'],
      killSignal: 'SIGKILL',
      ...(signal === undefined ? {} : { signal }),
    });
    const output: Buffer[] = [];
    const errors: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => output.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => errors.push(chunk));
    const over = (settle: () => void): void => {
      clearTimeout(timer);
      child.stdout.destroy();
      child.stderr.destroy();
      settle();
    };
    const ended = (exitCode: number | null): void => {
      const complaint = firstLine(Buffer.concat(errors).toString('utf8'));
      over(() => resolve({ exitCode, output: Buffer.concat(output).toString('utf8'), complaint }));
    };
    // Its end is not waited for: what a script has started lives on when the script is killed.
    let timer = setTimeout(() => {
      child.kill('SIGKILL');
      const late = text(`no answer within ${timeoutMs} ms`, `${timeoutMs} 毫秒内没有应答`);
      over(() => reject(failed(plugin, late)));
    }, timeoutMs);
    child.on('error', (error) => over(() => reject(error)));
    child.on('exit', (exitCode) => {
      clearTimeout(timer);
      timer = setTimeout(() => ended(exitCode), OUTPUT_MS);
    });
    child.on('close', ended);
  });
}

function environmentOf(plugin: ExecPlugin, server: string): Record<string, string> {
  const info = {
    apiVersion: plugin.apiVersion,
    kind: 'ExecCredential',
    spec: { interactive: false, ...(plugin.provideClusterInfo ? { cluster: { server } } : {}) },
  };
  const own = Object.fromEntries(plugin.env.map(({ name, value }) => [name, value]));
  return { ...own, KUBERNETES_EXEC_INFO: JSON.stringify(info) };
}

function firstLine(complaint: string): string {
  const line = complaint.split('\n').find((one) => one.trim() !== '');
  if (line === undefined) return '';
  // A plugin may print what it was about to hand out: anything as long as a token is left out.
  return line
    .trim()
    .slice(0, 200)
    .replaceAll(/[\w+/=.-]{24,}/g, '…');
}

function credentialOf(output: string): PluginCredential | null {
  let parsed: { status?: PluginCredential } | null;
  try {
    parsed = JSON.parse(output) as { status?: PluginCredential } | null;
  } catch {
    return null;
  }
  const status = parsed?.status;
  const usable = typeof status?.token === 'string' || typeof status?.clientCertificateData === 'string';
  return usable ? (status ?? null) : null;
}

function missing({ command, installHint }: ExecPlugin): MerlonError {
  const hint = installHint === null ? '' : ` ${installHint.trim()}`;
  return new MerlonError(
    'plugin-missing',
    text(
      `The credential plugin "${command}" of this context cannot be run: install it where Merlon runs, or use a context with a token.${hint}`,
      `无法运行此上下文的凭据插件“${command}”：请在运行 Merlon 的机器上安装它，或使用带令牌的上下文。${hint}`,
    ),
  );
}

function plain(word: string): Text {
  return text(word, word);
}

function failed({ command }: ExecPlugin, detail: Text): MerlonError {
  return new MerlonError(
    'plugin-failed',
    text(
      `The credential plugin "${command}" handed out no credential (${detail.en}): run it by hand, sign in again where it asks, then retry.`,
      `凭据插件“${command}”没有给出凭据（${detail['zh-CN']}）：请手动运行它，按提示重新登录，然后重试。`,
    ),
  );
}
