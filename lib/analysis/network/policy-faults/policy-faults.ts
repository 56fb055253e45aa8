import type { SpecObject } from '#lib/model/cluster-objects.ts';
import type { KubeObject } from '#lib/model/kube-object.ts';
import type { Text } from '#lib/model/text.ts';
import { cidrFault, exceptFaults } from './cidr-faults.ts';
import { portFault, rangeFault } from './port-faults.ts';
import { calicoSelectorFault, requirementFaults } from './selector-faults.ts';
import { actionFault } from './action-faults.ts';

/** A field that no API server takes, or that no policy can mean anything by. */
export interface PolicyFault {
  /** From the root of the object, such as `spec.ingress[0].from[0].ipBlock.cidr`. */
  readonly path: string;
  /** What is wrong and what to write instead. */
  readonly message: Text;
}

/** What is looked at in one field of a policy. */
export interface FaultField {
  /** The group of the policy's kind. */
  readonly family: 'kubernetes' | 'calico' | 'cilium' | 'admin';
  readonly kind: string;
  readonly name: string;
  readonly value: unknown;
}

const FAMILIES: readonly (readonly [group: RegExp, family: FaultField['family']])[] = [
  [/projectcalico\.org/, 'calico'],
  [/^cilium\.io/, 'cilium'],
  [/^policy\.networking/, 'admin'],
];

/** Returns the CIDRs, ports, selectors and actions of a policy that are none, in the order they stand in. */
export function policyFaults(object: KubeObject): PolicyFault[] {
  const [, family] = FAMILIES.find(([group]) => group.test(object.apiVersion)) ?? [
    null,
    'kubernetes' as const,
  ];
  const { spec } = object as Partial<SpecObject>;
  return walk(spec, 'spec', { family, kind: object.kind });
}

type Context = Pick<FaultField, 'family' | 'kind'>;

function walk(value: unknown, path: string, context: Context): PolicyFault[] {
  if (Array.isArray(value)) {
    return value.flatMap((one: unknown, at) => walk(one, `${path}[${at}]`, context));
  }
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, one]: [string, unknown]) => {
    const place = `${path}.${name}`;
    const own = faultsOf({ ...context, name, value: one }, value as Fields);
    const told = own.map(({ path: below, message }) => ({ path: place + below, message }));
    return NAMES_OF_PEOPLE.has(name) ? told : [...told, ...walk(one, place, context)];
  });
}

/** Fields in which people choose the names, which then mean nothing here. */
const NAMES_OF_PEOPLE = new Set(['matchLabels', 'labels', 'annotations']);

type Fields = Readonly<Record<string, unknown>>;

/** Returns the faults of one field; their paths begin at it. */
function faultsOf(field: FaultField, beside: Fields): PolicyFault[] {
  const single = [cidrFault(field), portFault(field), calicoSelectorFault(field), actionFault(field)];
  const found = single.flatMap((message) => (message === null ? [] : [{ path: '', message }]));
  return [
    ...found,
    ...exceptFaults(field, beside),
    ...rangeFault(field, beside),
    ...requirementFaults(field),
  ];
}
