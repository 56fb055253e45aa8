/** The few DER encodings an X.509 certificate is made of. */

/** Encodes one element from its tag and its parts. */
function element(tag: number, ...parts: Buffer[]): Buffer {
  const body = Buffer.concat(parts);
  return Buffer.concat([Buffer.from([tag]), lengthOf(body.length), body]);
}

export const sequence = (...parts: Buffer[]): Buffer => element(0x30, ...parts);
export const set = (...parts: Buffer[]): Buffer => element(0x31, ...parts);
export const boolean = (value: boolean): Buffer => element(0x01, Buffer.from([value ? 0xff : 0]));
export const octets = (body: Buffer): Buffer => element(0x04, body);
export const text = (value: string): Buffer => element(0x0c, Buffer.from(value, 'utf8'));
/** A bit string; `unused` is the number of bits of the last byte that do not count. */
export const bits = (body: Buffer, unused = 0): Buffer => element(0x03, Buffer.from([unused]), body);
/** A constructed, context-specific element, as X.509 marks its optional fields. */
export const tagged = (number: number, ...parts: Buffer[]): Buffer => element(0xa0 | number, ...parts);
/** A primitive, context-specific element (subject alternative names, key identifiers). */
export const implicit = (number: number, body: Buffer): Buffer => element(0x80 | number, body);

/** A non-negative integer from its big-endian bytes. */
export function integer(bytes: Buffer): Buffer {
  const needsZero = ((bytes[0] ?? 0) & 0x80) !== 0;
  return element(0x02, needsZero ? Buffer.concat([Buffer.from([0]), bytes]) : bytes);
}

/** An object identifier from its dotted form. */
export function identifier(dotted: string): Buffer {
  const [first = 0, second = 0, ...rest] = dotted.split('.').map(Number);
  return element(0x06, Buffer.from([first * 40 + second, ...rest.flatMap(base128)]));
}

/** A time to the second: UTCTime up to 2049 as RFC 5280 demands, GeneralizedTime after. */
export function time(date: Date): Buffer {
  const digits = `${date.toISOString().slice(0, 19).replace(/[-:T]/g, '')}Z`;
  return date.getUTCFullYear() < 2050
    ? element(0x17, Buffer.from(digits.slice(2)))
    : element(0x18, Buffer.from(digits));
}

function lengthOf(length: number): Buffer {
  if (length < 128) return Buffer.from([length]);
  const bytes = [];
  for (let rest = length; rest > 0; rest >>= 8) bytes.unshift(rest & 0xff);
  return Buffer.from([0x80 | bytes.length, ...bytes]);
}

function base128(value: number): number[] {
  const bytes = [value & 0x7f];
  for (let rest = value >> 7; rest > 0; rest >>= 7) bytes.unshift((rest & 0x7f) | 0x80);
  return bytes;
}
