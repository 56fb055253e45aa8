import { allOf, ANY_LABELS, type LabelExpr } from './label-expr.ts';

/** A Calico selector: a condition on labels, or everything that is in no namespace. */
export type CalicoSelector =
  | { readonly kind: 'global' }
  | { readonly kind: 'labels'; readonly expr: LabelExpr };

type Token = { readonly type: 'word' | 'text' | 'sign'; readonly value: string };

const TOKEN = /\s*(?:("[^"]*"|'[^']*')|(&&|\|\||==|!=|[!(){},])|([A-Za-z0-9_./-]+))/y;

/**
 * Returns what a selector of Calico's grammar means (CA-19); null where it is not written in it. A blank selector
 * is `all()`; `global()` stands alone.
 */
export function parseCalicoSelector(written: string): CalicoSelector | null {
  const tokens = tokensOf(written);
  if (tokens === null) return null;
  if (tokens.length === 0) return { kind: 'labels', expr: ANY_LABELS };
  const words = tokens.map(({ value }) => value).join('');
  if (words === 'global()') return { kind: 'global' };
  try {
    const reader = new Reader(tokens);
    const expr = reader.anyOf();
    return reader.isAtEnd ? { kind: 'labels', expr } : null;
  } catch (error) {
    if (error instanceof Unreadable) return null;
    throw error;
  }
}

class Unreadable extends Error {}

function tokensOf(written: string): Token[] | null {
  const tokens: Token[] = [];
  const trimmed = written.trimEnd();
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < trimmed.length) {
    const [whole, text, sign, word] = TOKEN.exec(trimmed) ?? [];
    if (whole === undefined) return null;
    if (text !== undefined) tokens.push({ type: 'text', value: text.slice(1, -1) });
    else if (sign !== undefined) tokens.push({ type: 'sign', value: sign });
    else tokens.push({ type: 'word', value: word ?? '' });
  }
  return tokens;
}

/** Reads by precedence: `||` binds least, then `&&`, then `!`. */
class Reader {
  readonly #tokens: readonly Token[];
  #at = 0;

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens;
  }

  get isAtEnd(): boolean {
    return this.#at === this.#tokens.length;
  }

  anyOf(): LabelExpr {
    const parts = [this.#allOf()];
    while (this.#takes('sign', '||')) parts.push(this.#allOf());
    const [first = ANY_LABELS] = parts;
    return parts.length === 1 ? first : { op: 'or', of: parts };
  }

  #allOf(): LabelExpr {
    const parts = [this.#single()];
    while (this.#takes('sign', '&&')) parts.push(this.#single());
    return allOf(parts);
  }

  #single(): LabelExpr {
    if (this.#takes('sign', '!')) return { op: 'not', of: this.#single() };
    if (this.#takes('sign', '(')) {
      const inner = this.anyOf();
      this.#expect(')');
      return inner;
    }
    const key = this.#word();
    if (this.#takes('sign', '(')) return this.#call(key);
    return this.#compared(key);
  }

  #call(name: string): LabelExpr {
    if (name === 'all') {
      this.#expect(')');
      return ANY_LABELS;
    }
    if (name !== 'has') throw new Unreadable();
    const key = this.#word();
    this.#expect(')');
    return { op: 'has', key };
  }

  #compared(key: string): LabelExpr {
    if (this.#takes('sign', '==')) return { op: 'in', key, values: [this.#text()] };
    // Both also hold where the label is missing.
    if (this.#takes('sign', '!=')) return { op: 'not', of: { op: 'in', key, values: [this.#text()] } };
    if (this.#takesBoth('not', 'in')) {
      return { op: 'not', of: { op: 'in', key, values: this.#values() } };
    }
    if (this.#takes('word', 'in')) return { op: 'in', key, values: this.#values() };
    if (this.#takes('word', 'contains')) return { op: 'text', key, how: 'contains', part: this.#text() };
    for (const how of ['starts', 'ends'] as const) {
      if (!this.#takesBoth(how, 'with')) continue;
      return { op: 'text', key, how, part: this.#text() };
    }
    throw new Unreadable();
  }

  #values(): string[] {
    this.#expect('{');
    const values: string[] = [];
    while (!this.#takes('sign', '}')) {
      values.push(this.#text());
      if (this.#takes('sign', ',')) continue;
      this.#expect('}');
      break;
    }
    return values;
  }

  /** Two words of an operator may be written as one. */
  #takesBoth(first: string, second: string): boolean {
    if (this.#takes('word', first + second)) return true;
    if (!this.#takes('word', first)) return false;
    this.#expect(second);
    return true;
  }

  #takes(type: Token['type'], value: string): boolean {
    const token = this.#tokens[this.#at];
    if (token?.type !== type || token.value !== value) return false;
    this.#at += 1;
    return true;
  }

  #expect(value: string): void {
    if (this.#tokens[this.#at]?.value !== value || this.#tokens[this.#at]?.type === 'text')
      throw new Unreadable();
    this.#at += 1;
  }

  #word(): string {
    return this.#next('word');
  }

  #text(): string {
    return this.#next('text');
  }

  #next(type: Token['type']): string {
    const token = this.#tokens[this.#at];
    if (token?.type !== type) throw new Unreadable();
    this.#at += 1;
    return token.value;
  }
}
