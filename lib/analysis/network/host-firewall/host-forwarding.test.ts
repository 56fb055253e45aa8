import { expect, it } from 'vitest';
import { EARLY, hostAnswer, hostPolicy, hostScene, outbound } from '#lib/testing/host-scene.ts';
import { hostFirewallOf } from './host-firewall.ts';

const allowIn = hostPolicy('in', { order: 50, types: ['Ingress'], ingress: [{ action: 'Allow' }] });

it('CA-15: a Deny before DNAT for one address holds back what goes there, where other nodes pass it on, too', () => {
  const toSecond = {
    action: 'Deny',
    source: { namespaceSelector: 'all()' },
    destination: { nets: ['10.0.0.2/32'] },
  };
  const policies = [allowIn, outbound, hostPolicy('n2', { ...EARLY, ingress: [toSecond] })];
  const firewall = hostFirewallOf(hostScene({ policies }));
  expect(hostAnswer(firewall, ['pods-elsewhere', 10_250, 'n2'])).toBe('denied sender n2');
  expect(hostAnswer(firewall, ['pods-elsewhere', 10_250, 'n1'])).toBe('allowed normal in');
});
