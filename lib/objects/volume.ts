import type { Volume } from '#lib/model/pod.ts';
import { each, inside, optionalRecord, requiredString } from './malformed-object.ts';
import type { Raw } from './malformed-object.ts';
import { maskDeep } from './mask-secrets.ts';
import { slimTemplateMetadata } from './metadata.ts';

function hostPath(raw: Raw): Raw {
  requiredString(raw['path'], 'path');
  return raw['type'] === undefined ? { ...raw, type: '' } : raw;
}

function projectedSource(raw: Raw): Raw {
  const token = optionalRecord(raw['serviceAccountToken'], 'serviceAccountToken');
  return token === undefined ? raw : { ...raw, serviceAccountToken: { expirationSeconds: 3607, ...token } };
}

function withMode(raw: Raw): Raw {
  return raw['defaultMode'] === undefined ? { ...raw, defaultMode: 420 } : raw;
}

function projected(raw: Raw): Raw {
  return { defaultMode: 420, ...raw, sources: each(raw['sources'], 'sources', projectedSource) ?? [] };
}

/** A driver's free options may hold credentials. */
function driverOptions(raw: Raw): Raw {
  const out: Record<string, unknown> = { ...raw };
  for (const field of ['volumeAttributes', 'options']) {
    if (raw[field] !== undefined) out[field] = maskDeep(raw[field]);
  }
  return out;
}

/** Returns the template of a claim with the part of its metadata that records keep. */
export function reshapeClaimTemplate(raw: Raw): Raw {
  const metadata = inside(raw['metadata'], 'metadata', slimTemplateMetadata);
  return metadata === undefined ? raw : { ...raw, metadata };
}

function ephemeral(raw: Raw): Raw {
  const template = inside(raw['volumeClaimTemplate'], 'volumeClaimTemplate', reshapeClaimTemplate);
  return template === undefined ? raw : { ...raw, volumeClaimTemplate: template };
}

/** The address of a repository or gateway may hold a user name and password. */
function withAddress(raw: Raw): Raw {
  return maskDeep(raw) as Raw;
}

/** How each source that needs it is reshaped; every other source is kept as it is. */
const SOURCES: Readonly<Record<string, (raw: Raw) => Raw>> = {
  hostPath,
  secret: withMode,
  configMap: withMode,
  downwardAPI: withMode,
  projected,
  csi: driverOptions,
  flexVolume: driverOptions,
  ephemeral,
  gitRepo: withAddress,
  scaleIO: withAddress,
};

/** Returns the sources of a volume, or of a persistent volume's spec, with free options masked. */
export function reshapeVolumeSource(raw: Raw): Record<string, unknown> {
  const out: Record<string, unknown> = { ...raw };
  for (const source in raw) {
    const shape = Object.hasOwn(SOURCES, source) ? SOURCES[source] : undefined;
    if (shape === undefined) continue;
    const shaped = inside(raw[source], source, shape);
    if (shaped !== undefined) out[source] = shaped;
  }
  return out;
}

/** Returns a volume's record; one without a source is an empty directory, as for the API server. */
export function reshapeVolume(raw: Raw): Volume {
  requiredString(raw['name'], 'name');
  const out = reshapeVolumeSource(raw);
  for (const key in out) if (key !== 'name') return out as unknown as Volume;
  return { ...out, emptyDir: {} } as unknown as Volume;
}
