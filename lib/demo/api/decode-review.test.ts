import { describe, expect, it } from 'vitest';
import { decodeReview } from './decode-review.ts';

/** One length-delimited field of a message. */
function field(number: number, content: string | Buffer): Buffer {
  const bytes = Buffer.from(content);
  return Buffer.concat([Buffer.from([(number << 3) | 2, bytes.length]), bytes]);
}

function envelope(raw: Buffer): Buffer {
  const type = Buffer.concat([field(1, 'authorization.k8s.io/v1'), field(2, 'SelfSubjectAccessReview')]);
  return Buffer.concat([Buffer.from('k8s\0'), field(1, type), field(2, raw)]);
}

describe('decodeReview', () => {
  it('reads the resource a protobuf review asks about', () => {
    const attributes = Buffer.concat([field(1, 'shop'), field(2, 'list'), field(4, 'v1'), field(5, 'pods')]);
    const body = envelope(field(2, field(1, attributes)));
    expect(decodeReview('SelfSubjectAccessReview', body)).toEqual({
      spec: { resourceAttributes: { namespace: 'shop', verb: 'list', version: 'v1', resource: 'pods' } },
    });
  });

  it('collects the groups a protobuf review repeats', () => {
    const body = envelope(field(2, Buffer.concat([field(3, 'eve'), field(4, 'a'), field(4, 'b')])));
    expect(decodeReview('SubjectAccessReview', body)).toEqual({ spec: { user: 'eve', groups: ['a', 'b'] } });
  });

  it('reads JSON as it is', () => {
    const body = { spec: { namespace: 'shop' } };
    expect(decodeReview('SelfSubjectRulesReview', Buffer.from(JSON.stringify(body)))).toEqual(body);
  });

  it('gives null for what is neither', () => {
    expect(decodeReview('SelfSubjectRulesReview', Buffer.from('spec: {}'))).toBeNull();
  });
});
