/** What the API answers; the server writes it out and adds the headers every answer has. */
export interface Answer {
  status: number;
  body: unknown;
  contentType?: string;
}

/** Where a Status points at an object or a kind. */
export interface StatusDetails {
  name?: string;
  group?: string;
  kind?: string;
}

export function answer(body: unknown, contentType = 'application/json'): Answer {
  return { status: 200, body, contentType };
}

export function plainText(status: number, text: string): Answer {
  return { status, body: text, contentType: 'text/plain; charset=utf-8' };
}

/** A failure as the API server writes it: a `Status` object. */
export function failure(
  code: number,
  reason: string,
  rest: { message: string; details?: StatusDetails },
): Answer {
  const { message, details } = rest;
  const body = {
    kind: 'Status',
    apiVersion: 'v1',
    metadata: {},
    status: 'Failure',
    message,
    reason,
    ...(details === undefined ? {} : { details }),
    code,
  };
  return { status: code, body, contentType: 'application/json' };
}

export const unauthorized = (): Answer => failure(401, 'Unauthorized', { message: 'Unauthorized' });

/** The plain answer to a path no API group serves. */
export const unknownPath = (): Answer => plainText(404, '404 page not found\n');
