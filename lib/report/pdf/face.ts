import type { FontInside } from './fonts-inside.ts';

/** A word as it is set: its width at one point of size, and its glyphs as a page's text operator takes them. */
export interface SetWord {
  readonly width: number;
  readonly glyphs: string;
}

interface Letter {
  readonly code: string;
  /** In thousandths of the size. */
  readonly advance: number;
}

// Scripts whose letters stand beside one another whatever their neighbours are, but for kerning.
const SIMPLE =
  /^[\u0020-\u007e\u00a1-\u00ac\u00ae-\u024f\u2010-\u2027\u2190-\u21ff\u3000-\u30ff\u3400-\u9fff\uff00-\uffef]*$/;
const FIRST_WIDE = '\u2e80';
// Chinese is set on a grid: only narrower letters are moved towards one another.
const KERNED = /^[\u0021-\u024f]{2}$/;

/**
 * A font in one manner of setting. It asks the font for each letter and each pair of letters once and puts
 * words together from the answers: asking for every word takes most of the time a report takes.
 */
export class Face {
  readonly id: string;
  readonly #font: FontInside;
  readonly #features: readonly string[] | undefined;
  readonly #isKerned: boolean;
  readonly #letters = new Map<string, Letter>();
  /** How far the second of two letters is moved; null where they are joined into one glyph. */
  readonly #pairs = new Map<string, number | null>();
  readonly #words = new Map<string, SetWord>();

  constructor(
    font: FontInside,
    {
      features,
      isKerned = true,
    }: { readonly features?: readonly string[]; readonly isKerned?: boolean } = {},
  ) {
    this.id = font.id;
    this.#font = font;
    this.#features = features;
    this.#isKerned = isKerned;
  }

  /** Returns the font for a page that uses it. */
  ref(): unknown {
    return this.#font.ref();
  }

  /** Returns a word, or any other run of text, as it is set. */
  set(word: string): SetWord {
    const known = this.#words.get(word);
    if (known !== undefined) return known;
    const made = (SIMPLE.test(word) ? this.#fromLetters(word) : null) ?? this.#fromFont(word);
    this.#words.set(word, made);
    return made;
  }

  #fromLetters(word: string): SetWord | null {
    let glyphs = '<';
    let width = 0;
    let last = '';
    for (const letter of word) {
      const kerning = this.#isKerned && last !== '' ? this.#kerning(last + letter) : 0;
      if (kerning === null) return null;
      const { code, advance } = this.#letter(letter);
      glyphs += kerning === 0 ? code : `> ${(-kerning).toFixed(1)} <${code}`;
      width += kerning + advance;
      last = letter;
    }
    return { width: width / 1000, glyphs: `${glyphs}>` };
  }

  #letter(letter: string): Letter {
    const known = this.#letters.get(letter);
    if (known !== undefined) return known;
    // Chinese punctuation keeps its width in every manner of setting.
    const features = letter < FIRST_WIDE ? this.#features : undefined;
    const [[code = ''], [place]] = this.#font.encode(letter, features);
    const made = { code, advance: place?.xAdvance ?? 0 };
    this.#letters.set(letter, made);
    return made;
  }

  #kerning(pair: string): number | null {
    if (!KERNED.test(pair)) return 0;
    const known = this.#pairs.get(pair);
    if (known !== undefined) return known;
    const [codes, [first]] = this.#font.encode(pair, this.#features);
    const made = codes.length === 2 && first !== undefined ? first.xAdvance - first.advanceWidth : null;
    this.#pairs.set(pair, made);
    return made;
  }

  #fromFont(word: string): SetWord {
    const [codes, places] = this.#font.encode(word, this.#features);
    let glyphs = '<';
    for (const [index, code] of codes.entries()) {
      const place = places[index];
      const kerning = place === undefined ? 0 : place.advanceWidth - place.xAdvance;
      glyphs += kerning === 0 ? code : `${code}> ${kerning.toFixed(1)} <`;
    }
    return { width: places.reduce((sum, { xAdvance }) => sum + xAdvance, 0) / 1000, glyphs: `${glyphs}>` };
  }
}
