import { describe, expect, it } from 'vitest';
import type { Outcome } from '#lib/model/control.ts';
import type { PortSeen, PortSight } from '#lib/model/port-sight.ts';
import { isNodeCheck, nodeCheckState, portOfCheck } from './node-check.ts';

interface Seen {
  readonly at?: Readonly<Record<number, PortSeen>>;
  readonly isFound?: boolean;
  readonly atLeast?: boolean;
  readonly isVersionKnown?: boolean;
}

function stateOf(id: string, outcome: Outcome, seen: Seen = {}) {
  return nodeCheckState({
    control: { id, outcome, atLeast: seen.atLeast ?? false },
    isFound: seen.isFound ?? false,
    isVersionKnown: seen.isVersionKnown ?? true,
    sightAt: (port): PortSight | undefined => {
      const at = seen.at?.[port];
      return at === undefined ? undefined : { seen: at, status: null, standing: 'fine' };
    },
  });
}

describe('nodeCheckState', () => {
  it('fails where something was found on the node, whatever else was seen', () => {
    expect(stateOf('kubelet-anonymous', 'fail', { at: { 10_250: 'status' }, isFound: true })).toBe('fail');
    expect(stateOf('kubelet-anonymous', 'fail', { at: { 10_250: 'status' } })).toBe('pass');
  });

  it('passes no node that was not reached or asked, even where the check failed elsewhere', () => {
    expect(stateOf('kubelet-anonymous', 'fail', { at: { 10_250: 'unreached' } })).toBe('unseen');
    expect(stateOf('kubelet-anonymous', 'fail')).toBe('unseen');
    expect(stateOf('etcd-without-client-certificate', 'fail', { at: { 2379: 'mtls' } })).toBe('unseen');
    expect(
      stateOf('etcd-without-client-certificate', 'fail', { at: { 2379: 'mtls', 2380: 'refused' } }),
    ).toBe('pass');
  });

  it('takes a refusal for an empty port, but not for a kubelet that must be there', () => {
    expect(stateOf('kubelet-read-only-port', 'pass', { at: { 10_255: 'refused' } })).toBe('absent');
    expect(stateOf('kubelet-anonymous', 'not-assessed', { at: { 10_250: 'refused' } })).toBe('unseen');
  });

  it('does not pass what answered and would not say who it is', () => {
    expect(stateOf('insecure-api-port', 'not-assessed', { at: { 8080: 'open' } })).toBe('unseen');
    expect(stateOf('insecure-api-port', 'pass', { at: { 8080: 'tls' } })).toBe('pass');
  });

  it('judges a version only where the node tells it', () => {
    expect(stateOf('version-skew', 'fail')).toBe('pass');
    expect(stateOf('version-skew', 'fail', { isVersionKnown: false })).toBe('unseen');
  });

  it('follows the outcome of a check it knows nothing of', () => {
    expect(stateOf('node-taints', 'pass')).toBe('pass');
    expect(stateOf('node-taints', 'fail')).toBe('pass');
    expect(stateOf('node-taints', 'fail', { atLeast: true })).toBe('unseen');
    expect(stateOf('node-taints', 'not-assessed')).toBe('unseen');
    expect(stateOf('node-taints', 'not-applicable')).toBe('not-applicable');
    expect(stateOf('node-taints', 'error')).toBe('unseen');
  });
});

describe('which checks are about nodes', () => {
  it('are those of the area and those made at ports', () => {
    expect(isNodeCheck({ id: 'anything', category: 'nodes' })).toBe(true);
    expect(isNodeCheck({ id: 'insecure-api-port', category: 'exposure' })).toBe(true);
    expect(isNodeCheck({ id: 'service-exposed-outside', category: 'exposure' })).toBe(false);
    expect(portOfCheck('kubelet-anonymous')).toBe(10_250);
    expect(portOfCheck('version-skew')).toBeNull();
  });
});
