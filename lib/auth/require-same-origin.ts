import { text } from '#lib/model/text.ts';
import { RequestRefused } from './request-refused.ts';

/** What a state-changing request carries: `json` for the API, `action` for a form or Server Action. */
export type RequestBody = 'json' | 'action' | 'none';

/**
 * Throws `RequestRefused` unless a state-changing request comes from a page of this very origin.
 * `Sec-Fetch-Site` decides where the browser sends it; the Origin decides where it does not. A request with
 * neither is refused, since nothing tells where it comes from.
 */
export function requireSameOrigin(headers: Headers, body: RequestBody): void {
  if (!isSameOrigin(headers)) {
    throw new RequestRefused(
      403,
      text('The request does not come from this page.', '这个请求不是由本页面发出的。'),
    );
  }
  if (body === 'json' && mediaType(headers) !== 'application/json') {
    throw new RequestRefused(
      415,
      text('The body must be sent as application/json.', '请求正文必须以 application/json 发送。'),
    );
  }
}

function isSameOrigin(headers: Headers): boolean {
  const site = headers.get('sec-fetch-site');
  if (site !== null) return site === 'same-origin';
  const origin = headers.get('origin');
  const parsed = origin === null ? null : URL.parse(origin);
  return parsed !== null && parsed.host !== '' && parsed.host === headers.get('host')?.toLowerCase();
}

function mediaType(headers: Headers): string {
  return (headers.get('content-type') ?? '').split(';', 1).join('').trim().toLowerCase();
}
