import { requireSameOrigin, type RequestBody } from '#lib/auth/require-same-origin.ts';
import { RequestRefused } from '#lib/auth/request-refused.ts';
import { requireSession, type Role, type Session } from '#lib/auth/require-session.ts';
import { createLog, type Logger } from '#lib/log.ts';
import { problem } from './problem.ts';

/** Who may call a route, and for one that changes something what body it takes. */
export interface Access {
  readonly role: Role;
  readonly changes?: RequestBody;
}

/** A call of a route: the request, who makes it, and the values in its path. */
export interface Call<Params> {
  readonly request: Request;
  readonly session: Session;
  readonly params: Params;
}

let log: Logger | undefined;

/** Returns a route handler that checks origin and role first and answers every failure as a problem. */
export function handle<Params = Record<never, never>>(
  access: Access,
  answer: (call: Call<Params>) => Promise<Response>,
): (request: Request, context: { params: Promise<Params> }) => Promise<Response> {
  return async (request, context) => {
    const requestId = request.headers.get('x-request-id') ?? 'unknown';
    try {
      const session = await requireSession(access.role);
      if (access.changes !== undefined) requireSameOrigin(request.headers, access.changes);
      return await answer({ request, session, params: await context.params });
    } catch (error) {
      if (error instanceof RequestRefused) {
        return problem({ status: error.status, detail: error.text.en, requestId });
      }
      log ??= createLog('web');
      log.error({ err: error, requestId, path: new URL(request.url).pathname }, 'a request failed');
      return problem({ status: 500, detail: 'The request failed on the server.', requestId });
    }
  };
}
