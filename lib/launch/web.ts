import { createServer } from 'node:http';
import next from 'next';
import { env } from '#lib/env.ts';

// How long requests under way may take to finish once Merlon is told to end; event streams never would.
const FINISH_MS = 1000;

const { host, port } = env();
const app = next({ dev: false, hostname: host, port });
const handle = app.getRequestHandler();
const server = createServer((request, response) => {
  handle(request, response).catch(() => response.destroy());
});

function end(): void {
  server.close(() => process.exit(0));
  server.closeIdleConnections();
  setTimeout(() => server.closeAllConnections(), FINISH_MS).unref();
}

await app.prepare();
server.on('error', (error) => {
  process.stderr.write(`${error.message}\n`);
  process.exit(1);
});
server.listen(port, host);
process.on('SIGTERM', end);
process.on('SIGINT', end);
