import { spawn, type ChildProcess } from 'node:child_process';
import { get } from 'node:http';
import { createServer } from 'node:net';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('..', import.meta.url));

/** The built pages over a data folder, in a process of their own. */
export class WebServer {
  readonly port: number;
  readonly #process: ChildProcess;

  private constructor(port: number, web: ChildProcess) {
    this.port = port;
    this.#process = web;
  }

  /** Starts the server and waits until it answers; throws when it does not. */
  static async start(dataDir: string): Promise<WebServer> {
    const port = await freePort();
    const env = {
      ...process.env,
      MERLON_DATA: dataDir,
      MERLON_PORT: String(port),
      NODE_ENV: 'production' as const,
    };
    const web = spawn(process.execPath, ['lib/launch/web.ts'], {
      cwd: ROOT,
      env,
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    const server = new WebServer(port, web);
    await server.#untilReady();
    return server;
  }

  /** Returns the milliseconds from asking for a page to its first byte; throws where it does not answer 200. */
  firstByteMs(path: string): Promise<number> {
    return new Promise((resolve, reject) => {
      const from = performance.now();
      get({ host: '127.0.0.1', port: this.port, path }, (response) => {
        response.once('data', () => {
          const ms = performance.now() - from;
          response.resume().once('end', () => {
            if (response.statusCode === 200) resolve(ms);
            else reject(new Error(`${path} answered ${response.statusCode}`));
          });
        });
      }).on('error', reject);
    });
  }

  async stop(): Promise<void> {
    const ended = new Promise((resolve) => this.#process.once('exit', resolve));
    this.#process.kill('SIGTERM');
    await ended;
  }

  async #untilReady(): Promise<void> {
    for (let attempt = 0; attempt < 200; attempt += 1) {
      try {
        await this.firstByteMs('/api/healthz');
        return;
      } catch {
        // Not listening yet.
        await new Promise((resolve) => setTimeout(resolve, 100));
      }
    }
    throw new Error('the web server did not start; run the build first');
  }
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('no free port');
  return address.port;
}
