import {
  isMap,
  isNode,
  isScalar,
  isSeq,
  LineCounter,
  parseAllDocuments,
  type Node,
  type YAMLMap,
} from 'yaml';

/** A place in a text, counted from 1. */
export interface TextPlace {
  readonly line: number;
  readonly column: number;
}

/** Finds fields of the objects in one YAML or JSON text. */
export class FieldPlaces {
  readonly #lines = new LineCounter();
  /** Objects, also those of lists, by the line they begin on. */
  readonly #objects = new Map<number, Node>();

  constructor(text: string) {
    const options = {
      schema: 'yaml-1.1',
      merge: true,
      lineCounter: this.#lines,
      logLevel: 'silent',
    } as const;
    for (const document of parseAllDocuments(text, options)) {
      if ('contents' in document && document.contents !== null) this.#add(document.contents);
    }
  }

  #add(node: Node): void {
    const place = this.#placeOf(node);
    if (place !== null && !this.#objects.has(place.line)) this.#objects.set(place.line, node);
    const items = isMap(node) ? node.get('items') : null;
    if (isSeq(items)) for (const item of items.items) if (isNode(item)) this.#add(item);
  }

  /**
   * Returns where a field of the object that begins on a line is; where there is no such field, the deepest one on
   * the way to it. Null where no object begins there.
   */
  find(line: number, path: string): (TextPlace & { readonly isFound: boolean }) | null {
    let node = this.#objects.get(line);
    if (node === undefined) return null;
    let place = this.#placeOf(node);
    let rest = path;
    while (rest !== '') {
      const step = stepInto(node, rest);
      if (step === null) break;
      place = this.#placeOf(step.value) ?? this.#placeOf(step.key) ?? place;
      rest = step.rest;
      if (step.value === null) break;
      node = step.value;
    }
    return place === null ? null : { ...place, isFound: rest === '' };
  }

  #placeOf(node: Node | null): TextPlace | null {
    const range = node?.range;
    if (range === undefined || range === null) return null;
    const { line, col } = this.#lines.linePos(range[0]);
    return { line, column: col };
  }
}

interface Step {
  readonly key: Node | null;
  readonly value: Node | null;
  readonly rest: string;
}

/** A path is written as `spec.ingress[0].from`; the keys of labels hold dots themselves. */
function stepInto(node: Node | undefined, path: string): Step | null {
  const index = /^\.?\[(\d+)\]/.exec(path);
  if (index !== null && isSeq(node)) {
    const item = node.items[Number(index[1])];
    return isNode(item) ? { key: null, value: item, rest: path.slice(index[0].length) } : null;
  }
  return isMap(node) ? fieldOf(node, path.replace(/^\./, '')) : null;
}

function fieldOf(map: YAMLMap, path: string): Step | null {
  const found = map.items.flatMap(({ key, value }) => {
    const name = isScalar(key) ? String(key.value) : null;
    if (name === null || !isNode(key) || !path.startsWith(name)) return [];
    const rest = path.slice(name.length);
    if (rest !== '' && !/^[.[]/.test(rest)) return [];
    return [{ key, value: isNode(value) ? value : null, rest, name }];
  });
  return found.toSorted((a, b) => b.name.length - a.name.length)[0] ?? null;
}
