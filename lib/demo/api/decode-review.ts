/**
 * Reads the body of a posted review. kubectl sends reviews in Kubernetes' protobuf envelope: four magic bytes,
 * then `Unknown { typeMeta = 1, raw = 2 }`; the field numbers are those of the generated.proto files.
 */
export function decodeReview(kind: string, body: Buffer): unknown {
  if (body.subarray(0, 4).toString('latin1') === 'k8s\0') {
    const raw = fieldsOf(body.subarray(4)).find(({ number }) => number === 2)?.bytes;
    return { spec: message(fieldOf(raw, 2), SPECS[kind] ?? {}) };
  }
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    return null;
  }
}

/** Field number to name, or to name and inner message; a name ending in `[]` repeats. */
type Schema = Record<number, string | [string, Schema]>;

const RESOURCE: Schema = {
  1: 'namespace',
  2: 'verb',
  3: 'group',
  4: 'version',
  5: 'resource',
  6: 'subresource',
  7: 'name',
};
const ATTRIBUTES: Schema = {
  1: ['resourceAttributes', RESOURCE],
  2: ['nonResourceAttributes', { 1: 'path', 2: 'verb' }],
};
const SUBJECT: Schema = { ...ATTRIBUTES, 3: 'user', 4: 'groups[]' };
const SPECS: Record<string, Schema> = {
  SelfSubjectAccessReview: ATTRIBUTES,
  SubjectAccessReview: SUBJECT,
  LocalSubjectAccessReview: SUBJECT,
  SelfSubjectRulesReview: { 1: 'namespace' },
};

interface Field {
  number: number;
  bytes: Buffer;
}

function message(bytes: Buffer | undefined, schema: Schema): Record<string, unknown> {
  const result: Record<string, unknown> = {};
  for (const field of bytes === undefined ? [] : fieldsOf(bytes)) {
    const known = schema[field.number];
    if (known === undefined) continue;
    if (typeof known !== 'string') result[known[0]] = message(field.bytes, known[1]);
    else if (!known.endsWith('[]')) result[known] = field.bytes.toString('utf8');
    else {
      const name = known.slice(0, -2);
      const earlier = result[name];
      result[name] = [...(Array.isArray(earlier) ? earlier : []), field.bytes.toString('utf8')];
    }
  }
  return result;
}

function fieldOf(bytes: Buffer | undefined, number: number): Buffer | undefined {
  return bytes === undefined ? undefined : fieldsOf(bytes).find((field) => field.number === number)?.bytes;
}

/** Splits a message into its length-delimited fields; numbers are read over. */
function fieldsOf(bytes: Buffer): Field[] {
  const fields: Field[] = [];
  let position = 0;
  const varint = (): number => {
    let value = 0;
    for (let shift = 0; position < bytes.length; shift += 7) {
      const byte = bytes[position++] ?? 0;
      value += (byte & 0x7f) * 2 ** shift;
      if (byte < 0x80) break;
    }
    return value;
  };
  while (position < bytes.length) {
    const tag = varint();
    if ((tag & 7) === 2) {
      const length = varint();
      fields.push({ number: tag >>> 3, bytes: bytes.subarray(position, position + length) });
      position += length;
    } else if ((tag & 7) === 0) varint();
    else break;
  }
  return fields;
}
