import { describe, expect, it } from 'vitest';
import { parseAskedPort, portWords } from './asked-port.ts';

describe('parseAskedPort', () => {
  it.each([
    ['443', '443/TCP'],
    ['53/udp', '53/UDP'],
    ['UDP 53', '53/UDP'],
    [' 65535/SCTP ', '65535/SCTP'],
  ])('reads %j as %s', (words, read) => {
    const port = parseAskedPort(words);
    expect(port === null ? null : portWords(port)).toBe(read);
  });

  it.each(['', 'any', '0', '65536', '80/ICMP', '80,443', '-1', '1e3'])('finds no port in %j', (words) => {
    expect(parseAskedPort(words)).toBeNull();
  });
});
