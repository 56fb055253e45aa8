import { expect, it } from 'vitest';
import { calicoNp, gnp, scenarioTeller, type Scenario } from '#lib/testing/network-scenario.ts';
import type { CalicoEntity, CalicoRule, NetworkManifests } from '#lib/testing/direct-network/manifests.ts';
import { askNetwork } from '../reach/ask-network.ts';
import { DATAPLANES } from '../reach/dataplane.ts';

/** A global policy that lets the database take this and nothing else. */
function taken(rule: Partial<CalicoRule>): NetworkManifests {
  return gnp({ a: { selector: "app == 'db'", ingress: [{ action: 'Allow', ...rule }] } });
}

/** The same by a policy of the namespace. */
function takenBy(source: CalicoEntity): NetworkManifests {
  return calicoNp({ a: { selector: "app == 'db'", ingress: [{ action: 'Allow', source }] } });
}

/** A global policy that lets the database send this and nothing else. */
function sent(rule: Partial<CalicoRule>): NetworkManifests {
  return gnp({ a: { selector: "app == 'db'", egress: [{ action: 'Allow', ...rule }] } });
}

const SHOP: NetworkManifests = {
  endpointSlices: [
    {
      metadata: { name: 'shop-1', namespace: 'shop', labels: { 'kubernetes.io/service-name': 'shop' } },
      addressType: 'IPv4',
      endpoints: [{ addresses: ['10.0.0.1'] }],
      ports: [{ port: 80, protocol: 'TCP' }],
    },
  ],
};

const told = scenarioTeller((records, plane) => askNetwork(records, DATAPLANES[plane]), DATAPLANES.calico);

