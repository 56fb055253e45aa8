import { describe, expect, it } from 'vitest';
import type { PodSpec } from '#lib/model/pod.ts';
import { hostAccessOf } from './host-access.ts';

const plain: PodSpec = { containers: [{ name: 'app', image: 'app:1' }] };

describe('hostAccessOf', () => {
  it('finds nothing in a plain pod, nor in one that only says no', () => {
    expect(hostAccessOf(plain)).toBeNull();
    expect(
      hostAccessOf({ ...plain, hostNetwork: false, volumes: [{ name: 'tmp', emptyDir: {} }] }),
    ).toBeNull();
  });

  it('tells namespaces, privileged containers and folders apart', () => {
    const access = hostAccessOf({
      hostNetwork: true,
      hostPID: true,
      containers: [
        { name: 'app', image: 'app:1', securityContext: { privileged: true } },
        { name: 'side', image: 'side:1', volumeMounts: [{ name: 'etc', mountPath: '/e', readOnly: true }] },
      ],
      volumes: [
        { name: 'etc', hostPath: { path: '/etc/kubernetes' } },
        { name: 'data', hostPath: { path: '/srv/data' } },
      ],
    });
    expect(access).toEqual({
      namespaces: ['hostNetwork', 'hostPID'],
      privileged: ['app'],
      folders: [
        { path: '/etc/kubernetes', severity: 'high' },
        { path: '/srv/data', severity: null },
      ],
    });
  });

  it('weighs a folder that nobody writes to less', () => {
    const specOf = (readOnly: boolean): PodSpec => ({
      containers: [{ name: 'a', image: 'a:1', volumeMounts: [{ name: 'logs', mountPath: '/l', readOnly }] }],
      volumes: [{ name: 'logs', hostPath: { path: '/var/log' } }],
    });
    expect(hostAccessOf(specOf(true))?.folders[0]?.severity).toBe('low');
    expect(hostAccessOf(specOf(false))?.folders[0]?.severity).toBe('medium');
  });
});
