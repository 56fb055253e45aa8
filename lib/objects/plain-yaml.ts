/**
 * Reads the YAML that `kubectl get -o yaml` and most hands write: block mappings and sequences, plain, quoted
 * and literal scalars. It is many times faster than a full YAML parser and gives up on everything it is not
 * sure of, so that the full parser decides: anchors, tags, flow collections, folding with blank lines, odd
 * numbers, repeated keys. Whatever it returns is what the full parser would return, without the null fields
 * of mappings, as `dropNulls` leaves them out.
 */
import { isTextMap } from './drop-nulls.ts';
import { COLON, DOUBLE, HASH, INDICATORS, isBlank, PlainLines, SINGLE, SPACE } from './plain-lines.ts';
import { isStringKey, NotPlain } from './plain-scalar.ts';

const KEY_SLOTS = 1024;

type Mapping = Record<string, unknown>;

/** What is done with an item of a list that is not plain: the text from one offset to another is parsed in full. */
export type Recover = (from: number, to: number) => unknown;

export interface PlainDocument {
  readonly value: unknown;
  /** Where its first line that is no comment begins. */
  readonly offset: number;
  /** Where the entries of its top-level `items` begin. */
  readonly itemOffsets: readonly number[];
}

export class PlainYaml extends PlainLines {
  private readonly recover: Recover;
  private readonly keys: (string | undefined)[] = Array.from({ length: KEY_SLOTS });
  private offsets: number[] = [];
  /** The field whose value is read next; empty for an entry of a list. */
  private parent = '';

  constructor(text: string, recover: Recover) {
    super(text);
    this.recover = recover;
  }

  /** Returns the document between two offsets. Throws NotPlain when it is not sure. */
  document(from: number, to: number): PlainDocument {
    this.end = to;
    this.next = from;
    this.offsets = [];
    this.parent = '';
    this.advance();
    if (this.indent === -1) return { value: null, offset: from, itemOffsets: [] };
    const offset = this.lineStart;
    const value = this.block();
    if (this.indent !== -1) throw this.notPlain;
    return { value, offset, itemOffsets: this.offsets };
  }

  private block(): unknown {
    if (this.isEntry()) return this.sequence(this.indent);
    return this.mapping(this.indent, this.key());
  }

  private mapping(indent: number, firstKey: string | null): Mapping {
    const out: Mapping = {};
    const holdsTexts = isTextMap(this.parent);
    let nulls: Set<string> | undefined;
    let key = firstKey;
    for (;;) {
      if (key === null || nulls?.has(key)) throw this.notPlain;
      if (this.field(out, key, indent)) {
        if (holdsTexts) out[key] = '';
        else nulls = (nulls ?? new Set()).add(key);
      }
      if (this.indent < indent) return out;
      if (this.indent > indent || this.isEntry()) throw this.notPlain;
      key = this.key();
    }
  }

  /** Reads one field; returns whether it was null. */
  private field(out: Mapping, key: string, indent: number): boolean {
    // A repeated key, or one that every object has, such as `constructor`.
    if (out[key] !== undefined) throw this.notPlain;
    this.parent = key;
    const value = indent === 0 && key === 'items' ? this.items() : this.value(indent);
    if (value !== null) out[key] = value;
    return value === null;
  }

  private value(indent: number): unknown {
    if (this.at < this.stop && this.text.charCodeAt(this.at) !== HASH) return this.scalar(indent);
    this.advance();
    if (this.indent > indent) return this.block();
    return this.indent === indent && this.isEntry() ? this.sequence(indent) : null;
  }

  private sequence(indent: number): unknown[] {
    const out: unknown[] = [];
    do out.push(this.entry(indent));
    while (this.indent === indent && this.isEntry());
    if (this.indent > indent) throw this.notPlain;
    return out;
  }

  private entry(indent: number): unknown {
    this.parent = '';
    let at = this.at + 1;
    while (this.text.charCodeAt(at) === SPACE) at += 1;
    if (at >= this.stop || this.text.charCodeAt(at) === HASH) {
      this.advance();
      return this.indent > indent ? this.block() : null;
    }
    this.at = at;
    const column = at - this.lineStart;
    this.indent = column;
    if (this.isEntry()) return this.sequence(column);
    const key = this.key();
    return key === null ? this.scalar(indent) : this.mapping(column, key);
  }

  /** The items of a list stand alone: one that is not plain goes to the full parser and the others do not. */
  private items(): unknown {
    if (this.at < this.stop) return this.value(0);
    this.advance();
    if (this.indent < 0 || !this.isEntry()) return this.indent > 0 ? this.block() : null;
    const { indent } = this;
    const out: unknown[] = [];
    while (this.indent === indent && this.isEntry()) {
      const from = this.lineStart;
      this.offsets.push(from);
      try {
        out.push(this.entry(indent));
        if (this.indent > indent) throw this.notPlain;
      } catch (error) {
        if (!(error instanceof NotPlain)) throw error;
        const to = this.endOfItem(from, indent);
        out.push(this.recover(from, to));
        this.next = to;
        this.advance();
      }
    }
    return out;
  }

  private endOfItem(from: number, indent: number): number {
    const { text, end } = this;
    for (let newline = text.indexOf('\n', from); newline !== -1 && newline < end;) {
      const pos = newline + 1;
      let at = pos;
      while (at - pos <= indent && text.charCodeAt(at) === SPACE) at += 1;
      const isContent = at < end && text.charCodeAt(at) !== 10;
      if (isContent && at - pos <= indent) return pos;
      newline = text.indexOf('\n', pos);
    }
    return end;
  }

  /** Returns the key the line begins with, or null when it begins with none; moves to the value. */
  private key(): string | null {
    const { text, at, stop } = this;
    const first = text.charCodeAt(at);
    if (first === SINGLE || first === DOUBLE) return this.quotedKey(first);
    if (INDICATORS.has(first)) return null;
    let hash = 0;
    for (let pos = at; pos < stop; pos += 1) {
      const code = text.charCodeAt(pos);
      if (code === COLON && this.endsToken(pos + 1)) {
        const key = this.internedKey(at, pos, hash);
        this.moveTo(pos + 1);
        return key;
      }
      if (code === HASH && isBlank(text.charCodeAt(pos - 1))) return null;
      hash = (hash * 31 + code) | 0;
    }
    return null;
  }

  private quotedKey(quote: number): string | null {
    const close = this.closingQuote(quote, this.at + 1);
    if (close === -1 || this.text.charCodeAt(close + 1) !== COLON || !this.endsToken(close + 2)) return null;
    const key = this.unquoted(this.text.slice(this.at + 1, close), quote);
    this.moveTo(close + 2);
    return key;
  }

  /** Keys repeat thousands of times: one string for each saves their making and their hashing. */
  private internedKey(from: number, to: number, hash: number): string {
    const slot = hash & (KEY_SLOTS - 1);
    const known = this.keys[slot];
    if (known !== undefined && known.length === to - from && this.text.startsWith(known, from)) return known;
    const key = this.text.slice(from, to);
    if (!isStringKey(key)) throw this.notPlain;
    this.keys[slot] = key;
    return key;
  }

  private moveTo(pos: number): void {
    let at = pos;
    while (at < this.stop && this.text.charCodeAt(at) === SPACE) at += 1;
    this.at = at;
  }
}
