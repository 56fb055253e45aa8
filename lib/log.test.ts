import { describe, expect, it } from 'vitest';
import { createLog, scrub } from './log.ts';

function linesOf(writeTo: (log: ReturnType<typeof createLog>) => void): string {
  const lines: string[] = [];
  writeTo(createLog('test', (line) => lines.push(line)));
  return lines.join('');
}

const jwt = 'eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJzeXN0ZW0ifQ.c2lnbmF0dXJl';

describe('createLog', () => {
  const hidden = [
    { name: 'a field by its name', fields: { user: { token: 'marker-1' } } },
    { name: 'the data of a Secret', fields: { object: { kind: 'Secret', data: { a: 'marker-1' } } } },
    { name: 'a header of any case', fields: { headers: { Authorization: 'marker-1' } } },
    { name: 'a token in free text', fields: { reason: `got ${jwt} marker`.replace(' marker', '') } },
    { name: 'a password in a URL', fields: { url: 'https://me:marker-1@proxy:3128/' } },
    {
      name: 'fields an error carries along',
      fields: { err: Object.assign(new Error('no'), { config: { token: 'marker-1' } }) },
    },
    {
      name: 'a secret deep in a cause',
      fields: { err: new Error('no', { cause: { password: 'marker-1' } }) },
    },
  ];
  it.each(hidden)('hides $name', ({ fields }) => {
    const written = linesOf((log) => log.info(fields, 'event'));
    expect(written).not.toContain('marker-1');
    expect(written).not.toContain(jwt);
    expect(written).toContain('event');
  });

  it('lets a harmless marker through', () => {
    const written = linesOf((log) => log.info({ pod: { name: 'marker-1' } }, 'event marker-2'));
    expect(written).toContain('marker-1');
    expect(written).toContain('marker-2');
  });

  it('keeps counts and switches that only sound secret', () => {
    expect(linesOf((log) => log.info({ secrets: 3, automountToken: true }))).toContain(
      '"secrets":3,"automountToken":true',
    );
  });

  it('hides a token that stands in the message itself', () => {
    expect(linesOf((log) => log.warn(`answer was Bearer ${jwt}`))).not.toContain(jwt);
  });

  it('writes the name, code and cause of an error', () => {
    const error = Object.assign(new Error('outer', { cause: new Error('inner') }), { code: 'ECONNREFUSED' });
    const written = linesOf((log) => log.error({ err: error }));
    expect(JSON.parse(written)).toMatchObject({
      level: 'error',
      err: { name: 'Error', code: 'ECONNREFUSED', message: 'outer', cause: { message: 'inner' } },
    });
  });
});

describe('scrub', () => {
  it('removes a private key up to its end', () => {
    const pem = '-----BEGIN EC PRIVATE KEY-----\\nMHcCAQEE\\n-----END EC PRIVATE KEY-----';
    expect(scrub(`{"a":"${pem}","b":1}`)).toBe('{"a":"[hidden]","b":1}');
  });

  it('leaves a public certificate alone', () => {
    const line = '{"a":"-----BEGIN CERTIFICATE-----\\nMHcCAQEE\\n-----END CERTIFICATE-----"}';
    expect(scrub(line)).toBe(line);
  });
});
