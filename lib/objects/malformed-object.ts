/** An object as the API or a file holds it, before it is reshaped. */
export type Raw = Readonly<Record<string, unknown>>;

/** Thrown when an object is not of the shape its kind has; `path` names the field, from the object's root. */
export class MalformedObject extends Error {
  override readonly name = 'MalformedObject';
  readonly path: string;
  readonly expected: string;

  constructor(path: string, expected: string) {
    super(path === '' ? `not ${expected}` : `${path} is not ${expected}`);
    this.path = path;
    this.expected = expected;
  }
}

function prefixed(error: unknown, prefix: string): unknown {
  if (!(error instanceof MalformedObject)) return error;
  if (error.path === '') return new MalformedObject(prefix, error.expected);
  const joint = error.path.startsWith('[') ? '' : '.';
  return new MalformedObject(prefix + joint + error.path, error.expected);
}

function isRecord(value: unknown): value is Raw {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Returns the value as an object. Throws MalformedObject for anything else. */
export function asRecord(value: unknown, path = ''): Raw {
  if (!isRecord(value)) throw new MalformedObject(path, 'an object');
  return value;
}

/** Returns the value as an object, or undefined where it is missing or null. */
export function optionalRecord(value: unknown, path: string): Raw | undefined {
  return value === undefined || value === null ? undefined : asRecord(value, path);
}

/** Returns what `shape` makes of an object field, or undefined where the field is missing or null. */
export function inside<T>(value: unknown, path: string, shape: (raw: Raw) => T): T | undefined {
  if (value === undefined || value === null) return undefined;
  try {
    return shape(asRecord(value));
  } catch (error) {
    throw prefixed(error, path);
  }
}

/** Returns what `shape` makes of each object of a list, or undefined where the list is missing or null. */
export function each<T>(value: unknown, path: string, shape: (raw: Raw) => T): T[] | undefined {
  if (value === undefined || value === null) return undefined;
  if (!Array.isArray(value)) throw new MalformedObject(path, 'a list');
  const out: T[] = [];
  for (let index = 0; index < value.length; index += 1) {
    try {
      out.push(shape(asRecord(value[index])));
    } catch (error) {
      throw prefixed(error, `${path}[${index}]`);
    }
  }
  return out;
}

/** Returns what `shape` makes of each object of a list as Go decodes it: an element that is null has no field. */
export function eachOrEmpty<T>(value: unknown, path: string, shape: (raw: Raw) => T): T[] | undefined {
  const filled: unknown = Array.isArray(value) ? value.map((one: unknown) => one ?? {}) : value;
  return each(filled, path, shape);
}

/** Returns a list of strings, or undefined where it is missing or null. */
export function optionalStrings(value: unknown, path: string): readonly string[] | undefined {
  if (value === undefined || value === null) return undefined;
  if (!Array.isArray(value) || !value.every((item) => typeof item === 'string')) {
    throw new MalformedObject(path, 'a list of strings');
  }
  return value;
}

/** Returns a map of strings, or undefined where it is missing or null. */
export function optionalStringMap(
  value: unknown,
  path: string,
): Readonly<Record<string, string>> | undefined {
  const map = optionalRecord(value, path);
  if (map === undefined) return undefined;
  for (const key in map) {
    if (typeof map[key] !== 'string') throw new MalformedObject(`${path}.${key}`, 'a string');
  }
  return map as Readonly<Record<string, string>>;
}

/** Returns a string, or undefined where it is missing or null. */
export function optionalString(value: unknown, path: string): string | undefined {
  if (value === undefined || value === null) return undefined;
  if (typeof value !== 'string') throw new MalformedObject(path, 'a string');
  return value;
}

/** Returns a string that must be there and not empty. */
export function requiredString(value: unknown, path: string): string {
  if (typeof value !== 'string' || value === '') throw new MalformedObject(path, 'a string');
  return value;
}

/** Throws MalformedObject unless the value is missing, null, or of the primitive type. */
export function checkOptional(value: unknown, type: 'string' | 'number' | 'boolean', path: string): void {
  if (value === undefined || value === null || typeof value === type) return;
  throw new MalformedObject(path, `a ${type}`);
}
