import { FAMILIES, type Family } from '#lib/analysis/network/reach/address-ranges.ts';
import type { EndpointSpace } from '#lib/analysis/network/reach/endpoint-space.ts';
import type { PodEndpoint } from '#lib/analysis/network/reach/pod-endpoints.ts';

/** Pods of one party, such as a namespace or a workload, that no policy can tell apart. */
export interface PodGroup {
  /** Number of the party. */
  readonly party: number;
  readonly class: number;
  readonly families: readonly Family[];
  /** Indexes in the list of pods. */
  readonly pods: number[];
}

/** Returns the pods of a cluster by party and class; a party of null leaves a pod out. */
export function groupPods(space: EndpointSpace, partyOf: (pod: PodEndpoint) => number | null): PodGroup[] {
  const groups = new Map<string, PodGroup>();
  for (const [at, pod] of space.pods.entries()) {
    const party = partyOf(pod);
    if (party === null) continue;
    const families = familiesOf(pod);
    const made = { party, class: space.classOfPod[at] ?? 0, families };
    const key = `${party} ${made.class} ${families.join()}`;
    const known = groups.get(key);
    if (known === undefined) groups.set(key, { ...made, pods: [at] });
    else known.pods.push(at);
  }
  return [...groups.values()];
}

/** What has no address yet counts for IPv4. */
function familiesOf(pod: PodEndpoint): Family[] {
  return FAMILIES.filter((family) =>
    pod.isAddressKnown ? pod.addresses[family] !== undefined : family === 'IPv4',
  );
}
