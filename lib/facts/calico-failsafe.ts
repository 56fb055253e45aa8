import { parseKubeVersion, type KubeVersion } from './kube-version.ts';

/** Ports that Calico's agent keeps open on a host whatever policies say, as it writes them itself. */
export interface FailsafeDefaults {
  readonly inbound: readonly string[];
  readonly outbound: readonly string[];
}

const SINCE_2_6: FailsafeDefaults = {
  inbound: ['tcp:22', 'udp:68', 'tcp:179', 'tcp:2379', 'tcp:2380', 'tcp:6666', 'tcp:6667'],
  outbound: ['udp:53', 'udp:67', 'tcp:179', 'tcp:2379', 'tcp:2380', 'tcp:6666', 'tcp:6667'],
};
const API_SERVER = 'tcp:6443';
const TYPHA = 'tcp:5473';

/** The newest list whose first version is not above the given one; the last where no version is known. */
const LISTS: readonly { readonly from: Omit<KubeVersion, 'suffix'>; readonly ports: FailsafeDefaults }[] = [
  {
    from: { major: 0, minor: 0, patch: 0 },
    ports: {
      inbound: ['tcp:22', 'udp:68'],
      outbound: ['udp:53', 'udp:67', 'tcp:2379', 'tcp:2380', 'tcp:4001', 'tcp:7001'],
    },
  },
  { from: { major: 2, minor: 6, patch: 0 }, ports: SINCE_2_6 },
  { from: { major: 3, minor: 14, patch: 1 }, ports: withPorts(API_SERVER) },
  { from: { major: 3, minor: 15, patch: 0 }, ports: withPorts(TYPHA, API_SERVER) },
];

/** Returns the lists Calico has by default, by the version of its image; those of today where it is not known. */
export function failsafeDefaults(version: string | null): FailsafeDefaults {
  const parsed = version === null ? null : parseKubeVersion(version);
  const fitting = LISTS.filter(({ from }) => parsed === null || compare(from, parsed) <= 0);
  return fitting.at(-1)?.ports ?? SINCE_2_6;
}

function withPorts(...more: readonly string[]): FailsafeDefaults {
  return {
    inbound: [...SINCE_2_6.inbound, ...more],
    outbound: [...SINCE_2_6.outbound, ...more],
  };
}

type Numbers = Omit<KubeVersion, 'suffix'>;

function compare(a: Numbers, b: Numbers): number {
  return a.major - b.major || a.minor - b.minor || a.patch - b.patch;
}
