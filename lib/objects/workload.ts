import type { CronJob, Workload } from '#lib/model/workload.ts';
import { each, inside, MalformedObject, optionalRecord, optionalStringMap } from './malformed-object.ts';
import type { Raw } from './malformed-object.ts';
import { objectHead } from './object-head.ts';
import type { ObjectType } from './object-head.ts';
import { reshapeTemplate } from './pod.ts';
import { reshapeClaimTemplate } from './volume.ts';

/** Kinds that make one copy when no number is given. */
const REPLICATED = new Set(['Deployment', 'ReplicaSet', 'StatefulSet', 'ReplicationController']);

function status(raw: Raw): Record<string, unknown> {
  const { conditions: _, observedGeneration: _generation, ...rest } = raw;
  return rest;
}

function selectorOf(raw: Raw, kind: string): unknown {
  if (kind !== 'ReplicationController') return optionalRecord(raw['selector'], 'selector');
  const labels = optionalStringMap(raw['selector'], 'selector');
  if (labels !== undefined) return { matchLabels: labels };
  // The API server takes the template's labels where the controller names none.
  const template = optionalRecord(raw['template'], 'template');
  const metadata = optionalRecord(template?.['metadata'], 'template.metadata');
  return metadata?.['labels'] === undefined ? undefined : { matchLabels: metadata['labels'] };
}

/** Returns the record of a workload; one that another object owns leaves its template to the owner. */
export function reshapeWorkload(raw: Raw, type: ObjectType): Workload {
  const head = objectHead(raw, type);
  const isOwned = (head.metadata.ownerReferences?.length ?? 0) > 0;
  const spec = inside(raw['spec'], 'spec', (source) => {
    const { template: _, selector: _selector, ...rest } = source;
    const out: Record<string, unknown> = REPLICATED.has(type.kind) ? { replicas: 1, ...rest } : { ...rest };
    if (type.kind === 'Job') out['suspend'] ??= false;
    const selector = selectorOf(source, type.kind);
    if (selector !== undefined) out['selector'] = selector;
    if (isOwned && (type.kind === 'ReplicaSet' || type.kind === 'Job')) return out;
    const template = inside(source['template'], 'template', (pod) =>
      reshapeTemplate(pod, head.metadata.namespace),
    );
    if (template !== undefined) out['template'] = template;
    const claims = each(source['volumeClaimTemplates'], 'volumeClaimTemplates', reshapeClaimTemplate);
    if (claims !== undefined) out['volumeClaimTemplates'] = claims;
    return out;
  });
  if (spec === undefined) throw new MalformedObject('spec', 'an object');
  return { ...head, spec, status: inside(raw['status'], 'status', status) ?? {} };
}

function jobTemplate(raw: Raw, namespace: string | undefined): CronJob['spec']['jobTemplate'] {
  const spec = inside(raw['spec'], 'spec', (source) => {
    const template = inside(source['template'], 'template', (pod) => reshapeTemplate(pod, namespace));
    if (template === undefined) throw new MalformedObject('template', 'an object');
    return { ...source, template };
  });
  if (spec === undefined) throw new MalformedObject('spec', 'an object');
  return { spec };
}

/** Returns the record of a CronJob. */
export function reshapeCronJob(raw: Raw, type: ObjectType): CronJob {
  const head = objectHead(raw, type);
  const spec = inside(raw['spec'], 'spec', (source) => {
    const template = inside(source['jobTemplate'], 'jobTemplate', (job) =>
      jobTemplate(job, head.metadata.namespace),
    );
    if (template === undefined) throw new MalformedObject('jobTemplate', 'an object');
    const schedule = typeof source['schedule'] === 'string' ? source['schedule'] : '';
    return { suspend: false, concurrencyPolicy: 'Allow', ...source, schedule, jobTemplate: template };
  });
  if (spec === undefined) throw new MalformedObject('spec', 'an object');
  const { active: _, ...rest } = optionalRecord(raw['status'], 'status') ?? {};
  return { ...head, spec, status: rest };
}
