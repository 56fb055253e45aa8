import { parseAddress } from '#lib/analysis/network/reach/address-ranges.ts';
import { textsOf } from '#lib/analysis/network/reach/raw-fields.ts';
import { parseJson } from './parse-json.ts';

/** An address that annotations of an address manager fix for a pod. */
export interface FixedAddress {
  /** Who is asked for it: `kube-ipam`, `Calico`, `Kube-OVN`, `Antrea`. */
  readonly manager: string;
  readonly address: string;
  /** Length of the network's prefix; null where the annotations do not say. */
  readonly prefix: number | null;
  /** The definition (`namespace/name`) it is for; null for the primary network, or wherever the manager acts. */
  readonly attachment: string | null;
  /** False for managers that serve the primary network alone. */
  readonly mayBeSecondary: boolean;
}

type Annotations = Readonly<Record<string, string>>;

/** Returns every address that the annotations fix, whoever is to give it. */
export function readFixedAddresses(annotations: Annotations): readonly FixedAddress[] {
  return [
    ...kubeIpam(annotations),
    ...listed(annotations, 'cni.projectcalico.org/ipAddrs', 'Calico'),
    ...listed(annotations, 'cni.projectcalico.org/ipAddrsNoIpam', 'Calico'),
    ...listed(annotations, 'ipam.antrea.io/pod-ips', 'Antrea'),
    ...kubeOvn(annotations),
  ];
}

/** MN-10: IPv4 only, with the netmask beside it. */
function kubeIpam(annotations: Annotations): FixedAddress[] {
  const address = annotations['kube-ipam.ip']?.trim() ?? '';
  if (address === '') return [];
  const prefix = prefixOfMask(annotations['kube-ipam.netmask']?.trim() ?? '');
  return [{ manager: 'kube-ipam', address, prefix, attachment: null, mayBeSecondary: true }];
}

/** Returns the length of the prefix that a netmask leaves; null where it is none. */
function prefixOfMask(mask: string): number | null {
  if (/^\d{1,2}$/.test(mask)) return Number(mask) <= 32 ? Number(mask) : null;
  const parsed = parseAddress(mask);
  if (parsed === null || parsed.family !== 'IPv4') return null;
  const bits = parsed.value.toString(2).padStart(32, '0');
  return /^1*0*$/.test(bits) ? bits.lastIndexOf('1') + 1 : null;
}

/** A JSON list, or addresses with commas between them. */
function listed(annotations: Annotations, key: string, manager: string): FixedAddress[] {
  const written = annotations[key]?.trim() ?? '';
  if (written === '') return [];
  const parsed = parseJson(written);
  const addresses = Array.isArray(parsed) ? textsOf(parsed) : written.split(',').map((one) => one.trim());
  return addresses.map((address) => ({
    manager,
    address,
    prefix: null,
    attachment: null,
    mayBeSecondary: false,
  }));
}

const OVN_KEY = /^(?:([^/]+)\.)?ovn\.kubernetes\.io\/ip_address$/;

/** Kube-OVN names the definition of a second network in front of the key: `name.namespace.ovn.kubernetes.io`. */
function kubeOvn(annotations: Annotations): FixedAddress[] {
  return Object.entries(annotations).flatMap(([key, value]) => {
    const match = OVN_KEY.exec(key);
    if (match === null) return [];
    const [, provider] = match;
    const dot = provider?.lastIndexOf('.') ?? -1;
    const attachment =
      provider === undefined ? null : `${provider.slice(dot + 1)}/${provider.slice(0, Math.max(dot, 0))}`;
    return value
      .split(',')
      .map((one) => one.trim())
      .filter((one) => one !== '')
      .map((address) => ({
        manager: 'Kube-OVN',
        address,
        prefix: null,
        attachment,
        mayBeSecondary: attachment !== null,
      }));
  });
}
