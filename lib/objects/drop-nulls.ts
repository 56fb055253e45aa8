const DEEPEST = 200;

function hasNull(fields: Readonly<Record<string, unknown>>): boolean {
  for (const key in fields) if (fields[key] === null) return true;
  return false;
}

/**
 * Returns the value without the null fields of its objects, as the API server reads it: a null field is a
 * field left out, but the null value of a map of texts is an empty text. Null elements of lists stay: what they
 * are depends on the list. Changes the value in place where it can. Throws RangeError for endless nesting.
 */
export function dropNulls(value: unknown, depth = 0): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (depth > DEEPEST) throw new RangeError('nested too deeply');
  if (Array.isArray(value)) {
    for (let index = 0; index < value.length; index += 1) value[index] = dropNulls(value[index], depth + 1);
    return value;
  }
  return withoutNulls(value as Record<string, unknown>, depth);
}

function withoutNulls(fields: Record<string, unknown>, depth: number): unknown {
  for (const key in fields) if (isTextMap(key)) fields[key] = withEmptyTexts(fields[key]);
  if (!hasNull(fields)) {
    for (const key in fields) {
      const field = fields[key];
      if (typeof field === 'object') fields[key] = dropNulls(field, depth + 1);
    }
    return fields;
  }
  const out: Record<string, unknown> = {};
  for (const key in fields) {
    if (fields[key] !== null) out[key] = dropNulls(fields[key], depth + 1);
  }
  return out;
}

const TEXT_MAPS = new Set(['matchLabels', 'labels', 'annotations', 'nodeSelector']);

/** Returns whether a field of this name is a map of texts in every kind that has it. */
export function isTextMap(key: string): boolean {
  return TEXT_MAPS.has(key);
}

function withEmptyTexts(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  const map = value as Record<string, unknown>;
  for (const key in map) if (map[key] === null) map[key] = '';
  return map;
}
