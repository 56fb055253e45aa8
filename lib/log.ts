import pino, { type Logger } from 'pino';
import { env } from './env.ts';

export type { Logger } from 'pino';

const HIDDEN = '[hidden]';

// Names under which secrets travel in Kubernetes objects, kubeconfigs, HTTP headers and environment lists.
const secretName =
  /^(data|stringdata|binarydata|env)$|token|password|passwd|secret|authorization|cookie|credential|private|client-?key|key-?data|kubeconfig|last-applied|api-?key/i;

const secretShapes: readonly RegExp[] = [
  // JSON web tokens: service account tokens are such.
  /\beyJ[\w-]{8,}\.[\w-]+\.[\w-]*/g,
  /\b(?:Bearer|Basic)\s+[\w~+/.=-]{8,}/gi,
  /-----BEGIN [A-Z ]*PRIVATE KEY-----.*?(?:-----END [A-Z ]*PRIVATE KEY-----|(?="|$))/g,
  // The user part of a URL, as in https://name:password@host.
  /(?<=:\/\/)[^/\s:@"]+:[^/\s@"]+(?=@)/g,
];

const maxDepth = 6;

function withoutSecrets(value: unknown, depth: number): unknown {
  if (depth > maxDepth) return HIDDEN;
  if (value instanceof Error) {
    const { name, message, stack, cause } = value;
    const code = 'code' in value ? value.code : undefined;
    return withoutSecrets({ name, code, message, stack, cause }, depth + 1);
  }
  if (Array.isArray(value)) return value.map((item) => withoutSecrets(item, depth + 1));
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).filter(([, item]) => item !== undefined);
  return Object.fromEntries(
    entries.map(([name, item]) => [
      name,
      secretName.test(name) && item !== null && typeof item !== 'boolean' && typeof item !== 'number'
        ? HIDDEN
        : withoutSecrets(item, depth + 1),
    ]),
  );
}

/** Returns the line with everything that looks like a token, a key or a password replaced. */
export function scrub(line: string): string {
  return secretShapes.reduce((text, shape) => text.replaceAll(shape, HIDDEN), line);
}

/** Returns a logger that writes JSON lines to standard error, or to `write`, and never lets a secret through. */
export function createLog(name: string, write?: (line: string) => void): Logger {
  const destination = write === undefined ? pino.destination({ fd: 2, sync: true }) : { write };
  return pino(
    {
      name,
      level: env().logLevel,
      timestamp: pino.stdTimeFunctions.isoTime,
      serializers: { err: (value: unknown) => value },
      formatters: {
        level: (label) => ({ level: label }),
        log: (fields) => withoutSecrets(fields, 0) as Record<string, unknown>,
      },
      hooks: { streamWrite: scrub },
    },
    destination,
  );
}
