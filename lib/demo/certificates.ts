import {
  createHash,
  createPrivateKey,
  generateKeyPairSync,
  randomBytes,
  sign,
  X509Certificate,
} from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { isIPv4 } from 'node:net';
import {
  bits,
  boolean,
  identifier,
  implicit,
  integer,
  octets,
  sequence,
  set,
  tagged,
  text,
  time,
} from './der.ts';

const DAY_MS = 86_400_000;
const ECDSA_WITH_SHA256 = sequence(identifier('1.2.840.10045.4.3.2'));
const COMMON_NAME = '2.5.4.3';
const ORGANIZATION = '2.5.4.10';
const SERVER_AUTH = '1.3.6.1.5.5.7.3.1';
const CLIENT_AUTH = '1.3.6.1.5.5.7.3.2';

/** A certificate with its private key, both as PEM. */
export interface KeyPair {
  cert: string;
  key: string;
}

export interface LeafRequest {
  commonName: string;
  organizations?: readonly string[];
  addresses?: readonly string[];
  names?: readonly string[];
  use: 'server' | 'client' | 'peer';
  now: Date;
  /** Days from now until the certificate ends; negative for one that has ended. */
  daysLeft?: number;
}

/** Makes a certificate authority that is valid for ten years. */
export function createAuthority(commonName: string, now: Date): KeyPair {
  const keys = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const name = nameOf([[COMMON_NAME, commonName]]);
  const body = {
    issuer: name,
    subject: name,
    publicKey: keys.publicKey,
    notBefore: new Date(now.getTime() - 400 * DAY_MS),
    notAfter: new Date(now.getTime() + 3650 * DAY_MS),
    extensions: [
      extension('2.5.29.15', true, bits(Buffer.from([0b10100100]), 2)),
      extension('2.5.29.19', true, sequence(boolean(true))),
      extension('2.5.29.14', false, octets(keyIdOf(keys.publicKey))),
    ],
  };
  return { cert: certificatePem(body, keys.privateKey), key: privatePem(keys.privateKey) };
}

/** Issues a certificate signed by an authority; its life is one year, ending `daysLeft` from now. */
export function issueLeaf(authority: KeyPair, request: LeafRequest): KeyPair {
  const keys = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const issuer = new X509Certificate(authority.cert);
  const notAfter = new Date(request.now.getTime() + (request.daysLeft ?? 330) * DAY_MS);
  const body = {
    issuer: nameOf([[COMMON_NAME, issuer.subject.replace(/^CN=/, '')]]),
    subject: nameOf([
      ...(request.organizations ?? []).map((value): [string, string] => [ORGANIZATION, value]),
      [COMMON_NAME, request.commonName],
    ]),
    publicKey: keys.publicKey,
    notBefore: new Date(notAfter.getTime() - 365 * DAY_MS),
    notAfter,
    extensions: leafExtensions(request, issuer.publicKey),
  };
  return {
    cert: certificatePem(body, createPrivateKey(authority.key)),
    key: privatePem(keys.privateKey),
  };
}

/** Returns whether a certificate was signed by an authority and is valid at a time. */
export function isSignedBy(cert: X509Certificate, authorityPem: string, now: Date): boolean {
  const authority = new X509Certificate(authorityPem);
  const isCurrent =
    cert.validFromDate.getTime() <= now.getTime() && now.getTime() < cert.validToDate.getTime();
  return isCurrent && cert.checkIssued(authority) && cert.verify(authority.publicKey);
}

interface Body {
  issuer: Buffer;
  subject: Buffer;
  publicKey: KeyObject;
  notBefore: Date;
  notAfter: Date;
  extensions: Buffer[];
}

function certificatePem(body: Body, signer: KeyObject): string {
  const toBeSigned = sequence(
    tagged(0, integer(Buffer.from([2]))),
    integer(serial()),
    ECDSA_WITH_SHA256,
    body.issuer,
    sequence(time(body.notBefore), time(body.notAfter)),
    body.subject,
    body.publicKey.export({ type: 'spki', format: 'der' }),
    tagged(3, sequence(...body.extensions)),
  );
  const der = sequence(toBeSigned, ECDSA_WITH_SHA256, bits(sign('sha256', toBeSigned, signer)));
  const lines = der.toString('base64').match(/.{1,64}/g) ?? [];
  return `-----BEGIN CERTIFICATE-----\n${lines.join('\n')}\n-----END CERTIFICATE-----\n`;
}

function leafExtensions(request: LeafRequest, authorityKey: KeyObject): Buffer[] {
  const alternatives = [
    ...(request.names ?? []).map((name) => implicit(2, Buffer.from(name))),
    ...(request.addresses ?? []).map((address) => implicit(7, addressBytes(address))),
  ];
  const uses = {
    server: [SERVER_AUTH],
    client: [CLIENT_AUTH],
    peer: [SERVER_AUTH, CLIENT_AUTH],
  }[request.use];
  return [
    extension('2.5.29.15', true, bits(Buffer.from([0b10100000]), 5)),
    extension('2.5.29.37', false, sequence(...uses.map(identifier))),
    extension('2.5.29.19', true, sequence()),
    extension('2.5.29.35', false, sequence(implicit(0, keyIdOf(authorityKey)))),
    ...(alternatives.length > 0 ? [extension('2.5.29.17', false, sequence(...alternatives))] : []),
  ];
}

function extension(id: string, critical: boolean, value: Buffer): Buffer {
  return sequence(identifier(id), ...(critical ? [boolean(true)] : []), octets(value));
}

function nameOf(parts: readonly [string, string][]): Buffer {
  return sequence(...parts.map(([id, value]) => set(sequence(identifier(id), text(value)))));
}

function addressBytes(address: string): Buffer {
  if (!isIPv4(address))
    throw new Error(`the demo issues certificates for IPv4 addresses only, not ${address}`);
  return Buffer.from(address.split('.').map(Number));
}

function keyIdOf(key: KeyObject): Buffer {
  return createHash('sha1')
    .update(key.export({ type: 'spki', format: 'der' }))
    .digest();
}

function privatePem(key: KeyObject): string {
  return key.export({ type: 'pkcs8', format: 'pem' }).toString();
}

/** A positive serial number: the first bit stays clear. */
function serial(): Buffer {
  const bytes = randomBytes(8);
  bytes[0] = ((bytes[0] ?? 0) & 0x7f) | 0x40;
  return bytes;
}
