import { PlainFlow } from './plain-flow.ts';
import { NOT_PLAIN, resolvePlain } from './plain-scalar.ts';

const TAB = 9;
const NEWLINE = 10;
export const SPACE = 32;
export const DOUBLE = 34;
export const HASH = 35;
export const SINGLE = 39;
const DASH = 45;
export const COLON = 58;
const BACKSLASH = 92;
const BRACKET = 91;
const BRACE = 123;
const PIPE = 124;
/** Characters that no plain scalar begins with: they start what only the full parser reads, or a tab. */
export const INDICATORS = new Set(Array.from('\t[]{}?:,&*!>%@`#|"\'', (char) => char.charCodeAt(0)));

/** Returns whether a character is a space or a tab. */
export function isBlank(code: number): boolean {
  return code === SPACE || code === TAB;
}

/** Walks over the lines of a YAML text and reads the scalars that are easy; throws NotPlain at the others. */
export class PlainLines {
  protected readonly text: string;
  protected readonly notPlain = NOT_PLAIN;
  private readonly flow: PlainFlow;
  protected end = 0;
  protected lineStart = 0;
  /** Column of the line's content; -1 at the end. */
  protected indent = -1;
  /** Where the content still to be read begins, and where it ends without the spaces behind it. */
  protected at = 0;
  protected stop = 0;
  /** Where the next line begins. */
  protected next = 0;

  constructor(text: string) {
    this.text = text;
    this.flow = new PlainFlow(text, this.notPlain);
  }

  /** Moves to the next line that has content. */
  protected advance(): void {
    const { text, end } = this;
    let pos = this.next;
    while (pos < end) {
      const found = text.indexOf('\n', pos);
      const lineEnd = found === -1 || found > end ? end : found;
      let at = pos;
      while (at < lineEnd && text.charCodeAt(at) === SPACE) at += 1;
      const first = text.charCodeAt(at);
      if (at < lineEnd && first !== HASH) {
        if (first === TAB) throw this.notPlain;
        let stop = lineEnd;
        while (isBlank(text.charCodeAt(stop - 1))) stop -= 1;
        this.lineStart = pos;
        this.indent = at - pos;
        this.at = at;
        this.stop = stop;
        this.next = lineEnd + 1;
        return;
      }
      pos = lineEnd + 1;
    }
    this.indent = -1;
    this.next = pos;
  }

  protected endsToken(at: number): boolean {
    return at >= this.stop || this.text.charCodeAt(at) === SPACE;
  }

  protected isEntry(): boolean {
    return this.text.charCodeAt(this.at) === DASH && this.endsToken(this.at + 1);
  }

  protected scalar(indent: number): unknown {
    const first = this.text.charCodeAt(this.at);
    if (first === SINGLE || first === DOUBLE) return this.quoted(indent, first);
    if (first === PIPE) return this.literal(indent);
    if (INDICATORS.has(first)) return this.collection(indent, first);
    if (first === DASH && (this.at + 1 === this.stop || isBlank(this.text.charCodeAt(this.at + 1)))) {
      throw this.notPlain;
    }
    return this.plain(indent);
  }

  protected closeValue(indent: number): void {
    this.advance();
    if (this.indent > indent) throw this.notPlain;
  }

  /** Returns whether nothing but a comment stands from there to the end of the line. */
  protected endsLine(from: number): boolean {
    if (from >= this.stop) return true;
    let at = from;
    while (isBlank(this.text.charCodeAt(at))) at += 1;
    return at > from && this.text.charCodeAt(at) === HASH;
  }

  protected collection(indent: number, first: number): unknown {
    if (first !== BRACE && first !== BRACKET) throw this.notPlain;
    const { value, end } = this.flow.read(this.at, this.stop);
    if (!this.endsLine(end)) throw this.notPlain;
    this.closeValue(indent);
    return value;
  }

  /** Returns the end of the plain text on this line. */
  protected plainEnd(): number {
    const { text, stop } = this;
    for (let pos = this.at; pos < stop; pos += 1) {
      const code = text.charCodeAt(pos);
      if (code === COLON && (pos + 1 === stop || isBlank(text.charCodeAt(pos + 1)))) throw this.notPlain;
      if (code !== HASH || !isBlank(text.charCodeAt(pos - 1))) continue;
      let end = pos;
      while (isBlank(text.charCodeAt(end - 1))) end -= 1;
      return end;
    }
    return stop;
  }

