import type { RequestListener } from 'node:http';
import { failure, unauthorized } from '../api/answer.ts';
import { authenticate } from '../api/authenticate.ts';
import type { Credentials } from '../api/authenticate.ts';
import { forbidden } from '../api/forbidden.ts';
import type { Authorizer } from '../api/rbac.ts';
import { writeJson, writeText } from './listener.ts';

/** Answers as the controller manager and the scheduler do: health for all, the rest by delegated RBAC. */
export function component(
  name: string,
  credentials: Credentials,
  authorizer: () => Authorizer,
): RequestListener {
  return (request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'https://component');
    if (/^\/(healthz|livez|readyz)$/.test(pathname)) {
      writeText(response, { body: 'ok' });
      return;
    }
    const user = authenticate(request, credentials, new Date());
    if (user === null) {
      const refused = unauthorized();
      writeJson(response, refused.body, refused.status);
      return;
    }
    const ask = { verb: (request.method ?? 'GET').toLowerCase(), path: pathname };
    if (authorizer().allows(user, ask) === null) {
      const refused = forbidden(user, ask);
      writeJson(response, refused.body, refused.status);
      return;
    }
    if (pathname === '/metrics') {
      writeText(response, { body: `# TYPE process_start_time_seconds gauge\n# component ${name}\n` });
      return;
    }
    const missing = failure(404, 'NotFound', { message: 'the server could not find the requested resource' });
    writeJson(response, missing.body, missing.status);
  };
}
