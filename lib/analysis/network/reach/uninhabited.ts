import { parseCidr, type AddressRange } from './address-ranges.ts';

/** Loopback, link-local, multicast, reserved and unspecified addresses: no pod and no node is reached by one. */
const UNINHABITED = [
  '0.0.0.0/8',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '224.0.0.0/3',
  '::/127',
  'fe80::/10',
  'ff00::/8',
].flatMap((cidr) => parseCidr(cidr) ?? []);

/** Returns whether no pod or node has an address of a range, so that one nobody knows is not in it. */
export function isUninhabited({ family, first, last }: AddressRange): boolean {
  return UNINHABITED.some((one) => one.family === family && one.first <= first && last <= one.last);
}
