import {
  Agent as HttpAgent,
  request as httpRequest,
  type IncomingMessage,
  type RequestOptions,
} from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';
import { TLSSocket } from 'node:tls';
import type { CertificateFacts, TlsFacts } from '#lib/model/probe.ts';
import { certificateFacts } from './certificate.ts';
import type { Question } from './ports.ts';

/** Bodies are read no further than this. */
const BODY_LIMIT = 64 * 1024;

/** What a question came to: the answer, or the error in its place. */
export interface Exchange {
  readonly question: Question;
  readonly scheme: 'http' | 'https';
  readonly status: number | null;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
  /** Code of the error that came instead of an answer, such as `ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED`. */
  readonly error: string | null;
}

export interface Peer {
  /** An IP address. */
  readonly address: string;
  readonly port: number;
  /** Host name to ask for by SNI; null for a plain address. */
  readonly serverName: string | null;
}

interface ChannelOptions {
  readonly scheme: 'http' | 'https';
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
}

/** One connection's worth of questions to a port; keeps what the TLS handshake told. */
export class Channel {
  readonly #peer: Peer;
  readonly #options: ChannelOptions;
  readonly #agent: HttpAgent;
  #tls: TlsFacts | null = null;
  #certificate: CertificateFacts | null = null;

  constructor(peer: Peer, options: ChannelOptions) {
    this.#peer = peer;
    this.#options = options;
    const keep = { keepAlive: true, maxSockets: 1 };
    this.#agent =
      options.scheme === 'http' ? new HttpAgent(keep) : new HttpsAgent({ ...keep, ...lenientTls(peer) });
  }

  /** TLS facts, once a handshake came to its end. */
  get tls(): TlsFacts | null {
    return this.#tls;
  }

  get certificate(): CertificateFacts | null {
    return this.#certificate;
  }

  /** Asks one question; never throws. */
  ask(question: Question): Promise<Exchange> {
    const { scheme, timeoutMs, signal } = this.#options;
    const base = { question, scheme, status: null, headers: {}, body: '', error: null };
    return new Promise((resolve) => {
      const send = scheme === 'https' ? httpsRequest : httpRequest;
      const request = send({ ...this.#target(question), agent: this.#agent, signal }, (response) => {
        readBody(response, (body) => {
          clearTimeout(timer);
          resolve({ ...base, status: response.statusCode ?? null, headers: response.headers, body });
        });
      });
      const timer = setTimeout(() => request.destroy(codeError('ETIMEDOUT')), timeoutMs);
      request.on('socket', (socket) => {
        if (!(socket instanceof TLSSocket)) return;
        if (this.#tls !== null) return;
        socket.once('secureConnect', () => this.#remember(socket));
      });
      request.on('error', (error: NodeJS.ErrnoException) => {
        clearTimeout(timer);
        resolve({ ...base, error: errorName(error) });
      });
      request.end(question.body);
    });
  }

  close(): void {
    this.#agent.destroy();
  }

  #target(question: Question): RequestOptions {
    const { address, port, serverName } = this.#peer;
    const body = question.body;
    const type = { 'Content-Type': 'application/json', 'Content-Length': Buffer.byteLength(body ?? '') };
    return {
      host: address,
      port,
      method: question.method,
      path: question.path,
      headers: { Host: hostHeader(serverName ?? address, port), ...(body === undefined ? {} : type) },
    };
  }

  #remember(socket: TLSSocket): void {
    this.#tls = { version: socket.getProtocol() ?? 'unknown', cipher: socket.getCipher().name };
    const certificate = socket.getPeerX509Certificate();
    this.#certificate = certificate === undefined ? null : certificateFacts(certificate);
  }
}

/** Whoever answers is looked at, not trusted: old versions and unknown authorities are findings, not failures. */
function lenientTls(peer: Peer) {
  return {
    rejectUnauthorized: false,
    minVersion: 'TLSv1' as const,
    ciphers: 'DEFAULT@SECLEVEL=0',
    ALPNProtocols: ['http/1.1'],
    servername: peer.serverName ?? '',
  };
}

function hostHeader(host: string, port: number): string {
  return host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`;
}

function readBody(response: IncomingMessage, done: (body: string) => void): void {
  const chunks: Buffer[] = [];
  let size = 0;
  const finish = (): void => done(Buffer.concat(chunks).subarray(0, BODY_LIMIT).toString('utf8'));
  response.on('data', (chunk: Buffer) => {
    chunks.push(chunk);
    size += chunk.length;
    if (size < BODY_LIMIT) return;
    finish();
    response.destroy();
  });
  response.on('end', finish);
  // A body that breaks off still tells what it held so far.
  response.on('error', finish);
}

/** A TLS 1.2 alert hides behind EPROTO and is named in the message only. */
function errorName(error: NodeJS.ErrnoException): string {
  const alert = /SSL alert number \d+/.exec(error.message)?.[0];
  return alert ?? error.code ?? error.message;
}

function codeError(code: string): Error {
  return Object.assign(new Error(code), { code });
}
