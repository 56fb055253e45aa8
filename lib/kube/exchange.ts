import { request as requestHttp, type IncomingMessage } from 'node:http';
import { request as requestHttps } from 'node:https';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { CutOffError, SilenceError } from './connection-failure.ts';
import type { Credentials } from './credentials.ts';

/** One request. */
export interface Question {
  readonly method: 'GET' | 'POST';
  readonly url: URL;
  readonly accept: string;
  /** JSON text to send. */
  readonly body?: string;
  readonly signal?: AbortSignal | undefined;
}

export interface Patience {
  /** Longest wait for the first byte of an answer. */
  readonly requestTimeoutMs: number;
  /** Longest silence inside an answer. */
  readonly stallTimeoutMs: number;
  /** Asks for compressed answers: saves bandwidth, costs both ends time. */
  readonly compress: boolean;
}

export interface RawAnswer {
  readonly status: number;
  readonly retryAfter: string | undefined;
  readonly body: Buffer;
}

const unzip = promisify(gunzip);

/** Sends one request and returns the whole answer; throws what broke it, or the signal's reason. */
export async function exchange(
  question: Question,
  credentials: Credentials,
  patience: Patience,
): Promise<RawAnswer> {
  question.signal?.throwIfAborted();
  const { response, body } = await transfer(question, credentials, patience);
  return {
    status: response.statusCode ?? 0,
    retryAfter: response.headers['retry-after'],
    body: response.headers['content-encoding'] === 'gzip' ? await unzip(body) : body,
  };
}

interface Transfer {
  readonly response: IncomingMessage;
  readonly body: Buffer;
}

function transfer(question: Question, credentials: Credentials, patience: Patience): Promise<Transfer> {
  const { url, method, signal } = question;
  return new Promise((resolve, reject) => {
    const send = url.protocol === 'http:' ? requestHttp : requestHttps;
    const request = send(url, {
      method,
      agent: credentials.agent,
      headers: headersOf(question, credentials, patience),
      ...(signal === undefined ? {} : { signal }),
    });
    let silent: SilenceError | null = null;
    const silence = (what: string) => () => {
      silent = new SilenceError(what);
      request.destroy(silent);
    };
    let timer = setTimeout(silence('no answer'), patience.requestTimeoutMs);
    const end = (settle: () => void) => {
      clearTimeout(timer);
      settle();
    };
    // What is destroyed here is told by Node as a broken connection: the cause comes first.
    const fail = (error: unknown) =>
      end(() => reject(signal?.aborted === true ? signal.reason : (silent ?? error)));
    request.on('error', fail);
    request.on('response', (response) => {
      clearTimeout(timer);
      timer = setTimeout(silence('the answer stopped coming'), patience.stallTimeoutMs);
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => {
        chunks.push(chunk);
        timer.refresh();
      });
      response.on('end', () => end(() => resolve({ response, body: Buffer.concat(chunks) })));
      response.on('error', () => fail(new CutOffError('the answer was cut off')));
    });
    request.end(question.body);
  });
}

function headersOf(question: Question, credentials: Credentials, patience: Patience) {
  return {
    ...credentials.headers,
    Accept: question.accept,
    'User-Agent': 'merlon',
    ...(patience.compress ? { 'Accept-Encoding': 'gzip' } : {}),
    ...(question.body === undefined ? {} : { 'Content-Type': 'application/json' }),
  };
}
