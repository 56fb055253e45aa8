interface PodSpec {
  containers: { image: string; securityContext: object }[];
  volumes?: object[];
  serviceAccountName?: string;
  automountServiceAccountToken?: boolean;
  hostNetwork?: boolean;
}

interface Labelled {
  readonly metadata: { readonly labels?: Readonly<Record<string, string>> };
  readonly spec: PodSpec;
}

interface Habit {
  /** Of a hundred workloads, how many have it in a generation. */
  readonly share: (generation: number) => number;
  readonly apply: (spec: PodSpec) => void;
}

/** What teams do to their workloads; some of it is mended from scan to scan, some of it spreads. */
const HABITS: readonly Habit[] = [
  {
    share: (generation) => 84 - 2 * generation,
    apply: (spec) => containersOf(spec, (container) => (container.securityContext = {})),
  },
  {
    share: (generation) => 58 + generation,
    apply: (spec) =>
      containersOf(spec, (container) => (container.image = container.image.replace(/:[^:]*$/, ':latest'))),
  },
  { share: () => 28, apply: (spec) => (spec.automountServiceAccountToken = false) },
  {
    share: (generation) => (generation < 3 ? 9 : 6),
    apply: (spec) => containersOf(spec, (container) => (container.securityContext = { privileged: true })),
  },
  {
    share: () => 7,
    apply: (spec) =>
      (spec.volumes = [...(spec.volumes ?? []), { name: 'host', hostPath: { path: '/var/log/pods' } }]),
  },
  { share: (generation) => 2 + generation, apply: (spec) => (spec.hostNetwork = true) },
];

/** Gives a generated pod, or the template of one, the habits of its workload; alike for all of its pods. */
export function applyHabits({ metadata, spec }: Labelled, generation: number): void {
  const workload = Number(/(\d+)$/.exec(metadata.labels?.['app'] ?? '')?.[1] ?? 0);
  for (const [index, { share, apply }] of HABITS.entries()) {
    // Spreads the workloads evenly over the hundred, differently for each habit.
    if ((workload * 37 + index * 61 + (workload >> 5)) % 100 < share(generation)) apply(spec);
  }
}

function containersOf(spec: PodSpec, change: (container: PodSpec['containers'][number]) => void): void {
  for (const container of spec.containers) change(container);
}
