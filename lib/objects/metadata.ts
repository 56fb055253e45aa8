import type { Metadata, OwnerReference } from '#lib/model/kube-object.ts';
import { asRecord, each, MalformedObject, optionalStringMap, requiredString } from './malformed-object.ts';
import type { Raw } from './malformed-object.ts';
import { maskArguments, maskText } from './mask-secrets.ts';

/** Annotations of these domains and their subdomains tell how the platform treats an object; the rest are the user's. */
const PLATFORM_DOMAINS = [
  'kubernetes.io',
  'k8s.io',
  'cni.cncf.io',
  'projectcalico.org',
  'tigera.io',
  'cilium.io',
  'antrea.io',
  'ovn.org',
  'multus-cni.io',
  'spidernet.io',
  'kube-router.io',
  'flannel.alpha.coreos.com',
  'k3s.io',
  'rke2.io',
  'nginx.org',
  'openshift.io',
  'istio.io',
  'linkerd.io',
  'metallb.io',
  'metallb.universe.tf',
  'cloud.google.com',
  'gke.io',
  'amazonaws.com',
  'azure.com',
  'azure.workload.identity',
];

function isPlatformKey(key: string): boolean {
  // The one network plugin whose keys have no domain.
  if (key.startsWith('kube-ipam.')) return true;
  const slash = key.indexOf('/');
  if (slash === -1 || key.includes('last-applied')) return false;
  const domain = key.slice(0, slash);
  return PLATFORM_DOMAINS.some(
    (known) =>
      domain.endsWith(known) && (domain.length === known.length || domain.at(-known.length - 1) === '.'),
  );
}

/** A tool's copy of a whole object may hold what the object's record has lost on purpose. */
function isObjectCopy(value: string): boolean {
  return value.startsWith('{') && (value.includes('"metadata"') || value.includes('"spec"'));
}

/** Distributions keep a node's command line as a JSON list: a flag and its value are two texts there. */
function maskAnnotation(value: string): string {
  if (!value.startsWith('["')) return maskText(value);
  try {
    const parsed: unknown = JSON.parse(value);
    if (Array.isArray(parsed) && parsed.every((item) => typeof item === 'string')) {
      return JSON.stringify(maskArguments(parsed));
    }
  } catch {
    // A text that only begins like a list.
  }
  return maskText(value);
}

function platformAnnotations(raw: unknown): Readonly<Record<string, string>> | undefined {
  const all = optionalStringMap(raw, 'annotations');
  if (all === undefined) return undefined;
  let kept: Record<string, string> | undefined;
  for (const key in all) {
    const value = all[key] ?? '';
    if (!isPlatformKey(key) || isObjectCopy(value)) continue;
    kept ??= {};
    kept[key] = maskAnnotation(value);
  }
  return kept;
}

function ownerReference(raw: Raw): OwnerReference {
  const { blockOwnerDeletion: _, ...rest } = raw;
  requiredString(raw['kind'], 'kind');
  requiredString(raw['name'], 'name');
  return rest as unknown as OwnerReference;
}

function isPresent(value: unknown): boolean {
  return value !== undefined && value !== null && value !== '';
}

const PLAIN_FIELDS = ['generation', 'creationTimestamp', 'deletionTimestamp'] as const;
const TEXT_FIELDS = ['name', 'namespace', 'uid'] as const;

/** Returns the part of metadata that a pod template's record keeps; a template needs no name. */
export function slimTemplateMetadata(raw: Raw): Partial<Metadata> {
  const out: Record<string, unknown> = {};
  for (const field of TEXT_FIELDS) {
    const value = raw[field];
    if (!isPresent(value)) continue;
    if (typeof value !== 'string') throw new MalformedObject(field, 'a string');
    out[field] = value;
  }
  for (const field of PLAIN_FIELDS) if (isPresent(raw[field])) out[field] = raw[field];
  const labels = optionalStringMap(raw['labels'], 'labels');
  if (labels !== undefined) out['labels'] = labels;
  const annotations = platformAnnotations(raw['annotations']);
  if (annotations !== undefined) out['annotations'] = annotations;
  const owners = each(raw['ownerReferences'], 'ownerReferences', ownerReference);
  if (owners !== undefined && owners.length > 0) out['ownerReferences'] = owners;
  return out;
}

/** Returns the part of an object's metadata that records keep. Throws MalformedObject without a name. */
export function slimMetadata(raw: unknown): Metadata {
  const source = asRecord(raw);
  requiredString(source['name'], 'name');
  return slimTemplateMetadata(source) as Metadata;
}
