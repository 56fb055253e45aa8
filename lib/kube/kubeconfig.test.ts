import { describe, expect, it } from 'vitest';
import { KubeconfigSyntaxError, parseKubeconfig } from './kubeconfig.ts';

const FILE = '/etc/kube/config';

function userOf(fields: string) {
  return parseKubeconfig(`users:\n- name: u\n  user:\n${fields}`, FILE).users[0];
}

describe('parseKubeconfig', () => {
  it.each([
    {
      name: 'a relative path starts at the file',
      fields: '    tokenFile: t',
      has: { tokenFile: '/etc/kube/t' },
    },
    { name: 'an absolute path stays', fields: '    tokenFile: /run/t', has: { tokenFile: '/run/t' } },
    {
      name: 'data wins over a path',
      fields: '    client-certificate: c.crt\n    client-certificate-data: YQ==',
      has: { name: 'u', certData: 'YQ==' },
    },
    {
      name: 'a plugin with a slash starts at the file',
      fields: '    exec: {command: bin/login, args: [a]}',
      has: { execPlugin: { command: '/etc/kube/bin/login', args: ['a'] } },
    },
    {
      name: 'a plugin without a slash is looked up in PATH',
      fields: '    exec: {command: login}',
      has: { execPlugin: { command: 'login', args: [] } },
    },
    {
      name: 'impersonation keeps all it says',
      fields:
        '    as: jane\n    as-uid: u1\n    as-groups: [a, b]\n    as-user-extra: {Example.com/Team: [x]}',
      has: {
        impersonation: {
          'Impersonate-User': 'jane',
          'Impersonate-Uid': 'u1',
          'Impersonate-Group': ['a', 'b'],
          'Impersonate-Extra-example.com%2Fteam': ['x'],
        },
      },
    },
  ])('$name', ({ fields, has }) => {
    expect(userOf(fields)).toMatchObject(has);
  });

  it('leaves the path out where data is given', () => {
    expect(userOf('    client-key: k\n    client-key-data: YQ==')).not.toHaveProperty('keyFile');
  });

  it('reads JSON as well as YAML', () => {
    const json = JSON.stringify({
      'current-context': 'a',
      contexts: [{ name: 'a', context: { cluster: 'c' } }],
    });
    expect(parseKubeconfig(json, FILE)).toMatchObject({ currentContext: 'a', contexts: [{ cluster: 'c' }] });
  });

  it('takes an empty file for one without contexts', () => {
    expect(parseKubeconfig('', FILE)).toMatchObject({ currentContext: null, contexts: [] });
  });

  it.each([
    { name: 'broken YAML', content: 'users: [' },
    { name: 'a list at the top', content: '- a' },
    { name: 'contexts that are no list', content: 'contexts: {}' },
    { name: 'an alias without an anchor', content: 'users: *nobody' },
    {
      name: 'aliases that multiply without end',
      content: `a: &a [${'x, '.repeat(9)}x]\nb: &b [${'*a, '.repeat(9)}*a]\nc: &c [${'*b, '.repeat(9)}*b]\nd: [${'*c, '.repeat(9)}*c]`,
    },
  ])('refuses $name', ({ content }) => {
    expect(() => parseKubeconfig(content, FILE)).toThrow(KubeconfigSyntaxError);
  });

  it('says where it is broken without quoting what stands there', () => {
    const broken = 'users:\n- name: u\n  user: {token: very-secret-token\n';
    expect(() => parseKubeconfig(broken, FILE)).toThrow(/line \d+, column \d+/);
    expect(() => parseKubeconfig(broken, FILE)).not.toThrow(/very-secret-token/);
  });
});
