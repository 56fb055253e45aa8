import { describe, expect, it } from 'vitest';
import { isTrustedHost } from './trusted-host.ts';

describe('isTrustedHost', () => {
  it.each([
    'localhost',
    'localhost:3636',
    'LOCALHOST:3636',
    '127.0.0.1',
    '127.0.0.1:3636',
    '127.8.9.10:80',
    '[::1]:3636',
  ])('lets %s in', (host) => {
    expect(isTrustedHost(host)).toBe(true);
  });

  it.each([
    null,
    '',
    'merlon.example',
    'localhost.example:3636',
    '127.0.0.1.example',
    '192.168.1.10:3636',
    '0.0.0.0:3636',
    '[::]:3636',
    '[fe80::1]',
    'user@127.0.0.1',
    '127.0.0.1/evil.example',
    'localhost:3636, evil.example',
  ])('refuses %s', (host) => {
    expect(isTrustedHost(host)).toBe(false);
  });
});
