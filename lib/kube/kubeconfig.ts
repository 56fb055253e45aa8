import { dirname, isAbsolute, join } from 'node:path';
import type { Cluster, Context, User } from '@kubernetes/client-node';
import { parseDocument } from 'yaml';

/** A user of a kubeconfig, with what the client library does not know. */
export interface KubeconfigUser extends User {
  readonly tokenFile?: string;
  /** Headers that ask the server to take the caller for another. */
  readonly impersonation: Readonly<Record<string, string | string[]>>;
  readonly execPlugin?: ExecPlugin;
}

/** An `exec` block: the program that hands out a credential. */
export interface ExecPlugin {
  readonly command: string;
  readonly args: readonly string[];
  readonly env: readonly { readonly name: string; readonly value: string }[];
  readonly apiVersion: string;
  readonly installHint: string | null;
  readonly provideClusterInfo: boolean;
}

/** What one kubeconfig file says. */
export interface Kubeconfig {
  readonly file: string;
  readonly currentContext: string | null;
  readonly contexts: readonly Context[];
  readonly clusters: readonly Cluster[];
  readonly users: readonly KubeconfigUser[];
}

type Fields = Readonly<Record<string, unknown>>;

/** Says where a kubeconfig's text is wrong. */
export class KubeconfigSyntaxError extends Error {
  override readonly name = 'KubeconfigSyntaxError';
}

/**
 * Reads a kubeconfig's text (YAML or JSON); relative paths in it start at the file's own folder, as in kubectl.
 * Throws KubeconfigSyntaxError. An entry without a name or body is left out; what refers to it says so.
 */
export function parseKubeconfig(content: string, file: string): Kubeconfig {
  const document = parseDocument(content);
  const [error] = document.errors;
  // The library's message quotes the line, which may hold a token: only its code and place are kept.
  if (error !== undefined) throw new KubeconfigSyntaxError(`${error.code}${placeOf(error.linePos)}`);
  const root = valueOf(document);
  if (root === null) return { file, currentContext: null, contexts: [], clusters: [], users: [] };
  if (!isFields(root)) throw new KubeconfigSyntaxError('no mapping at the top');
  const folder = dirname(file);
  return {
    file,
    currentContext: textOf(root['current-context']) ?? null,
    contexts: entriesOf(root['contexts'], 'context').map(contextOf),
    clusters: entriesOf(root['clusters'], 'cluster').map((entry) => clusterOf(entry, folder)),
    users: entriesOf(root['users'], 'user').map((entry) => userOf(entry, folder)),
  };
}

/** An alias without its anchor, or one that multiplies without end, shows only here. */
function valueOf(document: ReturnType<typeof parseDocument>): unknown {
  try {
    return document.toJS();
  } catch (error) {
    throw new KubeconfigSyntaxError('BAD_ALIAS', { cause: error });
  }
}

interface Entry {
  readonly name: string;
  readonly body: Fields;
}

function entriesOf(list: unknown, key: string): Entry[] {
  if (list === undefined || list === null) return [];
  if (!Array.isArray(list)) throw new KubeconfigSyntaxError(`${key}s is no list`);
  return list.filter(isFields).flatMap((entry) => {
    const name = textOf(entry['name']);
    const body = entry[key] ?? {};
    return name === undefined || !isFields(body) ? [] : [{ name, body }];
  });
}

function contextOf({ name, body }: Entry): Context {
  const namespace = textOf(body['namespace']);
  return {
    name,
    cluster: textOf(body['cluster']) ?? '',
    user: textOf(body['user']) ?? '',
    ...(namespace === undefined ? {} : { namespace }),
  };
}

function clusterOf({ name, body }: Entry, folder: string): Cluster {
  const caData = textOf(body['certificate-authority-data']);
  return {
    name,
    server: textOf(body['server']) ?? '',
    skipTLSVerify: body['insecure-skip-tls-verify'] === true,
    ...defined({
      caData,
      caFile: caData === undefined ? pathOf(body['certificate-authority'], folder) : undefined,
      tlsServerName: textOf(body['tls-server-name']),
      proxyUrl: textOf(body['proxy-url']),
    }),
  };
}

function userOf({ name, body }: Entry, folder: string): KubeconfigUser {
  // As in kubectl, data in the file wins over a path to a file.
  const certData = textOf(body['client-certificate-data']);
  const keyData = textOf(body['client-key-data']);
  return {
    name,
    impersonation: impersonationOf(body),
    ...defined({
      certData,
      keyData,
      certFile: certData === undefined ? pathOf(body['client-certificate'], folder) : undefined,
      keyFile: keyData === undefined ? pathOf(body['client-key'], folder) : undefined,
      token: textOf(body['token']),
      tokenFile: pathOf(body['tokenFile'], folder),
      username: textOf(body['username']),
      password: textOf(body['password']),
      execPlugin: execOf(body['exec'], folder),
      authProvider: body['auth-provider'] ?? undefined,
    }),
  };
}

function impersonationOf(body: Fields): Record<string, string | string[]> {
  const extra = isFields(body['as-user-extra']) ? Object.entries(body['as-user-extra']) : [];
  const headers = defined({
    'Impersonate-User': textOf(body['as']),
    'Impersonate-Uid': textOf(body['as-uid']),
    'Impersonate-Group': textsOf(body['as-groups']),
  });
  const extras = extra.map(([key, values]) => [
    `Impersonate-Extra-${encodeURIComponent(key.toLowerCase())}`,
    textsOf(values) ?? [],
  ]);
  return { ...headers, ...Object.fromEntries(extras) } as Record<string, string | string[]>;
}

function execOf(value: unknown, folder: string): ExecPlugin | undefined {
  if (!isFields(value)) return undefined;
  const command = textOf(value['command']) ?? '';
  const env = Array.isArray(value['env']) ? value['env'].filter(isFields) : [];
  return {
    // A bare name is looked up in PATH, anything with a slash starts at the kubeconfig's folder.
    command: command.includes('/') && !isAbsolute(command) ? join(folder, command) : command,
    args: textsOf(value['args']) ?? [],
    env: env.map((entry) => ({ name: textOf(entry['name']) ?? '', value: textOf(entry['value']) ?? '' })),
    apiVersion: textOf(value['apiVersion']) ?? 'client.authentication.k8s.io/v1',
    installHint: textOf(value['installHint']) ?? null,
    provideClusterInfo: value['provideClusterInfo'] === true,
  };
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

function textsOf(value: unknown): string[] | undefined {
  return Array.isArray(value) ? value.map(String) : undefined;
}

function pathOf(value: unknown, folder: string): string | undefined {
  const path = textOf(value);
  return path === undefined || isAbsolute(path) ? path : join(folder, path);
}

function placeOf(place: readonly { line: number; col: number }[] | undefined): string {
  const start = place?.[0];
  return start === undefined ? '' : ` (line ${start.line}, column ${start.col})`;
}

/** Drops fields without a value, so that spreading the rest adds only what is there. */
function defined<T extends Record<string, unknown>>(fields: T): { [K in keyof T]?: NonNullable<T[K]> } {
  const kept = Object.entries(fields).filter(([, value]) => value !== undefined);
  return Object.fromEntries(kept) as { [K in keyof T]?: NonNullable<T[K]> };
}
