import type { Node } from './node.ts';

export interface Leaf {
  parent: Node;
}
