import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readEnv, SETTINGS } from './env.ts';
import { MerlonError } from './errors.ts';

describe('readEnv', () => {
  it('gives every setting its default when nothing is set', () => {
    expect(readEnv({})).toEqual({
      dataDir: resolve('data'),
      port: 3636,
      host: '127.0.0.1',
      probe: true,
      probeAllow: null,
      logLevel: 'info',
      scanConcurrency: 2,
      designPage: false,
      demoKubeconfig: null,
    });
  });

  it('takes a variable set to nothing as not set', () => {
    expect(readEnv({ MERLON_PORT: '', MERLON_HOST: ' ' })).toMatchObject({ port: 3636, host: '127.0.0.1' });
  });

  const accepted = [
    { name: 'another loopback address', source: { MERLON_HOST: '127.8.9.10' }, host: '127.8.9.10' },
    { name: 'the IPv6 loopback address', source: { MERLON_HOST: '::1' }, host: '::1' },
    { name: 'localhost by name', source: { MERLON_HOST: 'localhost' }, host: 'localhost' },
  ];
  it.each(accepted)('accepts $name', ({ source, host }) => {
    expect(readEnv(source).host).toBe(host);
  });

  it('splits networks at commas and spaces', () => {
    const { probeAllow } = readEnv({ MERLON_PROBE_ALLOW: '10.0.0.0/16, fd00::/64 192.0.2.7' });
    expect(probeAllow).toEqual(['10.0.0.0/16', 'fd00::/64', '192.0.2.7']);
  });

  const refused = [
    { name: 'every address', source: { MERLON_HOST: '0.0.0.0' } },
    { name: 'a name that only begins like loopback', source: { MERLON_HOST: '127.0.0.1.example.org' } },
    { name: 'a port beyond the last', source: { MERLON_PORT: '65536' } },
    { name: 'a port that is no number', source: { MERLON_PORT: '80a' } },
    { name: 'a switch that is neither on nor off', source: { MERLON_PROBE: 'no' } },
    { name: 'a prefix longer than the address', source: { MERLON_PROBE_ALLOW: '10.0.0.0/33' } },
    { name: 'an unknown log level', source: { MERLON_LOG_LEVEL: 'loud' } },
    { name: 'no scan at all', source: { MERLON_SCAN_CONCURRENCY: '0' } },
  ];
  it.each(refused)('refuses $name with one sentence that names the setting', ({ source }) => {
    const [name = ''] = Object.keys(source);
    expect(() => readEnv(source)).toThrow(MerlonError);
    expect(() => readEnv(source)).toThrow(new RegExp(`^${name} is "[^"]+", but [^.]*.*\\.$`));
  });
});

describe('SETTINGS', () => {
  it('leaves out what only the launcher sets', () => {
    const names = SETTINGS.map((setting) => setting.name);
    expect(names).toContain('MERLON_PORT');
    expect(names).not.toContain('MERLON_DEMO_KUBECONFIG');
  });
});
