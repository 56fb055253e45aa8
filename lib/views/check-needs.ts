/** What a check has to be allowed, as a rule of Kubernetes would say it. */
export interface CheckNeeds {
  /** Resources it lists, in lower case as rules name them, sorted. */
  readonly lists: readonly string[];
  /** Addresses it asks of the API server that are no resources. */
  readonly paths: readonly string[];
  /** It judges what answered on ports. */
  readonly probes: boolean;
}

/** Slices that are read from an address of their own. */
const PATHS: Readonly<Record<string, readonly string[]>> = {
  version: ['/version'],
  apiResources: ['/api', '/apis'],
};

/** Returns the rights behind the slices that a check stands on; `probes` among them stands for sockets. */
export function checkNeeds(slices: readonly string[]): CheckNeeds {
  const names = [...new Set(slices)];
  return {
    lists: names
      .filter((name) => name !== 'probes' && PATHS[name] === undefined)
      .map((name) => name.toLowerCase())
      .toSorted(),
    paths: names.flatMap((name) => PATHS[name] ?? []).toSorted(),
    probes: names.includes('probes'),
  };
}
