import type { Gap } from './gap.ts';

/** What came of reading one slice. A failed slice is never an empty one. */
export type Collected<T> =
  | { readonly state: 'complete'; readonly items: readonly T[] }
  | { readonly state: 'partial'; readonly items: readonly T[]; readonly gaps: readonly Gap[] }
  | { readonly state: 'failed'; readonly gaps: readonly Gap[] }
  /** The cluster does not serve the group or kind. */
  | { readonly state: 'absent'; readonly gaps: readonly Gap[] }
  /** Files were read and none of them held this kind. */
  | { readonly state: 'not-given'; readonly gaps: readonly Gap[] };

export type SliceState = Collected<unknown>['state'];

/** Returns what was read, however incomplete; use only beside the slice's gaps. */
export function itemsOf<T>(slice: Collected<T>): readonly T[] {
  return slice.state === 'complete' || slice.state === 'partial' ? slice.items : [];
}

/** Returns the gaps of a slice. */
export function gapsOf(slice: Collected<unknown>): readonly Gap[] {
  return slice.state === 'complete' ? [] : slice.gaps;
}

/** Returns the slice with the items read and `partial` exactly when a gap exists. */
export function collected<T>(items: readonly T[], gaps: readonly Gap[] = []): Collected<T> {
  return gaps.length === 0 ? { state: 'complete', items } : { state: 'partial', items, gaps };
}
