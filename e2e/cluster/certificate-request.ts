import { generateKeyPairSync, sign } from 'node:crypto';
import { bits, identifier, implicit, integer, sequence, set, text } from '#lib/demo/der.ts';

/** Returns a request for a client certificate of a member of a group, as PKCS #10 writes it. */
export function certificateRequest(group: string): string {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const named = (type: string, value: string): Buffer => set(sequence(identifier(type), text(value)));
  const info = sequence(
    integer(Buffer.from([0])),
    sequence(named('2.5.4.10', group), named('2.5.4.3', 'somebody')),
    publicKey.export({ type: 'spki', format: 'der' }),
    implicit(0x20, Buffer.alloc(0)),
  );
  const signature = sign('sha256', info, privateKey);
  const whole = sequence(info, sequence(identifier('1.2.840.10045.4.3.2')), bits(signature));
  const lines = whole.toString('base64').match(/.{1,64}/g) ?? [];
  return `-----BEGIN CERTIFICATE REQUEST-----\n${lines.join('\n')}\n-----END CERTIFICATE REQUEST-----\n`;
}
