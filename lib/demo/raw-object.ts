/** An object as the demo serves it: plain JSON with the fields every kind has. */
export interface RawObject {
  apiVersion: string;
  kind: string;
  metadata: RawMetadata;
  [field: string]: unknown;
}

export interface RawMetadata {
  name: string;
  namespace?: string;
  uid?: string;
  resourceVersion?: string;
  generation?: number;
  creationTimestamp?: string;
  labels?: Record<string, string>;
  annotations?: Record<string, string>;
  ownerReferences?: Record<string, unknown>[];
  [field: string]: unknown;
}

/** Returns the value at a path of keys and indexes, or undefined where the path ends early. */
export function read(value: unknown, ...path: (string | number)[]): unknown {
  let current: unknown = value;
  for (const key of path) {
    if (typeof current !== 'object' || current === null) return undefined;
    current = (current as Record<string | number, unknown>)[key];
  }
  return current;
}

/** Returns the list at a path, empty where there is none. */
export function readList(value: unknown, ...path: (string | number)[]): unknown[] {
  const found = read(value, ...path);
  return Array.isArray(found) ? found : [];
}

/** Returns the text at a path, empty where there is none. */
export function readText(value: unknown, ...path: (string | number)[]): string {
  const found = read(value, ...path);
  if (typeof found === 'string') return found;
  return typeof found === 'number' || typeof found === 'boolean' ? String(found) : '';
}

/** Returns the number at a path, or the fallback given first. */
export function readNumber(fallback: number, value: unknown, ...path: (string | number)[]): number {
  const found = read(value, ...path);
  return typeof found === 'number' ? found : fallback;
}

/** Returns the record at a path, empty where there is none. */
export function readRecord(value: unknown, ...path: (string | number)[]): Record<string, unknown> {
  const found = read(value, ...path);
  return typeof found === 'object' && found !== null && !Array.isArray(found)
    ? (found as Record<string, unknown>)
    : {};
}

/** Returns the API group of an apiVersion, empty for the core group. */
export function groupOf(apiVersion: string): string {
  return apiVersion.includes('/') ? (apiVersion.split('/')[0] ?? '') : '';
}
