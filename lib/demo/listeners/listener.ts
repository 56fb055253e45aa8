import { createServer } from 'node:http';
import type { RequestListener, Server, ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { ServerOptions } from 'node:https';
import type { AddressInfo } from 'node:net';

/** One port of the demo: where it listens, how, and what it answers. */
export interface ListenerPlan {
  /** What tells it from another on the same port: a changed id makes the listener anew. */
  id: string;
  address: string;
  port: number;
  /** Missing for plain HTTP. */
  tls?: ServerOptions;
  answer: RequestListener;
}

/** Opens a listener; rejects with the system's error when the port cannot be bound. */
export async function openListener(plan: ListenerPlan): Promise<Server> {
  const server = plan.tls === undefined ? createServer(plan.answer) : createTlsServer(plan.tls, plan.answer);
  // Kubernetes' own servers leave idle connections open: a client that waits must not find them closed.
  server.keepAliveTimeout = 0;
  // A refused handshake is the peer's business; without a handler it would end the process.
  server.on('tlsClientError', () => undefined);
  server.on('clientError', (_error, socket) => socket.destroy());
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen({ host: plan.address, port: plan.port, exclusive: true }, () => {
      server.off('error', reject);
      resolve();
    });
  });
  return server;
}

/** Closes a listener and every connection it holds. */
export async function closeListener(server: Server): Promise<void> {
  await new Promise<void>((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}

/** Returns the port a listener got. */
export function portOf(server: Server): number {
  return (server.address() as AddressInfo).port;
}

export interface TextAnswer {
  status?: number;
  body: string;
  contentType?: string;
}

/** Writes a whole answer. */
export function writeText(response: ServerResponse, answer: TextAnswer): void {
  response.writeHead(answer.status ?? 200, {
    'Content-Type': answer.contentType ?? 'text/plain; charset=utf-8',
    'Content-Length': Buffer.byteLength(answer.body),
  });
  response.end(answer.body);
}

/** Writes an object as JSON. */
export function writeJson(response: ServerResponse, body: unknown, status = 200): void {
  writeText(response, { status, body: JSON.stringify(body), contentType: 'application/json' });
}
