import { once } from 'node:events';
import { createServer as createHttp, type RequestListener } from 'node:http';
import { createServer as createHttps, type ServerOptions } from 'node:https';
import type { Server } from 'node:net';

/** Listeners a test opens on loopback addresses; `close` ends them all. */
export class Listeners {
  readonly #closers: (() => void)[] = [];

  /** Serves plain HTTP. */
  http(host: string, port: number, handler: RequestListener): Promise<void> {
    return this.listen(createHttp(handler), host, port);
  }

  /** Serves HTTPS with the identity and TLS options given. */
  https(
    host: string,
    port: number,
    { handler, ...tls }: ServerOptions & { handler: RequestListener },
  ): Promise<void> {
    return this.listen(createHttps(tls, handler), host, port);
  }

  async listen(server: Server, host: string, port: number): Promise<void> {
    server.listen(port, host);
    await once(server, 'listening');
    this.onClose(() => server.close());
  }

  onClose(closer: () => void): void {
    this.#closers.push(closer);
  }

  close(): void {
    for (const closer of this.#closers) closer();
  }
}

/** Answers with a JSON document. */
export function json(status: number, body: unknown, headers: Record<string, string> = {}): RequestListener {
  return (_request, response) => {
    response.writeHead(status, { 'Content-Type': 'application/json', ...headers });
    response.end(JSON.stringify(body));
  };
}

/** Answers with plain text. */
export function text(status: number, body: string): RequestListener {
  return (_request, response) => response.writeHead(status).end(body);
}

/** Answers by path; anything else is 404. */
export function byPath(answers: Readonly<Record<string, RequestListener>>): RequestListener {
  return (request, response) => {
    const answer = answers[(request.url ?? '').split('?')[0] ?? ''];
    if (answer === undefined) response.writeHead(404).end('404 page not found');
    else answer(request, response);
  };
}
