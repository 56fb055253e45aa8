import type { NetworkPolicy } from '#lib/model/network.ts';
import { dropNulls } from './drop-nulls.ts';
import {
  eachOrEmpty,
  inside,
  MalformedObject,
  optionalString,
  optionalStringMap,
  optionalStrings,
  requiredString,
} from './malformed-object.ts';
import type { Raw } from './malformed-object.ts';
import { objectHead } from './object-head.ts';
import type { ObjectType } from './object-head.ts';

const OPERATORS: readonly unknown[] = ['In', 'NotIn', 'Exists', 'DoesNotExist'];

/** An unknown operator, or one without its values, cannot be stored: whom such a selector means cannot be told. */
function requirement(raw: Raw): Raw {
  labelKey(raw['key'], 'key');
  const operator = raw['operator'];
  if (!OPERATORS.includes(operator)) {
    throw new MalformedObject('operator', 'In, NotIn, Exists or DoesNotExist');
  }
  const values = optionalStrings(raw['values'], 'values') ?? [];
  const takesValues = operator === 'In' || operator === 'NotIn';
  if (takesValues && values.length === 0) {
    throw new MalformedObject('values', `a list of strings, which ${operator} needs`);
  }
  if (!takesValues && values.length > 0) {
    throw new MalformedObject('values', `empty, as ${String(operator)} takes no values`);
  }
  return raw;
}

const KEY = /^(?:[a-z0-9](?:[-a-z0-9.]{0,251}[a-z0-9])?\/)?[A-Za-z0-9](?:[-\w.]{0,61}[A-Za-z0-9])?$/;

/** No label has another key, so whom a selector with one means cannot be told. */
function labelKey(key: unknown, path: string): void {
  if (typeof key !== 'string' || !KEY.test(key)) throw new MalformedObject(path, 'the key of a label');
}

function selector(raw: Raw): Raw {
  const labels = optionalStringMap(raw['matchLabels'], 'matchLabels') ?? {};
  for (const key of Object.keys(labels)) labelKey(key, `matchLabels.${key}`);
  eachOrEmpty(raw['matchExpressions'], 'matchExpressions', requirement);
  return raw;
}

function peer(raw: Raw): Raw {
  inside(raw['podSelector'], 'podSelector', selector);
  inside(raw['namespaceSelector'], 'namespaceSelector', selector);
  inside(raw['ipBlock'], 'ipBlock', (block) => {
    requiredString(block['cidr'], 'cidr');
    optionalStrings(block['except'], 'except');
  });
  return raw;
}

function port(raw: Raw): Raw {
  const { port: number, endPort } = raw;
  optionalString(raw['protocol'], 'protocol');
  if (!['undefined', 'number', 'string'].includes(typeof number)) {
    throw new MalformedObject('port', 'a number or the name of a port');
  }
  if (endPort !== undefined && typeof endPort !== 'number') throw new MalformedObject('endPort', 'a number');
  return { protocol: 'TCP', ...raw };
}

/** As Go decodes it: a list element that is null is one without fields, so every TCP port or a peer of nobody. */
function policyRule(raw: Raw): Raw {
  const out: Record<string, unknown> = { ...raw };
  for (const side of ['from', 'to']) {
    const peers = eachOrEmpty(raw[side], side, peer);
    if (peers !== undefined) out[side] = peers;
  }
  const ports = eachOrEmpty(raw['ports'], 'ports', port);
  if (ports !== undefined) out['ports'] = ports;
  return out;
}

function policySpec(raw: Raw): NetworkPolicy['spec'] {
  const { ingress: _ingress, egress: _egress, ...rest } = raw;
  const ingress = eachOrEmpty(raw['ingress'], 'ingress', policyRule);
  const egress = eachOrEmpty(raw['egress'], 'egress', policyRule);
  const named = optionalStrings(raw['policyTypes'], 'policyTypes') ?? [];
  if (named.some((one) => one !== 'Ingress' && one !== 'Egress')) {
    throw new MalformedObject('policyTypes', 'a list of Ingress and Egress');
  }
  // policyTypes: Ingress always, Egress only when a policy has egress rules.
  const byRules = egress !== undefined && egress.length > 0 ? ['Ingress', 'Egress'] : ['Ingress'];
  const out: Record<string, unknown> = {
    ...rest,
    podSelector: inside(raw['podSelector'], 'podSelector', selector) ?? {},
    policyTypes: named.length > 0 ? named : byRules,
  };
  if (ingress !== undefined) out['ingress'] = ingress;
  if (egress !== undefined) out['egress'] = egress;
  return out as unknown as NetworkPolicy['spec'];
}

/** Returns the record of a NetworkPolicy; null fields are left out whoever wrote them. */
export function reshapeNetworkPolicy(raw: Raw, type: ObjectType): NetworkPolicy {
  const spec = inside(dropNulls(raw['spec']), 'spec', policySpec);
  if (spec === undefined) throw new MalformedObject('spec', 'an object');
  return { ...objectHead(raw, type), spec };
}
