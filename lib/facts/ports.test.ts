import { describe, expect, it } from 'vitest';
import { NODE_PORT_FACTS, portFactsOf } from './ports.ts';

describe('port facts', () => {
  it('name each port once, in order, with somebody or nobody to reach it', () => {
    const ports = NODE_PORT_FACTS.map(({ port }) => port);
    expect(ports).toEqual([...new Set(ports)].toSorted((a, b) => a - b));
    expect(NODE_PORT_FACTS.filter(({ peers }) => peers.length === 0)).toEqual([]);
    expect(NODE_PORT_FACTS.filter(({ peers }) => peers.includes('nobody') && peers.length > 1)).toEqual([]);
  });

  it('let nobody reach the read-only kubelet, and the control plane reach the kubelet', () => {
    expect(portFactsOf(10_255)?.peers).toEqual(['nobody']);
    expect(portFactsOf(10_250)?.peers).toContain('control-plane');
  });

  it('say nothing of a number that is anybody’s', () => {
    expect(portFactsOf(8443)).toBeNull();
  });
});
