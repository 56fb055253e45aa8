import { FAMILIES, type Family } from '#lib/analysis/network/reach/address-ranges.ts';
import type { PodClass } from '#lib/analysis/network/reach/endpoint-space.ts';

/** Returns the families that pods of a class speak; those without an address yet are taken for IPv4. */
export function familiesOf({ atoms, isAddressKnown }: PodClass): Family[] {
  return isAddressKnown ? FAMILIES.filter((family) => atoms[family] !== null) : ['IPv4'];
}
