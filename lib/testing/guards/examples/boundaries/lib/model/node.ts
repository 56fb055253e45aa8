import type { Leaf } from './leaf.ts';

export interface Node {
  leaves: Leaf[];
}
