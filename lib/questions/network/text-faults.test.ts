import { describe, expect, it } from 'vitest';
import { readText } from '#lib/collect/from-text.ts';
import { textFaults, textNotes } from './text-faults.ts';

const HEAD = `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: one, namespace: shop }
spec:
`;
const GOOD = `${HEAD}  podSelector: {}
  ingress:
    - from:
        - ipBlock: { cidr: 10.0.0.0/8, except: [10.1.0.0/16] }
      ports:
        - { port: 80, endPort: 90 }
`;
const calico = (spec: string): string =>
  `apiVersion: projectcalico.org/v3\nkind: GlobalNetworkPolicy\nmetadata: {name: one}\nspec:\n${spec}`;
const cilium = (spec: string): string =>
  `apiVersion: cilium.io/v2\nkind: CiliumNetworkPolicy\nmetadata: {name: one, namespace: a}\n${spec}`;
const admin = (spec: string): string =>
  `apiVersion: policy.networking.k8s.io/v1alpha1\nkind: AdminNetworkPolicy\nmetadata: {name: one}\nspec:\n${spec}`;

function faults(text: string): string[] {
  return textFaults(readText(text, 'yaml')).map(
    ({ line, column, message }) => `${line}:${column} ${message.en}`,
  );
}

interface Case {
  readonly name: string;
  readonly text: string;
  /** Line and column, and what the message holds. */
  readonly expect: readonly [place: string, words: string];
  /** The same as it should be written. */
  readonly mended: string;
}

