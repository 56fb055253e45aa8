/** Returns what a text says as JSON; undefined where it is none. */
export function parseJson(written: string): unknown {
  try {
    return JSON.parse(written) as unknown;
  } catch {
    return undefined;
  }
}
