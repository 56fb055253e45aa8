/** An image as a pod names it. */
export interface ImageReference {
  readonly repository: string;
  /** Null where none is given: the runtime then takes `latest`. */
  readonly tag: string | null;
  readonly digest: string | null;
}

/** Returns the parts of an image reference; a colon before the last slash belongs to the registry's port. */
export function parseImage(image: string): ImageReference {
  const [path = '', digest = null] = image.split('@');
  const colon = path.lastIndexOf(':');
  const hasTag = colon > path.lastIndexOf('/');
  return {
    repository: hasTag ? path.slice(0, colon) : path,
    tag: hasTag ? path.slice(colon + 1) : null,
    digest,
  };
}
