import { describe, expect, it } from 'vitest';
import { RequestRefused } from './request-refused.ts';
import { requireSameOrigin, type RequestBody } from './require-same-origin.ts';

function statusOf(headers: Record<string, string>, body: RequestBody): number {
  try {
    requireSameOrigin(new Headers({ host: '127.0.0.1:3636', ...headers }), body);
    return 200;
  } catch (error) {
    return error instanceof RequestRefused ? error.status : 500;
  }
}

const json = { 'content-type': 'application/json; charset=utf-8' };

describe('requireSameOrigin', () => {
  it.each([
    { name: 'a fetch of this page', headers: { 'sec-fetch-site': 'same-origin', ...json }, status: 200 },
    {
      name: 'an old browser with its origin',
      headers: { origin: 'http://127.0.0.1:3636', ...json },
      status: 200,
    },
    { name: 'another site', headers: { 'sec-fetch-site': 'cross-site', ...json }, status: 403 },
    {
      name: 'another port of this machine',
      headers: { 'sec-fetch-site': 'same-site', ...json },
      status: 403,
    },
    { name: 'a typed address', headers: { 'sec-fetch-site': 'none', ...json }, status: 403 },
    {
      name: 'a foreign site that also sends a fitting origin',
      headers: { 'sec-fetch-site': 'cross-site', origin: 'http://127.0.0.1:3636', ...json },
      status: 403,
    },
    { name: 'another origin', headers: { origin: 'http://evil.example', ...json }, status: 403 },
    { name: 'an opaque origin', headers: { origin: 'null', ...json }, status: 403 },
    { name: 'another port as origin', headers: { origin: 'http://127.0.0.1:80', ...json }, status: 403 },
    { name: 'neither header', headers: json, status: 403 },
    {
      name: 'a form posing as an API call',
      headers: { 'sec-fetch-site': 'same-origin', 'content-type': 'text/plain' },
      status: 415,
    },
    { name: 'no content type', headers: { 'sec-fetch-site': 'same-origin' }, status: 415 },
  ])('$name gets $status', ({ headers, status }) => {
    expect(statusOf(headers, 'json')).toBe(status);
  });

  it('asks no content type of a request without a body', () => {
    expect(statusOf({ 'sec-fetch-site': 'same-origin' }, 'none')).toBe(200);
    expect(statusOf({ 'sec-fetch-site': 'cross-site' }, 'none')).toBe(403);
  });
});
