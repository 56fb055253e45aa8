import { NextResponse, type NextRequest } from 'next/server';
import { isTrustedHost } from '#lib/auth/trusted-host.ts';
import { negotiateLocale } from '#lib/i18n/locale.ts';

const REFUSED = {
  en: 'Merlon answers only on a loopback address such as http://127.0.0.1. The name in the request is not one.\n',
  'zh-CN': 'Merlon 只在环回地址（例如 http://127.0.0.1）上应答，请求中的名称不是环回地址。\n',
};

/** Refuses foreign host names, and gives every request its id, its nonce and the policy that holds the page. */
export function proxy(request: NextRequest): NextResponse {
  const requestId = crypto.randomUUID();
  if (!isTrustedHost(request.headers.get('host'))) {
    return new NextResponse(REFUSED[negotiateLocale(request.headers.get('accept-language'))], {
      status: 421,
      headers: { 'content-type': 'text/plain; charset=utf-8', 'x-request-id': requestId },
    });
  }
  const policy = contentPolicy(btoa(crypto.randomUUID()));
  const headers = new Headers(request.headers);
  headers.set('x-request-id', requestId);
  // A layout is not told the address it is rendered for.
  headers.set('x-merlon-address', `${request.nextUrl.pathname}${request.nextUrl.search}`);
  // Next reads the nonce for its own scripts from the policy on the request.
  headers.set('content-security-policy', policy);
  const response = NextResponse.next({ request: { headers } });
  for (const [name, value] of Object.entries({ ...FIXED_HEADERS, 'content-security-policy': policy })) {
    response.headers.set(name, value);
  }
  response.headers.set('x-request-id', requestId);
  return response;
}

const FIXED_HEADERS = {
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), geolocation=(), microphone=()',
  'referrer-policy': 'same-origin',
  'x-content-type-options': 'nosniff',
};

function contentPolicy(nonce: string): string {
  const developing = process.env.NODE_ENV === 'development';
  return [
    `default-src 'none'`,
    // React's development build rebuilds server stacks by eval.
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${developing ? ` 'unsafe-eval'` : ''}`,
    `style-src 'self' ${developing ? `'unsafe-inline'` : `'nonce-${nonce}'`}`,
    // Positions of menus and widths of bars are style attributes.
    `style-src-attr 'unsafe-inline'`,
    `img-src 'self' data:`,
    `font-src 'self'`,
    `connect-src 'self'`,
    `manifest-src 'self'`,
    `form-action 'self'`,
    `frame-ancestors 'none'`,
    `base-uri 'none'`,
    `object-src 'none'`,
  ].join('; ');
}
