/** What a problem tells, besides what its status implies. */
export interface Problem {
  readonly status: keyof typeof TITLES;
  readonly detail: string;
  readonly requestId: string;
  /** Further members, such as the id of the scan in the way. */
  readonly more?: Readonly<Record<string, unknown>>;
}

const TITLES = {
  401: 'Not signed in',
  403: 'Refused',
  404: 'Not found',
  409: 'Conflict',
  413: 'Too large',
  415: 'Wrong content type',
  421: 'Misdirected',
  422: 'Invalid request',
  500: 'Failure',
  503: 'Not available',
};

/** Returns an answer in the form of RFC 9457. */
export function problem({ status, detail, requestId, more = {} }: Problem): Response {
  const body = { type: 'about:blank', title: TITLES[status], status, detail, requestId, ...more };
  return new Response(JSON.stringify(body), {
    status,
    headers: { 'content-type': 'application/problem+json', 'cache-control': 'no-store' },
  });
}
