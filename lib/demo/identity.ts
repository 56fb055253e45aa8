import { createHash, createHmac, createSign, randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createAuthority } from './certificates.ts';
import type { KeyPair } from './certificates.ts';
import { TOKEN_MARK } from './marks.ts';

/** What stays the same from one start of a demo to the next: its keys, its uids, its network. */
export interface Identity {
  /** Every uid and every made-up name is derived from it. */
  seed: string;
  /** When the cluster was first started, ISO 8601; objects count their age from here. */
  bornAt: string;
  /** The first three numbers of its /24 where it was bound last, such as `127.61.7`. */
  network: string | null;
  clusterAuthority: KeyPair;
  etcdAuthority: KeyPair;
  /** Self-made authority of the scheduler, controller manager and kubelets, which sign for themselves. */
  nodeAuthority: KeyPair;
  /** Bearer token of the scanner's service account. */
  scannerToken: string;
}

/** Reads the identity kept in a folder, or makes and keeps a new one (mode 0600). */
export function loadIdentity(folder: string, cluster: string, now: Date): Identity {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const kept = readKept(join(folder, 'identity.json'));
  if (kept !== null) return kept;
  const clusterAuthority = createAuthority('kubernetes', now);
  const identity: Identity = {
    seed: randomBytes(16).toString('hex'),
    bornAt: now.toISOString(),
    network: null,
    clusterAuthority,
    etcdAuthority: createAuthority('etcd-ca', now),
    nodeAuthority: createAuthority(`${cluster}-node-ca@${Math.floor(now.getTime() / 1000)}`, now),
    scannerToken: serviceAccountToken(clusterAuthority, now),
  };
  keepIdentity(folder, identity);
  return identity;
}

/** Writes the identity to its folder. */
export function keepIdentity(folder: string, identity: Identity): void {
  // Written beside and renamed: a kill in between leaves the old keys, never half of the new.
  const file = join(folder, 'identity.json');
  writeFileSync(`${file}.new`, JSON.stringify(identity, null, 2), { mode: 0o600 });
  renameSync(`${file}.new`, file);
}

/** Returns the uid of a thing of this demo: the same for the same seed and name. */
export function uidOf(seed: string, ...name: string[]): string {
  const hex = createHmac('sha256', seed).update(name.join('\0')).digest('hex');
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `4${hex.slice(13, 16)}`,
    `a${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ].join('-');
}

const NAME_LETTERS = 'bcdfghjklmnpqrstvwxz2456789';

/** Returns a suffix as Kubernetes makes them, the same for the same name. */
export function suffixOf(length: number, ...name: string[]): string {
  const digest = createHash('sha256').update(name.join('\0')).digest();
  return [...digest.subarray(0, length)].map((byte) => NAME_LETTERS[byte % NAME_LETTERS.length]).join('');
}

function readKept(file: string): Identity | null {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Identity;
  } catch {
    // No file yet, or one that is none of ours: a new identity takes its place.
    return null;
  }
}

/** A token of the form the API server issues; the demo knows it by its whole text. */
function serviceAccountToken(authority: KeyPair, now: Date): string {
  const encode = (part: unknown): string => Buffer.from(JSON.stringify(part)).toString('base64url');
  const issuedAt = Math.floor(now.getTime() / 1000);
  const header = encode({ alg: 'ES256', kid: TOKEN_MARK });
  const payload = encode({
    iss: 'https://kubernetes.default.svc.cluster.local',
    sub: 'system:serviceaccount:security:merlon',
    aud: ['https://kubernetes.default.svc.cluster.local'],
    iat: issuedAt,
    exp: issuedAt + 10 * 365 * 86_400,
  });
  const signer = createSign('sha256').update(`${header}.${payload}`);
  const signature = signer.sign({ key: authority.key, dsaEncoding: 'ieee-p1363' }).toString('base64url');
  // The mark follows the signature so that the token holds it as plain text.
  return `${header}.${payload}.${signature}${TOKEN_MARK}`;
}
