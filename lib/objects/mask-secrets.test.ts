import { describe, expect, test } from 'vitest';
import { isSecretKey, maskArguments, maskDeep, maskText } from './mask-secrets.ts';

describe('keys', () => {
  test.each(['password', 'client-secret', 'apiKey', 'AWS_SECRET_ACCESS_KEY', 'token', 'Authorization'])(
    '%s holds a secret',
    (key) => expect(isSecretKey(key)).toBe(true),
  );

  test.each([
    'secretName',
    'token-auth-file',
    'tokenTTL',
    'adminSecretNamespace',
    'passwordFile',
    'name',
    'image',
  ])('%s does not', (key) => expect(isSecretKey(key)).toBe(false));
});

describe('flags', () => {
  test.each([
    ['a secret in one word', ['--token=abc'], ['--token=(masked)']],
    ['a secret in the next word', ['--password', 'abc', 'serve'], ['--password', '(masked)', 'serve']],
    ['a flag without a value', ['--token', '--v=2'], ['--token', '--v=2']],
    ['a file', ['--token-auth-file=/etc/tokens'], ['--token-auth-file=/etc/tokens']],
    [
      'a path under a secret name',
      ['--service-account-private-key=/k.pem'],
      ['--service-account-private-key=/k.pem'],
    ],
    ['a switch', ['--enable-bootstrap-token-auth=true'], ['--enable-bootstrap-token-auth=true']],
    [
      'a time',
      ['--authentication-token-webhook-cache-ttl=2m0s'],
      ['--authentication-token-webhook-cache-ttl=2m0s'],
    ],
    ['a shell line', ['PASSWORD=abc exec run'], ['PASSWORD=(masked) exec run']],
    ['an address with credentials', ['--etcd=https://u:p@e:2379'], ['--etcd=https://(masked)@e:2379']],
    ['an ordinary flag', ['--authorization-mode=Node,RBAC'], ['--authorization-mode=Node,RBAC']],
  ])('%s', (_, args, expected) => {
    expect(maskArguments(args)).toEqual(expected);
  });
});

describe('texts', () => {
  test.each([
    ['a web token', 'a eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiIxIn0.c2ln b', 'a (masked) b'],
    ['a bootstrap token', 'join abcdef.0123456789abcdef now', 'join (masked) now'],
    ['a private key', '-----BEGIN RSA PRIVATE KEY-----\nMII\n-----END RSA PRIVATE KEY-----\n', '(masked)\n'],
    ['a field of JSON', '{"password":"x y","user":"a"}', '{"password":"(masked)","user":"a"}'],
    [
      'a pair of name and value',
      '- name: api-token\n  value: abc\n',
      '- name: api-token\n  value: (masked)\n',
    ],
  ])('%s is masked', (_, text, expected) => {
    expect(maskText(text)).toBe(expected);
  });

  test.each([
    '-----BEGIN CERTIFICATE-----\nMII\n-----END CERTIFICATE-----\n',
    'tokenAuthFile: /etc/kubernetes/tokens.csv\n',
    'serverTLSBootstrap: true\n',
    'clusterCIDR: 10.0.0.0/16 # see https://example.com/a',
    'authorization:\n  mode: Webhook\n',
  ])('left as it is: %j', (text) => expect(maskText(text)).toBe(text));

  test.each([
    ['one endless word', 'token' + 'a'.repeat(400_000)],
    ['an endless address', `https://${'a'.repeat(400_000)}`],
    ['endless lines', `password name: a${'\n'.repeat(400_000)}`],
    ['many beginnings', 'eyJaaaaaaaa-'.repeat(40_000)],
  ])('%s is read in the time its length takes', (_, text) => {
    expect(maskText(text)).toBe(text);
  });

  test('in a tree, names and references of secrets stay and values go', () => {
    const tree = {
      secretRef: { name: 'db' },
      secretName: 'tls',
      headers: [{ name: 'X-Token', value: 'a' }],
      password: 'b',
    };
    expect(maskDeep(tree)).toEqual({
      secretRef: { name: 'db' },
      secretName: 'tls',
      headers: [{ name: 'X-Token', value: '(masked)' }],
      password: '(masked)',
    });
  });
});
