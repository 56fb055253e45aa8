import { describe, expect, it } from 'vitest';
import type { ProbeResult } from '#lib/model/probe.ts';
import { sightOf } from './port-sight.ts';

function probe(port: number, seen: Partial<ProbeResult>): ProbeResult {
  return {
    target: { address: '10.0.0.1', port, node: 'n1' },
    state: 'open',
    service: 'unidentified',
    version: null,
    tls: { version: 'TLSv1.3', cipher: 'TLS_AES_128_GCM_SHA256' },
    certificate: null,
    clientCertificate: 'not-required',
    anonymous: 'unknown',
    answers: [],
    durationMs: 1,
    from: 'here',
    ...seen,
  };
}

const answer = (status: number) => ({
  method: 'GET' as const,
  scheme: 'https' as const,
  path: '/pods',
  status,
  excerpt: null,
  error: null,
});

describe('sightOf', () => {
  it.each([
    {
      name: 'a demanded certificate',
      is: probe(2379, { service: 'tls', clientCertificate: 'required', anonymous: 'off' }),
      sight: { seen: 'mtls', standing: 'fine' },
    },
    {
      name: 'an etcd that gives keys away',
      is: probe(2379, { service: 'etcd', anonymous: 'allowed' }),
      sight: { seen: 'anonymous', standing: 'open-door' },
    },
    {
      name: 'a kubelet that turns strangers away',
      is: probe(10_250, { service: 'kubelet', anonymous: 'off', answers: [answer(401)] }),
      sight: { seen: 'status', status: 401, standing: 'fine' },
    },
    {
      name: 'an API server that says its version and no more',
      is: probe(6443, { service: 'kube-apiserver', anonymous: 'denied' }),
      sight: { seen: 'tls', standing: 'fine' },
    },
    {
      name: 'an API server at a number of its own',
      is: probe(8443, { service: 'kube-apiserver', anonymous: 'denied' }),
      sight: { seen: 'tls', standing: 'fine' },
    },
    {
      name: 'a scheduler beyond loopback, even where it refuses',
      is: probe(10_259, { service: 'kube-scheduler', anonymous: 'denied', answers: [answer(403)] }),
      sight: { seen: 'status', status: 403, standing: 'should-not' },
    },
    {
      name: 'metrics in plain text beyond loopback',
      is: probe(2381, { service: 'etcd-metrics', tls: null, anonymous: 'allowed' }),
      sight: { seen: 'http', standing: 'should-not' },
    },
    {
      name: 'something unnamed on a known port',
      is: probe(10_250, { tls: null, service: 'unidentified' }),
      sight: { seen: 'open', standing: 'should-not' },
    },
    {
      name: 'a refusal',
      is: probe(2379, { state: 'refused' }),
      sight: { seen: 'refused', standing: 'refused' },
    },
    {
      name: 'silence, which is no refusal',
      is: probe(2379, { state: 'filtered' }),
      sight: { seen: 'unreached', standing: 'unreached' },
    },
  ])('reads $name', ({ is, sight }) => {
    expect(sightOf(is, null)).toMatchObject(sight);
  });

  it('follows what a control found on the port', () => {
    const kubelet = probe(10_250, { service: 'kubelet', anonymous: 'denied', answers: [answer(403)] });
    expect(sightOf(kubelet, null).standing).toBe('fine');
    expect(sightOf(kubelet, 'info').standing).toBe('fine');
    expect(sightOf(kubelet, 'medium').standing).toBe('should-not');
    expect(sightOf(kubelet, 'high').standing).toBe('open-door');
  });
});
