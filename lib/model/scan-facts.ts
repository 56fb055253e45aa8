/** What a scan derived besides its result, for pages to read instead of deriving it again. */
export interface ScanFacts {
  /** For each finding of the result, in its order, the node it stands on; null where that is not one node. */
  readonly findingNodes: readonly (string | null)[];
  /** Lists by name. Only who made one knows its shape, which the name stands for: another shape, another name. */
  readonly pages: Readonly<Record<string, readonly unknown[]>>;
}