const SCENARIOS: readonly Scenario[] = [
  {
    rule: 'CA-15',
    shows: 'nets match whatever has the address',
    with: taken({ source: { nets: ['10.0.1.0/24', '203.0.113.0/24'] } }),
    answers: { 'job > db 1': 'allowed', 'out > db 1': 'allowed', 'web > db 1': 'denied' },
  },
  {
    rule: 'CA-15',
    shows: 'notNets leave addresses out',
    with: taken({ ipVersion: 4, source: { notNets: ['10.0.0.0/8'] } }),
    answers: { 'out > db 1': 'allowed', 'job > db 1': 'denied' },
  },
  {
    rule: 'CA-15',
    shows: 'nets and a selector hold together',
    with: taken({ source: { nets: ['10.0.1.0/24'], selector: "app == 'web'" } }),
    answers: { 'labweb > db 1': 'allowed', 'job > db 1': 'denied', 'web > db 1': 'denied' },
  },
  {
    rule: 'CA-15',
    shows: 'both ends of a range belong to it',
    with: taken({ protocol: 'TCP', destination: { ports: ['10:20', 5432] } }),
    answers: {
      'web > db 9': 'denied',
      'web > db 10': 'allowed',
      'web > db 20': 'allowed',
      'web > db 21': 'denied',
      'web > db 5432': 'allowed',
      'web > db 5432/UDP': 'denied',
    },
  },
  {
    rule: 'CA-15',
    shows: 'a name without a protocol has that of the port',
    with: taken({ destination: { ports: ['sql'] } }),
    answers: { 'web > db 5432': 'allowed', 'web > db 5432/UDP': 'denied', 'web > db 80': 'denied' },
  },
  {
    rule: 'CA-15',
    shows: 'a name is resolved on the pod the packet goes to',
    with: sent({ protocol: 'TCP', destination: { ports: ['http'] } }),
    answers: {
      'db > web 80': 'allowed',
      'db > both 8080': 'allowed',
      'db > job 80': 'denied',
      'db > out 80': 'denied',
    },
  },
  {
    rule: 'CA-15',
    shows: 'notPorts leave numbers out',
    with: taken({ protocol: 'TCP', destination: { notPorts: [5432] } }),
    answers: { 'web > db 5432': 'denied', 'web > db 5433': 'allowed', 'web > db 5433/UDP': 'denied' },
  },
  {
    rule: 'CA-15',
    shows: 'notPorts leave names out where the pod has them',
    with: taken({ protocol: 'TCP', destination: { notPorts: ['sql'] } }),
    answers: { 'web > db 5432': 'denied', 'web > db 80': 'allowed' },
  },
  {
    rule: 'CA-15',
    shows: 'the port a packet comes from is not known',
    with: taken({ protocol: 'TCP', source: { ports: [1024] } }),
    answers: { 'web > db 5432': 'unknown', 'web > db 5432/UDP': 'denied' },
  },
  {
    rule: 'CA-15',
    shows: 'where it changes nothing the answer is certain',
    with: gnp({
      a: {
        selector: "app == 'db'",
        ingress: [{ action: 'Pass', protocol: 'TCP', source: { ports: [1024] } }, { action: 'Allow' }],
      },
    }),
    answers: { 'web > db 5432': 'allowed' },
  },
  {
    rule: 'CA-16',
    shows: 'a protocol is named or numbered',
    with: taken({ protocol: 17 }),
    answers: { 'web > db 53/UDP': 'allowed', 'web > db 53': 'denied' },
  },
  {
    rule: 'CA-16',
    shows: 'a number may be that of a protocol without ports',
    with: taken({ protocol: 47 }),
    answers: { 'web > db 47/OTHER': 'allowed', 'web > db 50/OTHER': 'denied', 'web > db 47': 'denied' },
  },
  {
    rule: 'CA-16',
    shows: 'notProtocol is every other one',
    with: taken({ notProtocol: 'TCP' }),
    answers: { 'web > db 1': 'denied', 'web > db 1/UDP': 'allowed', 'web > db 2048/ICMP': 'allowed' },
  },
  {
    rule: 'CA-16',
    shows: 'ICMP is told apart by type and code',
    with: taken({ protocol: 'ICMP', icmp: { type: 3, code: 1 } }),
    answers: {
      'web > db 769/ICMP': 'allowed',
      'web > db 770/ICMP': 'denied',
      'web > db 2048/ICMP': 'denied',
    },
  },
  {
    rule: 'CA-16',
    shows: 'a type without a code is every code of it',
    with: taken({ protocol: 'ICMP', icmp: { type: 3 } }),
    answers: {
      'web > db 769/ICMP': 'allowed',
      'web > db 770/ICMP': 'allowed',
      'web > db 2048/ICMP': 'denied',
    },
  },
  {
    rule: 'CA-16',
    shows: 'notICMP leaves a type out',
    with: taken({ protocol: 'ICMP', notICMP: { type: 8 } }),
    answers: { 'web > db 2048/ICMP': 'denied', 'web > db 769/ICMP': 'allowed', 'web > db 1': 'denied' },
  },
  {
    rule: 'CA-16',
    shows: 'a rule may be for one version of IP',
    with: gnp({ a: { selector: "app == 'both'", ingress: [{ action: 'Allow', ipVersion: 6 }] } }),
    answers: { 'out6 > both 80': 'allowed', 'out > both 80': 'denied' },
  },
  {
    rule: 'CA-16',
    shows: 'what a rule about HTTP requests lets through is unknown',
    with: taken({ protocol: 'TCP', http: { methods: ['GET'] } }),
    answers: { 'web > db 5432': 'unknown', 'web > db 53/UDP': 'denied' },
  },
  {
    rule: 'CA-17',
    shows: 'a service as a destination is its addresses and ports',
    with: { ...SHOP, ...sent({ destination: { services: { name: 'shop', namespace: 'shop' } } }) },
    answers: { 'db > web 80': 'allowed', 'db > web 81': 'denied', 'db > both 80': 'denied' },
  },
  {
    rule: 'CA-17',
    shows: 'a protocol beside the service holds as well',
    with: {
      ...SHOP,
      ...sent({ protocol: 'UDP', destination: { services: { name: 'shop', namespace: 'shop' } } }),
    },
    answers: { 'db > web 80': 'denied', 'db > web 80/UDP': 'denied' },
  },
  {
    rule: 'CA-17',
    shows: 'a service as a source is its addresses alone',
    with: { ...SHOP, ...taken({ source: { services: { name: 'shop', namespace: 'shop' } } }) },
    answers: { 'web > db 5432': 'allowed', 'both > db 5432': 'denied' },
  },
  {
    rule: 'CA-17',
    shows: 'a service without its namespace is a riddle',
    with: { ...SHOP, ...takenBy({ services: { name: 'shop' } }) },
    answers: { 'web > db 5432': 'unknown', 'both > db 5432': 'unknown' },
  },
];

it.each(SCENARIOS)('$rule: $shows', (scenario) => {
  expect(told(scenario)).toEqual(scenario.answers);
});
