import type { IncomingMessage } from 'node:http';
import { TLSSocket } from 'node:tls';
import { isSignedBy } from '../certificates.ts';
import type { User } from './rbac.ts';

/** Who may come in: the authority of client certificates and the known bearer tokens. */
export interface Credentials {
  authorityPem: string;
  tokens: ReadonlyMap<string, User>;
}

const ANONYMOUS: User = { name: 'system:anonymous', groups: ['system:unauthenticated'] };

/** Returns the user behind a request; null when a credential was shown and is not good (401). */
export function authenticate(request: IncomingMessage, credentials: Credentials, now: Date): User | null {
  const certificate = clientCertificateOf(request);
  if (certificate !== undefined) {
    if (!isSignedBy(certificate, credentials.authorityPem, now)) return null;
    const subject = certificate.subject.split('\n');
    const valuesOf = (key: string): string[] =>
      subject.filter((line) => line.startsWith(`${key}=`)).map((line) => line.slice(key.length + 1));
    return { name: valuesOf('CN')[0] ?? '', groups: [...valuesOf('O'), 'system:authenticated'] };
  }
  const header = request.headers.authorization;
  if (header === undefined) return ANONYMOUS;
  const token = /^Bearer\s+(\S+)$/i.exec(header)?.[1];
  return token === undefined ? null : (credentials.tokens.get(token) ?? null);
}

function clientCertificateOf(request: IncomingMessage): ReturnType<TLSSocket['getPeerX509Certificate']> {
  return request.socket instanceof TLSSocket ? request.socket.getPeerX509Certificate() : undefined;
}
