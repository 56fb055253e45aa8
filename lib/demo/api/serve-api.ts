import { randomUUID } from 'node:crypto';
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { gzipSync } from 'node:zlib';
import type { Answer } from './answer.ts';
import { failure, unauthorized } from './answer.ts';
import { authenticate } from './authenticate.ts';
import type { Credentials } from './authenticate.ts';
import { forbidden } from './forbidden.ts';
import type { User } from './rbac.ts';
import { requestInfo } from './request-info.ts';
import { respond } from './respond.ts';
import type { ApiContext } from './respond.ts';

export interface ApiOptions {
  credentials: Credentials;
  /** Called for each request: what is served may change from one generation to the next. */
  context: () => ApiContext;
  /** Uids of the flow schema and the priority level that every answer names. */
  flow: { schemaUid: string; levelUid: string };
}

const BODY_LIMIT_BYTES = 1_048_576;
/** Larger answers go out compressed to clients that can read it, as the API server sends them. */
const GZIP_FROM_BYTES = 131_072;

/** Returns the request listener of an API server. */
export function serveApi(options: ApiOptions): RequestListener {
  return (request, response) => {
    handle(options, request).then(
      ({ result, isKnown }) => write(response, result, isKnown ? options.flow : null),
      (error: unknown) => {
        const message = `Internal error occurred: ${error instanceof Error ? error.message : String(error)}`;
        write(response, failure(500, 'InternalError', { message }), options.flow);
      },
    );
  };
}

interface Handled {
  result: Answer;
  /** Whether the request came past authentication, where priority and fairness marks it. */
  isKnown: boolean;
}

async function handle(options: ApiOptions, request: IncomingMessage): Promise<Handled> {
  const context = options.context();
  const user = authenticate(request, options.credentials, new Date(context.nowMs));
  if (user === null) return { result: unauthorized(), isKnown: false };
  const body = await readBody(request);
  const caller = impersonated(context, request, user);
  if ('status' in caller) return { result: caller, isKnown: true };
  const info = requestInfo(request.method ?? 'GET', request.url ?? '/', request.headers.accept ?? '');
  return { result: respond(context, info, { user: caller, body }), isKnown: true };
}

/** Acting as somebody else (`kubectl --as`) needs the right to impersonate the name and each group. */
function impersonated(context: ApiContext, request: IncomingMessage, user: User): User | Answer {
  const name = request.headers['impersonate-user'];
  if (typeof name !== 'string') return user;
  const header = request.headersDistinct['impersonate-group'] ?? [];
  const wanted = [
    { resource: 'users', name },
    ...header.map((group) => ({ resource: 'groups', name: group })),
  ];
  for (const { resource, name: wantedName } of wanted) {
    const ask = { verb: 'impersonate', group: '', resource, name: wantedName };
    if (context.authorizer.allows(user, ask) === null) return forbidden(user, ask);
  }
  const account = /^system:serviceaccount:([^:]+):[^:]+$/.exec(name)?.[1];
  const added = account === undefined ? [] : ['system:serviceaccounts', `system:serviceaccounts:${account}`];
  return { name, groups: [...header, ...added, 'system:authenticated'] };
}

async function readBody(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length <= BODY_LIMIT_BYTES) chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function write(response: ServerResponse, result: Answer, flow: ApiOptions['flow'] | null): void {
  const isText = typeof result.body === 'string';
  const plain = Buffer.from(isText ? String(result.body) : `${JSON.stringify(result.body)}\n`);
  const isZipped =
    plain.length >= GZIP_FROM_BYTES && /\bgzip\b/.test(String(response.req.headers['accept-encoding'] ?? ''));
  const body = isZipped ? gzipSync(plain, { level: 1 }) : plain;
  response.writeHead(result.status, {
    'Audit-Id': randomUUID(),
    'Cache-Control': 'no-cache, private',
    'Content-Type': result.contentType ?? 'application/json',
    ...(isText ? { 'X-Content-Type-Options': 'nosniff' } : {}),
    ...(flow === null
      ? {}
      : {
          'X-Kubernetes-Pf-Flowschema-Uid': flow.schemaUid,
          'X-Kubernetes-Pf-Prioritylevel-Uid': flow.levelUid,
        }),
    ...(isZipped ? { 'Content-Encoding': 'gzip', Vary: 'Accept-Encoding' } : {}),
    'Content-Length': body.length,
  });
  response.end(response.req.method === 'HEAD' ? undefined : body);
}