const CASES: readonly Case[] = [
  {
    name: 'a text that does not parse, in the second of two documents',
    text: `${GOOD}---\n${HEAD}  podSelector: {\n`,
    expect: ['17:1', 'does not parse'],
    mended: `${GOOD}---\n${HEAD.replace('one', 'two')}  podSelector: {}\n`,
  },
  {
    name: 'a tab',
    text: `${HEAD}\tpodSelector: {}\n`,
    expect: ['5:1', 'Indent with spaces instead of tabs.'],
    mended: `${HEAD}  podSelector: {}\n`,
  },
  {
    name: 'a field that stands twice',
    text: `${HEAD}  podSelector: {}\n  podSelector: {}\n`,
    expect: ['6:3', 'Leave one of the two out'],
    mended: `${HEAD}  podSelector: {}\n`,
  },
  {
    name: 'a kind that is none, in the second document',
    text: `${GOOD}---\napiVersion: networking.k8s.io/v1\nkind: NetworkPolicies\nmetadata: {name: x}\n`,
    expect: ['13:7', 'Did you mean NetworkPolicy'],
    mended: GOOD,
  },
  {
    name: 'a version that is not read',
    text: GOOD.replace('k8s.io/v1', 'k8s.io/v1beta1'),
    expect: ['1:13', 'Write apiVersion: networking.k8s.io/v1.'],
    mended: GOOD,
  },
  {
    name: 'a group that has no such kind',
    text: GOOD.replace('networking.k8s.io/v1', 'extensions/v1beta1'),
    expect: ['1:13', 'Write apiVersion: networking.k8s.io/v1 or '],
    mended: GOOD,
  },
  {
    name: 'a text that is no object',
    text: 'hello\n',
    expect: ['1:1', 'apiVersion and kind are missing'],
    mended: GOOD,
  },
  {
    name: 'a CIDR that is none',
    text: GOOD.replace('10.0.0.0/8', '10.0.0.0/33'),
    expect: ['8:28', '"10.0.0.0/33" is no CIDR. Write an address, a slash and the length of the prefix'],
    mended: GOOD.replace('10.0.0.0/8', '10.0.0.0/12'),
  },
  {
    name: 'an address in place of a CIDR',
    text: GOOD.replace('10.0.0.0/8', '10.0.0.1'),
    expect: ['8:28', '"10.0.0.1" is no CIDR'],
    mended: GOOD,
  },
  {
    name: 'an exception beside its block',
    text: GOOD.replace('10.1.0.0/16', '192.168.0.0/16'),
    expect: ['8:49', '192.168.0.0/16 is not a part of 10.0.0.0/8.'],
    mended: GOOD,
  },
  {
    name: 'an exception that is the whole block',
    text: GOOD.replace('10.1.0.0/16', '10.0.0.0/8'),
    expect: ['8:49', 'is smaller, or leave it out'],
    mended: GOOD.replace('10.1.0.0/16', '10.0.0.0/9'),
  },
  {
    name: 'a port beyond the last',
    text: GOOD.replace('endPort: 90', 'endPort: 70000'),
    expect: ['10:32', '70000 is no port. Write a number from 1 to 65535.'],
    mended: GOOD.replace('endPort: 90', 'endPort: 65535'),
  },
  {
    name: 'a range that ends before it begins',
    text: GOOD.replace('endPort: 90', 'endPort: 70'),
    expect: ['10:32', 'Write the smaller number first.'],
    mended: GOOD.replace('endPort: 90', 'endPort: 80'),
  },
  {
    name: 'a range that begins at a name',
    text: GOOD.replace('port: 80', 'port: http'),
    expect: ['10:34', 'A range cannot begin at the name of a port.'],
    mended: GOOD.replace('port: 80, endPort: 90', 'port: http'),
  },
  {
    name: 'the name of a port that is none',
    text: GOOD.replace('port: 80, endPort: 90', 'port: not_a_name'),
    expect: ['10:19', '"not_a_name" is no port'],
    mended: GOOD.replace('port: 80, endPort: 90', 'port: a-name'),
  },
  {
    name: 'a protocol that is none',
    text: GOOD.replace('port: 80,', 'protocol: tcp, port: 80,'),
    expect: ['10:23', '"tcp" is not known here. Write TCP, UDP, SCTP.'],
    mended: GOOD.replace('port: 80,', 'protocol: TCP, port: 80,'),
  },
  {
    name: 'an operator that is none',
    text: `${HEAD}  podSelector:\n    matchExpressions:\n      - { key: app, operator: Equals, values: [web] }\n`,
    expect: ['7:31', 'must be In, NotIn, Exists or DoesNotExist.'],
    mended: `${HEAD}  podSelector:\n    matchExpressions:\n      - { key: app, operator: In, values: [web] }\n`,
  },
  {
    name: 'a number as the value of a label whose key has dots',
    text: `${HEAD}  podSelector:\n    matchLabels:\n      app.kubernetes.io/name: 1\n`,
    expect: ['7:31', 'must be a string.'],
    mended: `${HEAD}  podSelector:\n    matchLabels:\n      app.kubernetes.io/name: "1"\n`,
  },
  {
    name: 'a value that no label has',
    text: `${HEAD}  podSelector: { matchLabels: { app: web shop } }\n`,
    expect: ['5:38', '"web shop" is no value of a label.'],
    mended: `${HEAD}  podSelector: { matchLabels: { app: web-shop } }\n`,
  },
  {
    name: 'a list in place of an object',
    text: `${HEAD}  podSelector: []\n`,
    expect: ['5:16', 'spec.podSelector must be an object.'],
    mended: `${HEAD}  podSelector: {}\n`,
  },
  {
    name: 'a field that is missing, at what it is missing from',
    text: `${HEAD}  podSelector: {}\n  ingress:\n    - from:\n        - ipBlock: {}\n`,
    expect: ['8:20', 'spec.ingress[0].from[0].ipBlock.cidr must be a string.'],
    mended: GOOD,
  },
  {
    name: 'a selector of Calico that is none',
    text: calico('  selector: app = web\n'),
    expect: ['5:13', 'is no selector of Calico'],
    mended: calico("  selector: app == 'web'\n"),
  },
  {
    name: 'an action that Calico does not have',
    text: calico('  ingress:\n    - action: allow\n'),
    expect: ['6:15', '"allow" is not known here. Write Allow, Deny, Log, Pass.'],
    mended: calico('  ingress:\n    - action: Allow\n'),
  },
  {
    name: 'a range of Calico’s ports that ends before it begins',
    text: calico(
      '  ingress:\n    - action: Allow\n      protocol: TCP\n      destination: { ports: [80, "90:80"] }\n',
    ),
    expect: ['8:34', '"90:80" is no port'],
    mended: calico(
      '  ingress:\n    - action: Allow\n      protocol: TCP\n      destination: { ports: [80, "80:90"] }\n',
    ),
  },
  {
    name: 'a CIDR of Cilium in the field spec',
    text: cilium('spec:\n  endpointSelector: {}\n  egress:\n    - toCIDR: [10.0.0.0/99]\n'),
    expect: ['7:16', '"10.0.0.0/99" is no CIDR'],
    mended: cilium('spec:\n  endpointSelector: {}\n  egress:\n    - toCIDR: [10.0.0.1]\n'),
  },
  {
    name: 'and one in the field specs',
    text: cilium('specs:\n  - endpointSelector: {}\n    egress:\n      - toCIDRSet: [{ cidr: x }]\n'),
    expect: ['7:29', '"x" is no CIDR'],
    mended: cilium(
      'specs:\n  - endpointSelector: {}\n    egress:\n      - toCIDRSet: [{ cidr: 10.0.0.0/8 }]\n',
    ),
  },
  {
    name: 'a port of an AdminNetworkPolicy',
    text: admin(
      '  priority: 1\n  subject: { namespaces: {} }\n  ingress:\n    - action: Deny\n      from: [{ namespaces: {} }]\n      ports: [{ portNumber: { port: 0 } }]\n',
    ),
    expect: ['10:37', '0 is no port'],
    mended: admin(
      '  priority: 1\n  subject: { namespaces: {} }\n  ingress:\n    - action: Deny\n      from: [{ namespaces: {} }]\n      ports: [{ portNumber: { port: 1 } }]\n',
    ),
  },
  {
    name: 'an item of a list',
    text: `apiVersion: v1\nkind: List\nitems:\n- apiVersion: networking.k8s.io/v1\n  kind: NetworkPolicy\n  metadata: {name: one}\n  spec: {podSelector: {}, ingress: [{ports: [{port: 0}]}]}\n`,
    expect: ['7:53', '0 is no port'],
    mended: `apiVersion: v1\nkind: List\nitems:\n- apiVersion: networking.k8s.io/v1\n  kind: NetworkPolicy\n  metadata: {name: one}\n  spec: {podSelector: {}, ingress: [{ports: [{port: 1}]}]}\n`,
  },
];

