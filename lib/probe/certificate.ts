import type { X509Certificate } from 'node:crypto';
import type { CertificateFacts } from '#lib/model/probe.ts';

/** Returns the facts of a serving certificate; nothing of it is trusted. */
export function certificateFacts(certificate: X509Certificate): CertificateFacts {
  const names = (certificate.subjectAltName ?? '').split(/,\s*/);
  const named = (prefix: string): string[] =>
    names.filter((name) => name.startsWith(prefix)).map((name) => name.slice(prefix.length));
  const { asymmetricKeyType, asymmetricKeyDetails } = certificate.publicKey;
  return {
    subject: oneLine(certificate.subject),
    issuer: oneLine(certificate.issuer),
    dnsNames: named('DNS:'),
    ipAddresses: named('IP Address:'),
    notBefore: certificate.validFromDate.toISOString(),
    notAfter: certificate.validToDate.toISOString(),
    keyType: asymmetricKeyType ?? 'unknown',
    keyBits: asymmetricKeyDetails?.modulusLength ?? curveBits(asymmetricKeyDetails?.namedCurve),
    selfSigned: certificate.subject === certificate.issuer && certificate.verify(certificate.publicKey),
    fingerprint256: certificate.fingerprint256.replaceAll(':', '').toLowerCase(),
  };
}

function oneLine(name: string | undefined): string {
  return (name ?? '').split('\n').join(', ');
}

const CURVE_BITS: Readonly<Record<string, number>> = { prime256v1: 256, secp384r1: 384, secp521r1: 521 };

function curveBits(curve: string | undefined): number | null {
  return curve === undefined ? null : (CURVE_BITS[curve] ?? null);
}
