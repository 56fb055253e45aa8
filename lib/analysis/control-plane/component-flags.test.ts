import { describe, expect, it } from 'vitest';
import { node } from '#lib/testing/builders/cluster.ts';
import { mirrorPod, pod } from '#lib/testing/builders/workloads.ts';
import { buildComponentFlags, instancesOf } from './component-flags.ts';
import { flagValue, parseFlags } from './parse-flags.ts';

describe('parseFlags', () => {
  it.each([
    { name: 'with an equals sign', args: ['--v=2'], flags: { v: ['2'] } },
    { name: 'as two words', args: ['--bind-address', '127.0.0.1'], flags: { 'bind-address': ['127.0.0.1'] } },
    {
      name: 'bare, before another',
      args: ['--profiling', '--v=2'],
      flags: { profiling: ['true'], v: ['2'] },
    },
    {
      name: 'given twice',
      args: ['--etcd-servers=a', '--etcd-servers=b'],
      flags: { 'etcd-servers': ['a', 'b'] },
    },
    { name: 'an empty value', args: ['--cloud-provider='], flags: { 'cloud-provider': [''] } },
    {
      name: 'a value with an equals sign',
      args: ['--feature-gates=A=true,B=false'],
      flags: { 'feature-gates': ['A=true,B=false'] },
    },
    { name: 'with an underscore', args: ['--audit_log_path=/x'], flags: { 'audit-log-path': ['/x'] } },
    { name: 'words that belong to none', args: ['server', '/bin/x'], flags: {} },
  ])('$name', ({ args, flags }) => {
    expect(parseFlags(args)).toEqual(flags);
  });

  it('the last of two values is in force', () => {
    expect(flagValue(parseFlags(['--v=1', '--v=5']), 'v')).toBe('5');
  });
});

describe('buildComponentFlags', () => {
  const modesOf = (...command: string[]): (string | null)[] =>
    instancesOf(
      buildComponentFlags({ pods: [mirrorPod('kube-apiserver', 'cp-1', command)], nodes: [] }),
      'kube-apiserver',
    ).map(({ flags }) => flagValue(flags, 'authorization-mode'));

  it.each([
    { name: 'by its plain name', command: ['kube-apiserver', '--authorization-mode=RBAC'] },
    { name: 'by its path', command: ['/usr/local/bin/kube-apiserver', '--authorization-mode=RBAC'] },
    {
      name: 'behind a log runner',
      command: [
        '/go-runner',
        '--log-file=/var/log/x',
        '/usr/local/bin/kube-apiserver',
        '--authorization-mode=RBAC',
      ],
    },
    {
      name: 'inside a shell line',
      command: ['/bin/sh', '-c', 'exec /usr/local/bin/kube-apiserver --v=2 --authorization-mode=RBAC'],
    },
    { name: 'in a bundle of old days', command: ['/hyperkube', 'apiserver', '--authorization-mode=RBAC'] },
  ])('finds the program $name', ({ command }) => {
    expect(modesOf(...command)).toEqual(['RBAC']);
  });

  it('an ordinary pod that calls itself an API server is none', () => {
    const pods = [
      pod('kube-apiserver', { namespace: 'kube-system', containers: [{ name: 'kube-apiserver' }] }),
    ];
    expect(buildComponentFlags({ pods, nodes: [] }).instances).toEqual([]);
  });

  it('a program whose command line was not kept is not seen, rather than seen without flags', () => {
    expect(modesOf()).toEqual([]);
  });

  it('a k3s agent runs no control plane', () => {
    const nodes = [node('agent', { annotations: { 'k3s.io/node-args': '["agent"]' } })];
    expect(buildComponentFlags({ pods: [], nodes }).instances).toEqual([]);
  });
});