describe('what is wrong in a text of policies', () => {
  it.each(CASES)('is told with its place and what to do: $name', ({ text, expect: [place, words] }) => {
    const [first, ...more] = faults(text);
    expect(first?.split(' ')[0]).toBe(place);
    expect(first).toContain(words);
    expect(more).toEqual([]);
  });

  it.each(CASES)('and nothing where it is right: $name', ({ mended }) => {
    expect(faults(mended)).toEqual([]);
  });

  it('is told in Chinese as well', () => {
    const texts = CASES.flatMap(({ text }) => textFaults(readText(text, 'yaml')));
    expect(texts.filter(({ message }) => !/[\u4E00-\u9FFF]/.test(message['zh-CN']))).toEqual([]);
  });

  it('is told in the order of the text, each once', () => {
    const both = GOOD.replace('10.0.0.0/8', '10.0.0.0/33').replace('endPort: 90', 'endPort: 0');
    expect(faults(both).map((one) => one.split(' ')[0])).toEqual(['8:28', '10:32']);
  });

  it('is not looked for in the names that people give', () => {
    const labels = `${HEAD}  podSelector: { matchLabels: { port: x, cidr: y, action: z } }\n`;
    expect(faults(labels)).toEqual([]);
  });
});

describe('what is told beside', () => {
  it('names an object that changes nothing, and one that stands twice', () => {
    const secret =
      'apiVersion: v1\nkind: ServiceAccount\nmetadata: {name: s}\n---\napiVersion: v1\nkind: LimitRange\nmetadata: {name: l}\nspec: {}\n';
    const notes = textNotes(readText(`${GOOD}---\n${GOOD}---\n${secret}`, 'yaml'));
    expect(notes.map(({ line, message }) => `${line} ${message.en}`)).toEqual([
      expect.stringContaining('12 NetworkPolicy shop/one replaces the one of'),
      '28 LimitRange l does not decide who reaches whom here; it changes nothing.',
    ]);
  });
});
