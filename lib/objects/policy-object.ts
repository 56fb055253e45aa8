import type { SpecObject } from '#lib/model/cluster-objects.ts';
import { each, inside, optionalRecord } from './malformed-object.ts';
import type { Raw } from './malformed-object.ts';
import { maskDeep, maskText } from './mask-secrets.ts';
import { objectHead } from './object-head.ts';
import type { ObjectType } from './object-head.ts';

/**
 * Returns the record of a network policy or of a kind beside it, its spec as it stands: what is missing means
 * something else for each kind, so nothing is filled in here.
 */
export function reshapePolicyObject(raw: Raw, type: ObjectType): SpecObject {
  return { ...objectHead(raw, type), spec: optionalRecord(raw['spec'], 'spec') ?? {} };
}

/** What a layer 7 rule matches on may be a credential; which requests it allows is not judged by value. */
function ciliumPort(raw: Raw): Raw {
  return raw['rules'] === undefined ? raw : { ...raw, rules: maskDeep(raw['rules']) };
}

function ciliumRule(raw: Raw): Raw {
  if (raw['toPorts'] === undefined) return raw;
  return { ...raw, toPorts: each(raw['toPorts'], 'toPorts', ciliumPort) };
}

const CILIUM_SECTIONS = ['ingress', 'egress', 'ingressDeny', 'egressDeny'] as const;

function ciliumSpec(raw: Raw): Raw {
  const out: Record<string, unknown> = { ...raw };
  for (const section of CILIUM_SECTIONS) {
    const rules = each(raw[section], section, ciliumRule);
    if (rules !== undefined) out[section] = rules;
  }
  return out;
}

/** Returns the record of a Cilium policy; one that holds several specs has them all under `specs`. */
export function reshapeCiliumPolicy(raw: Raw, type: ObjectType): SpecObject {
  const spec = inside(raw['spec'], 'spec', ciliumSpec);
  const specs = each(raw['specs'], 'specs', ciliumSpec) ?? [];
  const all = spec === undefined ? specs : [spec, ...specs];
  return { ...objectHead(raw, type), spec: { specs: all } };
}

/** Returns the record of a NetworkAttachmentDefinition; plugins' settings are a text that may hold credentials. */
export function reshapeNetworkAttachment(raw: Raw, type: ObjectType): SpecObject {
  const object = reshapePolicyObject(raw, type);
  const { config } = object.spec;
  return typeof config === 'string'
    ? { ...object, spec: { ...object.spec, config: maskText(config) } }
    : object;
}
