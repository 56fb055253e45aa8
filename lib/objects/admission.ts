import type { SpecObject, Webhook, WebhookConfiguration } from '#lib/model/cluster-objects.ts';
import {
  each,
  inside,
  MalformedObject,
  optionalRecord,
  optionalString,
  requiredString,
} from './malformed-object.ts';
import type { Raw } from './malformed-object.ts';
import { maskDeep, maskText } from './mask-secrets.ts';
import { objectHead } from './object-head.ts';
import type { ObjectType } from './object-head.ts';
import { reshapeSpecObject } from './spec-object.ts';

function clientConfig(raw: Raw): Webhook['clientConfig'] {
  const url = optionalString(raw['url'], 'url');
  const service = optionalRecord(raw['service'], 'service');
  return {
    ...raw,
    ...(url === undefined ? {} : { url: maskText(url) }),
    ...(service === undefined ? {} : { service: { port: 443, ...service } }),
  } as Webhook['clientConfig'];
}

function webhook(raw: Raw): Webhook {
  return {
    failurePolicy: 'Fail',
    namespaceSelector: {},
    objectSelector: {},
    ...raw,
    name: requiredString(raw['name'], 'name'),
    clientConfig: inside(raw['clientConfig'], 'clientConfig', clientConfig) ?? {},
  };
}

/** Returns the record of a webhook configuration, with credentials in its addresses masked. */
export function reshapeWebhookConfiguration(raw: Raw, type: ObjectType): WebhookConfiguration {
  return { ...objectHead(raw, type), webhooks: each(raw['webhooks'], 'webhooks', webhook) ?? [] };
}

/** Returns the record of a ValidatingAdmissionPolicy. */
export function reshapeAdmissionPolicy(raw: Raw, type: ObjectType): SpecObject {
  const policy = reshapeSpecObject(raw, type);
  return { ...policy, spec: { failurePolicy: 'Fail', ...policy.spec } };
}

function withoutSchema(raw: Raw): Raw {
  const { schema: _, ...rest } = raw;
  return rest;
}

/** Returns the record of a CustomResourceDefinition without its schemas, which are large and judged by nothing. */
export function reshapeCustomResourceDefinition(raw: Raw, type: ObjectType): SpecObject {
  const spec = inside(raw['spec'], 'spec', (source) => {
    const { validation: _, conversion, ...rest } = source;
    const safe = conversion === undefined ? rest : { ...rest, conversion: maskDeep(conversion) };
    return { ...safe, versions: each(source['versions'], 'versions', withoutSchema) ?? [] };
  });
  if (spec === undefined) throw new MalformedObject('spec', 'an object');
  return { ...objectHead(raw, type), spec };
}
