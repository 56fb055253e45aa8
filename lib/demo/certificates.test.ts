import { X509Certificate } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { createAuthority, isSignedBy, issueLeaf } from './certificates.ts';

const now = new Date('2026-11-22T06:00:00Z');
const authority = createAuthority('kubernetes', now);
const leaf = (daysLeft?: number): X509Certificate =>
  new X509Certificate(
    issueLeaf(authority, {
      commonName: 'lena',
      organizations: ['company:storefront', 'company:on-call'],
      names: ['api.example.com'],
      addresses: ['127.0.0.1'],
      use: 'client',
      now,
      ...(daysLeft === undefined ? {} : { daysLeft }),
    }).cert,
  );

describe('issueLeaf', () => {
  it('names its holder, its organizations and its addresses', () => {
    expect(leaf().subject.split('\n')).toEqual(['O=company:storefront', 'O=company:on-call', 'CN=lena']);
    expect(leaf().subjectAltName).toBe('DNS:api.example.com, IP Address:127.0.0.1');
  });

  it('ends the given number of days from now', () => {
    expect(leaf(12).validToDate.toISOString()).toBe('2026-12-04T06:00:00.000Z');
  });
});

describe('isSignedBy', () => {
  it('accepts a certificate of its authority', () => {
    expect(isSignedBy(leaf(), authority.cert, now)).toBe(true);
  });

  it('refuses one of another authority with the same name', () => {
    expect(isSignedBy(leaf(), createAuthority('kubernetes', now).cert, now)).toBe(false);
  });

  it('refuses one that has ended', () => {
    expect(isSignedBy(leaf(-1), authority.cert, now)).toBe(false);
  });
});
