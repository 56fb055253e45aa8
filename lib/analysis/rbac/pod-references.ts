import type { SpecObject } from '#lib/model/cluster-objects.ts';
import type { Container, Pod } from '#lib/model/pod.ts';

/** Names of what a pod refers to in its own namespace. */
export interface PodReferences {
  readonly secrets: readonly string[];
  readonly configMaps: readonly string[];
  readonly persistentVolumeClaims: readonly string[];
  readonly resourceClaims: readonly string[];
}

/** Where each kind of volume names a Secret; most kinds are read as the API has them, without a type. */
const VOLUME_SECRETS = [
  'secret.secretName',
  'azureFile.secretName',
  'cephfs.secretRef.name',
  'cinder.secretRef.name',
  'csi.nodePublishSecretRef.name',
  'flexVolume.secretRef.name',
  'iscsi.secretRef.name',
  'rbd.secretRef.name',
  'scaleIO.secretRef.name',
  'storageos.secretRef.name',
];

/** Secrets of a PersistentVolume that a kubelet needs; those of the controller are not among them. */
const PV_SECRETS = [
  'cephfs.secretRef',
  'cinder.secretRef',
  'csi.nodePublishSecretRef',
  'csi.nodeStageSecretRef',
  'csi.nodeExpandSecretRef',
  'flexVolume.secretRef',
  'iscsi.secretRef',
  'rbd.secretRef',
  'scaleIO.secretRef',
  'storageos.secretRef',
];

/** Returns what a pod refers to. */
export function referencesOf(pod: Pod): PodReferences {
  const { spec, metadata } = pod;
  const containers = [
    ...spec.containers,
    ...(spec.initContainers ?? []),
    ...(spec.ephemeralContainers ?? []),
  ];
  const volumes = spec.volumes ?? [];
  const sources = volumes.flatMap(({ projected }) => projected?.sources ?? []);
  return {
    secrets: names([
      ...containers.flatMap(secretsOfContainer),
      ...(spec.imagePullSecrets ?? []).map(({ name }) => name),
      ...sources.map(({ secret }) => secret?.name),
      ...volumes.flatMap((volume) => VOLUME_SECRETS.map((path) => textAt(volume, path))),
    ]),
    configMaps: names([
      ...containers.flatMap(configMapsOfContainer),
      ...sources.map(({ configMap }) => configMap?.name),
      ...volumes.map(({ configMap }) => configMap?.name),
    ]),
    // A claim made for one pod is named after pod and volume.
    persistentVolumeClaims: names(
      volumes.map((volume) =>
        'ephemeral' in volume ? `${metadata.name}-${volume.name}` : volume.persistentVolumeClaim?.claimName,
      ),
    ),
    resourceClaims: names([
      ...claimsOfSpec(pod),
      textAt(pod.status, 'extendedResourceClaimStatus.resourceClaimName'),
    ]),
  };
}

/** Returns the Secrets, each with its namespace, that a kubelet needs to mount a volume bound to a claim. */
export function secretsOfVolume({ spec }: SpecObject): { namespace: string; name: string }[] {
  const home = textAt(spec, 'claimRef.namespace') ?? '';
  const azure = {
    namespace: textAt(spec, 'azureFile.secretNamespace') || home,
    name: textAt(spec, 'azureFile.secretName'),
  };
  const others = PV_SECRETS.map((path) => ({
    namespace: textAt(spec, `${path}.namespace`) || home,
    name: textAt(spec, `${path}.name`),
  }));
  return [azure, ...others].flatMap(({ namespace, name }) => (name ? [{ namespace, name }] : []));
}

/** Returns the text at a path of field names, or undefined. */
export function textAt(value: unknown, path: string): string | undefined {
  let at: unknown = value;
  for (const field of path.split('.')) {
    if (typeof at !== 'object' || at === null) return undefined;
    at = (at as Record<string, unknown>)[field];
  }
  return typeof at === 'string' ? at : undefined;
}

function secretsOfContainer({ env = [], envFrom = [] }: Container): (string | undefined)[] {
  return [
    ...env.map(({ valueFrom }) => valueFrom?.secretKeyRef?.name),
    ...envFrom.map(({ secretRef }) => secretRef?.name),
  ];
}

function configMapsOfContainer({ env = [], envFrom = [] }: Container): (string | undefined)[] {
  return [
    ...env.map(({ valueFrom }) => valueFrom?.configMapKeyRef?.name),
    ...envFrom.map(({ configMapRef }) => configMapRef?.name),
  ];
}

/** A claim by name is itself; one from a template has the name that the status tells. */
function claimsOfSpec({ spec, status }: Pod): (string | undefined)[] {
  const made = new Map(
    listAt(status, 'resourceClaimStatuses').map((one) => [
      textAt(one, 'name'),
      textAt(one, 'resourceClaimName'),
    ]),
  );
  return listAt(spec, 'resourceClaims').map(
    (claim) => textAt(claim, 'resourceClaimName') ?? made.get(textAt(claim, 'name')),
  );
}

function listAt(value: object, field: string): readonly unknown[] {
  const list = (value as Record<string, unknown>)[field];
  return Array.isArray(list) ? list : [];
}

function names(list: readonly (string | undefined)[]): string[] {
  return [...new Set(list.flatMap((name) => name || []))];
}