  protected plain(indent: number): unknown {
    const end = this.plainEnd();
    const first = this.text.slice(this.at, end);
    const hasComment = end < this.stop;
    let expected = this.next;
    this.advance();
    if (this.indent <= indent) return resolvePlain(first, this.notPlain);
    let folded = first;
    while (this.indent > indent) {
      // A blank line or a comment in between means more than a space.
      if (hasComment || this.lineStart !== expected || this.isEntry()) throw this.notPlain;
      if (this.plainEnd() !== this.stop) throw this.notPlain;
      folded += ` ${this.text.slice(this.at, this.stop)}`;
      expected = this.next;
      this.advance();
    }
    return folded;
  }

  /** Returns where a quoted text ends on this line; -1 where it does not. */
  protected closingQuote(quote: number, from: number): number {
    const { text, stop } = this;
    for (let pos = from; pos < stop; pos += 1) {
      const code = text.charCodeAt(pos);
      if (code === BACKSLASH && quote === DOUBLE) pos += 1;
      else if (code !== quote) continue;
      else if (quote === SINGLE && text.charCodeAt(pos + 1) === SINGLE) pos += 1;
      else return pos;
    }
    return -1;
  }

  protected unquoted(inner: string, quote: number): string {
    if (quote === SINGLE) return inner.includes("'") ? inner.replaceAll("''", "'") : inner;
    if (!inner.includes('\\')) return inner;
    try {
      return JSON.parse(`"${inner}"`) as string;
    } catch {
      // YAML has escapes of its own, which are left to the full parser.
      throw this.notPlain;
    }
  }

  protected quoted(indent: number, quote: number): string {
    let close = this.closingQuote(quote, this.at + 1);
    let inner = this.text.slice(this.at + 1, close === -1 ? this.stop : close);
    while (close === -1) {
      const expected = this.next;
      if (inner.endsWith('\\')) throw this.notPlain;
      this.advance();
      if (this.indent <= indent || this.lineStart !== expected) throw this.notPlain;
      close = this.closingQuote(quote, this.at);
      inner += ` ${this.text.slice(this.at, close === -1 ? this.stop : close)}`;
    }
    if (!this.endsLine(close + 1)) throw this.notPlain;
    const value = this.unquoted(inner, quote);
    this.closeValue(indent);
    return value;
  }

  protected literal(indent: number): string {
    const header = this.text.slice(this.at, this.stop);
    if (header !== '|' && header !== '|-' && header !== '|+') throw this.notPlain;
    const lines = this.literalLines(indent);
    this.closeValue(indent);
    let last = lines.length;
    if (header !== '|+') while (last > 0 && lines[last - 1] === '') last -= 1;
    if (last === 0 && header !== '|+') return '';
    const body = lines.slice(0, last).join('\n');
    return header === '|-' ? body : `${body}\n`;
  }

  /** Returns the column of the first line after this one that has content; -1 where it is no deeper than `indent`. */
  private literalColumn(indent: number): number {
    const { text } = this;
    let at = this.next;
    while (text.charCodeAt(at) === SPACE) at += 1;
    // Blank lines before the first one have rules of their own.
    if (text.charCodeAt(at) === NEWLINE) throw this.notPlain;
    const column = at - this.next;
    return at < this.end && column > indent ? column : -1;
  }

  private literalLines(indent: number): string[] {
    const { text, end } = this;
    const lines: string[] = [];
    const column = this.literalColumn(indent);
    let pos = this.next;
    while (column !== -1 && pos < end) {
      const lineEnd = text.indexOf('\n', pos);
      let at = pos;
      while (text.charCodeAt(at) === SPACE) at += 1;
      const isShort = at - pos < column;
      if (isShort && at !== lineEnd) break;
      // So has a last line without a line break.
      if (lineEnd === -1 || lineEnd >= end) throw this.notPlain;
      lines.push(isShort ? '' : text.slice(pos + column, lineEnd));
      pos = lineEnd + 1;
    }
    this.next = pos;
    return lines;
  }
}
