import { describe, expect, it } from 'vitest';
import type { PodSpec } from '#lib/model/pod.ts';
import { pod, type ContainerOptions, type PodSpecOptions } from '#lib/testing/builders/workloads.ts';
import { levelBreaks, levelOf } from './pod-security-level.ts';

const CLOSED = {
  allowPrivilegeEscalation: false,
  capabilities: { drop: ['ALL'] },
  runAsNonRoot: true,
  seccompProfile: { type: 'RuntimeDefault' },
};

/** A pod that keeps the restricted level but for what is given. */
function spec({ spec: more, ...own }: PodSpecOptions & { readonly context?: object } = {}): PodSpec {
  const { context = {}, ...options } = own;
  const containers = [{ securityContext: { ...CLOSED, ...context } }];
  return pod('web', { containers, ...options, spec: { ...more } }).spec;
}

const broken = (podSpec: PodSpec) => levelBreaks(podSpec).map(({ level, control }) => `${level} ${control}`);

describe('pod security level', () => {
  it('is restricted where nothing is left open', () => {
    expect(broken(spec())).toEqual([]);
    expect(levelOf(levelBreaks(spec()))).toBe('restricted');
  });

  it('is baseline for a pod that says nothing', () => {
    const silent = pod('web').spec;
    expect(broken(silent)).toEqual([
      'restricted allowPrivilegeEscalation',
      'restricted runAsNonRoot',
      'restricted seccompProfile',
      'restricted capabilities',
    ]);
    expect(levelOf(levelBreaks(silent))).toBe('baseline');
  });

  it.each([
    { name: 'hostNamespaces', given: { spec: { hostPID: true } } },
    { name: 'privileged', given: { context: { privileged: true } } },
    { name: 'capabilities', given: { context: { capabilities: { add: ['NET_RAW'], drop: ['ALL'] } } } },
    { name: 'hostPathVolumes', given: { spec: { volumes: [{ name: 'h', hostPath: { path: '/' } }] } } },
    { name: 'appArmorProfile', given: { context: { appArmorProfile: { type: 'Unconfined' } } } },
    { name: 'seLinuxOptions', given: { context: { seLinuxOptions: { type: 'spc_t' } } } },
    { name: 'procMount', given: { context: { procMount: 'Unmasked' } } },
    { name: 'seccompProfile', given: { context: { seccompProfile: { type: 'Unconfined' } } } },
    {
      name: 'sysctls',
      given: { spec: { securityContext: { sysctls: [{ name: 'kernel.msgmax', value: '1' }] } } },
    },
  ])('is privileged with $name', ({ name, given }) => {
    expect(broken(spec(given))).toContain(`baseline ${name}`);
    expect(levelOf(levelBreaks(spec(given)))).toBe('privileged');
  });

  it.each<{ name: string; container: ContainerOptions; breaks: string }>([
    {
      name: 'a host port',
      container: { ports: [{ containerPort: 80, hostPort: 80, protocol: 'TCP' as const }] },
      breaks: 'baseline hostPorts',
    },
    {
      name: 'a probe of another host',
      container: { livenessProbe: { httpGet: { host: '169.254.169.254' } } },
      breaks: 'baseline hostProbes',
    },
  ])('is privileged with $name', ({ container, breaks }) => {
    expect(broken(spec({ containers: [{ ...container, securityContext: CLOSED }] }))).toEqual([breaks]);
  });

  it('stays restricted with a port and a probe of its own', () => {
    const container = {
      ports: [{ containerPort: 80, protocol: 'TCP' as const }],
      livenessProbe: { httpGet: { path: '/' } },
    };
    expect(broken(spec({ containers: [{ ...container, securityContext: CLOSED }] }))).toEqual([]);
  });

  it('looks at init and ephemeral containers as at all others', () => {
    expect(broken(spec({ initContainers: [{ securityContext: { ...CLOSED, privileged: true } }] }))).toEqual([
      'baseline privileged',
    ]);
  });

  it('takes what the pod says for containers that say nothing', () => {
    const { runAsNonRoot, seccompProfile, ...own } = CLOSED;
    const inherited = { securityContext: { runAsNonRoot, seccompProfile } };
    expect(broken(spec({ containers: [{ securityContext: own }], spec: inherited }))).toEqual([]);
  });

  it('is baseline with a volume that only the host or a server can fill', () => {
    expect(broken(spec({ spec: { volumes: [{ name: 'n', nfs: { server: 's', path: '/' } }] } }))).toEqual([
      'restricted restrictedVolumes',
    ]);
    expect(broken(spec({ spec: { volumes: [{ name: 'n', emptyDir: {} }] } }))).toEqual([]);
  });
});
