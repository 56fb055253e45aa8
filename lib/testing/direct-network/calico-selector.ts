import type { Labels } from './manifests.ts';

/** Returns whether labels match. */
export type Test = (labels: Labels) => boolean;

const TOKEN =
  /\s*(&&|\|\||==|!=|!|\(|\)|\{|\}|,|'[^']*'|"[^"]*"|not\s*in\b|starts\s*with\b|ends\s*with\b|[A-Za-z0-9_./-]+)/y;

const compiled = new Map<string, Test>();

/** CA-19: returns the test that a Calico selector stands for; blank is `all()`. */
export function calicoTest(text: string): Test {
  const known = compiled.get(text);
  if (known !== undefined) return known;
  const test = text.trim() === '' ? () => true : new Reader(text).whole();
  compiled.set(text, test);
  return test;
}

/** Reads from loose to tight: `||`, `&&`, `!`, one comparison. */
class Reader {
  readonly #tokens: string[];
  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
    this.#tokens = [];
    const pattern = new RegExp(TOKEN);
    const end = text.trimEnd().length;
    while (pattern.lastIndex < end) {
      const at = pattern.lastIndex;
      const token = pattern.exec(text)?.[1];
      if (token === undefined) throw new Error(`Cannot read ${text} at ${at}.`);
      this.#tokens.push(token.replace(/^(not|starts|ends)\s*(in|with)$/, '$1 $2'));
    }
  }

  whole(): Test {
    const test = this.#either();
    if (this.#tokens.length > 0) throw new Error(`Too much in ${this.#text}.`);
    return test;
  }

  #either(): Test {
    const parts = [this.#both()];
    while (this.#skip('||')) parts.push(this.#both());
    return (labels) => parts.some((part) => part(labels));
  }

  #both(): Test {
    const parts = [this.#one()];
    while (this.#skip('&&')) parts.push(this.#one());
    return (labels) => parts.every((part) => part(labels));
  }

  #one(): Test {
    if (this.#skip('!')) {
      const inner = this.#one();
      return (labels) => !inner(labels);
    }
    if (this.#skip('(')) {
      const inner = this.#either();
      this.#expect(')');
      return inner;
    }
    const word = this.#take();
    if (word === 'has' && this.#skip('(')) {
      const key = this.#take();
      this.#expect(')');
      return (labels) => labels[key] !== undefined;
    }
    if ((word === 'all' || word === 'global') && this.#skip('(')) {
      this.#expect(')');
      return () => true;
    }
    return this.#comparison(word);
  }

  #comparison(key: string): Test {
    const operator = this.#take();
    if (operator === 'in' || operator === 'not in') {
      const values = this.#set();
      const isListed: Test = (labels) => values.some((value) => labels[key] === value);
      return operator === 'in' ? isListed : (labels) => !isListed(labels);
    }
    const value = this.#string();
    if (operator === '==') return (labels) => labels[key] === value;
    if (operator === '!=') return (labels) => labels[key] !== value;
    if (operator === 'contains') return (labels) => labels[key]?.includes(value) === true;
    if (operator === 'starts with') return (labels) => labels[key]?.startsWith(value) === true;
    if (operator === 'ends with') return (labels) => labels[key]?.endsWith(value) === true;
    throw new Error(`No operator ${operator} in ${this.#text}.`);
  }

  #set(): string[] {
    this.#expect('{');
    const values: string[] = [];
    while (!this.#skip('}')) {
      values.push(this.#string());
      this.#skip(',');
    }
    return values;
  }

  #string(): string {
    return this.#take().slice(1, -1);
  }

  #take(): string {
    const token = this.#tokens.shift();
    if (token === undefined) throw new Error(`${this.#text} ends too early.`);
    return token;
  }

  #skip(token: string): boolean {
    if (this.#tokens[0] !== token) return false;
    this.#tokens.shift();
    return true;
  }

  #expect(token: string): void {
    if (!this.#skip(token)) throw new Error(`${token} is missing in ${this.#text}.`);
  }
}
