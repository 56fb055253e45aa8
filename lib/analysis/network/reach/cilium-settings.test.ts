import { expect, it } from 'vitest';
import { configMap } from '#lib/testing/builders/cluster.ts';
import { ciliumDataplane } from './cilium-settings.ts';
import type { Dataplane } from './dataplane.ts';

type Settings = Readonly<Record<string, string>>;

function told(settings: Settings | null): Dataplane {
  const maps =
    settings === null
      ? []
      : [configMap('cilium-config', { namespace: 'kube-system', data: { ...settings } })];
  return ciliumDataplane(maps);
}

const ON = { 'enable-host-firewall': 'true' };

it.each<{
  readonly name: string;
  readonly settings: Settings | null;
  readonly says: Partial<Dataplane>;
  readonly near: Settings | null;
  readonly instead: Partial<Dataplane>;
}>([
  {
    name: 'CI-1: the mode always closes what no policy selects',
    settings: { 'enable-policy': 'always' },
    says: { closedByDefault: true },
    near: { 'enable-policy': 'default' },
    instead: { closedByDefault: false },
  },
  {
    name: 'CI-8: addresses may be told to match nodes and pods',
    settings: { 'policy-cidr-match-mode': 'nodes,pods' },
    says: { addressesMatchHosts: true, addressesMatchPods: true },
    near: { 'policy-cidr-match-mode': 'nodes' },
    instead: { addressesMatchHosts: true, addressesMatchPods: false },
  },
  {
    name: 'CI-10: the pod’s own node may be left to its policies',
    settings: { 'allow-localhost': 'policy' },
    says: { fromOwnNode: 'by-policy' },
    near: { 'allow-localhost': 'auto' },
    instead: { fromOwnNode: 'exempt' },
  },
  {
    name: 'CI-12: policies for nodes need the firewall of hosts, which is off by default',
    settings: ON,
    says: { hostPolicies: 'enforced' },
    near: {},
    instead: { hostPolicies: 'inert' },
  },
  {
    name: 'CI-12: where no setting was seen nobody knows of it',
    settings: null,
    says: { hostPolicies: 'unknown', hostServices: 'unknown' },
    near: ON,
    instead: { hostPolicies: 'enforced' },
  },
  {
    name: 'CI-12: nor does anybody beside IPsec',
    settings: { ...ON, 'enable-ipsec': 'true' },
    says: { hostPolicies: 'unknown' },
    near: { ...ON, 'enable-ipsec': 'false' },
    instead: { hostPolicies: 'enforced' },
  },
  {
    name: 'CI-12: nor beside WireGuard; off is off all the same',
    settings: { ...ON, 'enable-wireguard': 'true' },
    says: { hostPolicies: 'unknown' },
    near: { 'enable-wireguard': 'true' },
    instead: { hostPolicies: 'inert' },
  },
  {
    name: 'CI-12: in the place of kube-proxy it shows a host’s policies the back ends',
    settings: { 'kube-proxy-replacement': 'true' },
    says: { hostServices: 'by-back-end' },
    near: { 'kube-proxy-replacement': 'false' },
    instead: { hostServices: 'unknown' },
  },
  {
    name: 'CI-13: with a list of labels of its own nobody knows which count',
    settings: { labels: 'k8s:app !k8s:team' },
    says: { hostLabels: 'unknown' },
    near: { labels: '' },
    instead: { hostLabels: 'default' },
  },
])('$name', ({ settings, says, near, instead }) => {
  expect(told(settings)).toMatchObject(says);
  expect(told(near)).toMatchObject(instead);
});
