import { createServer as createHttp, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer as createHttps, type ServerOptions } from 'node:https';
import type { AddressInfo, Socket } from 'node:net';

/** One request as a replaying server saw it. */
export interface SeenRequest {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingMessage['headers'];
  /** Common name of the client certificate; null without one. */
  readonly clientName: string | null;
}

export type Replayer = (request: SeenRequest, response: ServerResponse) => void;

export interface ReplayApi {
  readonly url: string;
  readonly port: number;
  readonly seen: readonly SeenRequest[];
  close(): Promise<void>;
}

/** Starts a server on loopback that answers as `replayer` says; over TLS where a certificate is given. */
export async function startReplayApi(replayer: Replayer, tls?: ServerOptions): Promise<ReplayApi> {
  const seen: SeenRequest[] = [];
  const sockets = new Set<Socket>();
  const answer = (incoming: IncomingMessage, response: ServerResponse) => {
    const request = seenRequest(incoming);
    seen.push(request);
    replayer(request, response);
  };
  const server = tls === undefined ? createHttp(answer) : createHttps(tls, answer);
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `${tls === undefined ? 'http' : 'https'}://127.0.0.1:${port}`,
    port,
    seen,
    close: async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function seenRequest(incoming: IncomingMessage): SeenRequest {
  const { pathname, searchParams } = new URL(incoming.url ?? '/', 'http://replay');
  const { socket } = incoming as { socket: { getPeerCertificate?: () => { subject?: { CN?: unknown } } } };
  const name = socket.getPeerCertificate?.().subject?.CN;
  return {
    method: incoming.method ?? '',
    path: pathname,
    query: searchParams,
    headers: incoming.headers,
    clientName: typeof name === 'string' ? name : null,
  };
}

/** Answers with JSON. */
export function sendJson(response: ServerResponse, body: unknown, status = 200): void {
  response.writeHead(status, { 'Content-Type': 'application/json' });
  response.end(JSON.stringify(body));
}

/** Answers with the Status object that an API server sends with an error. */
export function sendStatus(response: ServerResponse, code: number, message: string): void {
  sendJson(response, { kind: 'Status', apiVersion: 'v1', status: 'Failure', code, message }, code);
}
