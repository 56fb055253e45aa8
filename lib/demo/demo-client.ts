import { readFileSync } from 'node:fs';
import { request } from 'node:https';
import { parse } from 'yaml';
import { read, readList, readText } from './raw-object.ts';

export interface ClientRequest {
  /** Context of the kubeconfig; null asks as nobody. Default: the current context. */
  context?: string | null;
  method?: string;
  headers?: Record<string, string>;
  body?: unknown;
}

export interface ClientAnswer {
  status: number;
  headers: Record<string, string | string[] | undefined>;
  /** Parsed JSON, or the text where it is none. */
  body: unknown;
}

/** A client of its own for the tests of the demo: reads a kubeconfig and asks what it is told. */
export function demoClient(
  kubeconfig: string,
): (path: string, options?: ClientRequest) => Promise<ClientAnswer> {
  const config: unknown = parse(readFileSync(kubeconfig, 'utf8'));
  return async (path, options = {}) => {
    const context = options.context === undefined ? readText(config, 'current-context') : options.context;
    const cluster = clusterOf(config, context);
    const server = readText(cluster, 'server');
    const ca = decode(readText(cluster, 'certificate-authority-data'));
    const credential = context === null ? {} : credentialOf(config, context);
    const { authorization, ...certificate } = credential;
    const headers = { ...(authorization === undefined ? {} : { authorization }), ...options.headers };
    return await new Promise<ClientAnswer>((resolve, reject) => {
      const sent = request(
        new URL(path, server),
        { ca, ...certificate, headers, method: options.method ?? 'GET', agent: false },
        (response) => {
          const chunks: Buffer[] = [];
          response.on('data', (chunk: Buffer) => chunks.push(chunk));
          response.on('end', () => {
            const text = Buffer.concat(chunks).toString('utf8');
            resolve({ status: response.statusCode ?? 0, headers: response.headers, body: parseBody(text) });
          });
        },
      );
      sent.on('error', reject);
      sent.end(options.body === undefined ? undefined : JSON.stringify(options.body));
    });
  };
}

/** Without a context it is the first cluster that is asked. */
function clusterOf(config: unknown, context: string | null): unknown {
  const used = readList(config, 'contexts').find((one) => read(one, 'name') === context);
  const name = read(used, 'context', 'cluster');
  const clusters = readList(config, 'clusters');
  return read(clusters.find((one) => read(one, 'name') === name) ?? clusters[0], 'cluster');
}

function credentialOf(
  config: unknown,
  name: string,
): { authorization?: string; cert?: string; key?: string } {
  const context = readList(config, 'contexts').find((one) => read(one, 'name') === name);
  const user = readList(config, 'users').find(
    (one) => read(one, 'name') === read(context, 'context', 'user'),
  );
  const token = readText(user, 'user', 'token');
  if (token !== '') return { authorization: `Bearer ${token}` };
  return {
    cert: decode(readText(user, 'user', 'client-certificate-data')),
    key: decode(readText(user, 'user', 'client-key-data')),
  };
}

function decode(base64: string): string {
  return Buffer.from(base64, 'base64').toString('utf8');
}

function parseBody(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
