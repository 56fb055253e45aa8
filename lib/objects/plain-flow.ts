import { isStringKey, resolvePlain } from './plain-scalar.ts';
import type { NotPlain } from './plain-scalar.ts';

const SPACE = ' ';
/** What ends a plain scalar inside a flow collection. */
const ENDS_PLAIN = ',]}';
// What a plain scalar is made of there: colons only where no value could follow them.
const PLAIN_LETTERS = /(?:[^\n\t,[\]{}:#]|:(?![\s,\]}]))*/y;
/** What no plain scalar begins with there. */
const NO_BEGINNING = '\t[]{}?:,&*!>|%@`#"\'';

/** Reads flow collections that stand on one line, such as `["sh", -c]`; throws `notPlain` at anything odd. */
export class PlainFlow {
  private readonly text: string;
  private readonly notPlain: NotPlain;
  private readonly letters = new RegExp(PLAIN_LETTERS);
  private at = 0;
  private stop = 0;

  constructor(text: string, notPlain: NotPlain) {
    this.text = text;
    this.notPlain = notPlain;
  }

  /** Returns the collection that begins at one offset of a line that ends at another, and where it ends. */
  read(at: number, stop: number): { readonly value: unknown; readonly end: number } {
    this.at = at;
    this.stop = stop;
    const value = this.value();
    return { value, end: this.at };
  }

  private char(): string {
    if (this.at >= this.stop) throw this.notPlain;
    return this.text.charAt(this.at);
  }

  private skipSpaces(): void {
    while (this.at < this.stop && this.text.charAt(this.at) === SPACE) this.at += 1;
  }

  private value(): unknown {
    const first = this.char();
    if (first === '[') return this.sequence();
    if (first === '{') return this.mapping();
    return first === '"' || first === "'"
      ? this.quoted(first)
      : resolvePlain(this.plain(false), this.notPlain);
  }

  /** Moves past a comma; returns whether the collection ends here instead. */
  private isClosed(close: string): boolean {
    this.skipSpaces();
    const next = this.char();
    this.at += 1;
    if (next === close) return true;
    if (next !== ',') throw this.notPlain;
    this.skipSpaces();
    return false;
  }

  private begin(close: string): boolean {
    this.at += 1;
    this.skipSpaces();
    if (this.char() !== close) return false;
    this.at += 1;
    return true;
  }

  private sequence(): unknown[] {
    const out: unknown[] = [];
    if (this.begin(']')) return out;
    do out.push(this.value());
    while (!this.isClosed(']'));
    return out;
  }

  private mapping(): Record<string, unknown> {
    const out: Record<string, unknown> = {};
    if (this.begin('}')) return out;
    do {
      const key = this.key();
      this.skipSpaces();
      const value = this.value();
      // A repeated key, one that every object has, or a null, which is left out elsewhere.
      if (out[key] !== undefined || value === null) throw this.notPlain;
      out[key] = value;
    } while (!this.isClosed('}'));
    return out;
  }

  private key(): string {
    const first = this.char();
    const isQuoted = first === '"' || first === "'";
    const key = isQuoted ? this.quoted(first) : this.plain(true);
    if (!isQuoted && !isStringKey(key)) throw this.notPlain;
    if (this.char() !== ':') throw this.notPlain;
    this.at += 1;
    // Without a space behind it the colon belongs to a plain key.
    if (!isQuoted && this.char() !== SPACE) throw this.notPlain;
    return key;
  }

  private plain(isKey: boolean): string {
    const from = this.at;
    const first = this.char();
    if (NO_BEGINNING.includes(first) || (first === '-' && !/[\w-]/.test(this.text.charAt(from + 1)))) {
      throw this.notPlain;
    }
    this.letters.lastIndex = from;
    this.letters.test(this.text);
    this.at = this.letters.lastIndex;
    const next = this.char();
    if (isKey ? next !== ':' : !ENDS_PLAIN.includes(next)) throw this.notPlain;
    const written = this.text.slice(from, this.at);
    return isKey ? written : written.trimEnd();
  }

  private quoted(quote: string): string {
    const from = this.at + 1;
    const close = this.text.indexOf(quote, from);
    const inner = this.text.slice(from, close);
    // Escapes, doubled quotes and texts over several lines are left to the full parser.
    if (close === -1 || close >= this.stop || /[\\\t]/.test(inner)) throw this.notPlain;
    if (quote === "'" && this.text.charAt(close + 1) === quote) throw this.notPlain;
    this.at = close + 1;
    return inner;
  }
}
